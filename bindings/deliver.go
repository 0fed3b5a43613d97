package bindings

import (
	"nslua/bindings/fork"

	glua "github.com/yuin/gopher-lua"
)

// handlers are the script's functions by signal number, nil where there is none.
var handlers [signalRTMax + 1]*glua.LFunction

// install puts a handler in place, or takes it away with nil.
func install(sig int, handler *glua.LFunction) { handlers[sig] = handler }

// Deliver runs the handlers of the signals that have been noted, in the order
// in which they are given out. An error of a handler is raised in L; what is
// noted then waits for the next time.
func Deliver(L *glua.LState) {
	for fork.Noted() {
		info, ok := fork.Take()
		if !ok {
			return
		}
		sig := int(info.Signo)
		if handlers[sig] != nil {
			runHandler(L, info)
			continue
		}
		fork.Dismiss(sig)
		if fork.Current(sig) == fork.Default {
			fork.Raise(sig) // noted for a prompt: see Watch
		}
	}
}

// resting are the threads on which no handler runs. A handler has a thread of
// its own, so that it leaves alone the registers of the function that it
// interrupted, even between two instructions; several, where one interrupts
// another.
var resting []*glua.LState

// Forget gives them up, for a collection: what handlers have left behind in them is
// garbage.
func Forget() { resting = nil }

func handlerThread(L *glua.LState) *glua.LState {
	if n := len(resting); n > 0 {
		thread := resting[n-1]
		resting = resting[:n-1]
		return thread
	}
	return NewThread(L.G.MainThread)
}

// NewThread makes a thread of the same interpreter. Another interpreter loop
// than gopher-lua's puts its own here.
var NewThread = func(L *glua.LState) *glua.LState {
	thread, _ := L.NewThread()
	return thread
}

// Handle calls a handler on a thread of its own and gives the error that it
// raises. Who can tell more of that, as its Cause, puts its own here.
var Handle = func(thread *glua.LState, handler *glua.LFunction, arguments ...glua.LValue) error {
	return thread.CallByParam(glua.P{Fn: handler, Protect: true}, arguments...)
}

// runHandler runs the handler of a signal, with what is blocked meanwhile as
// sigaction has set it. The mask is afterwards as before.
func runHandler(L *glua.LState, info fork.Siginfo) {
	sig := int(info.Signo)
	handler := handlers[sig]
	before := fork.Enter(sig)
	if fork.Current(sig) != fork.Note { // SA_RESETHAND
		install(sig, nil)
	}
	running := L.G.CurrentThread
	thread := handlerThread(L)
	err := Handle(thread, handler, handlerArguments(L, handler, info)...)
	resting = append(resting, thread)
	L.G.CurrentThread = running
	fork.Leave(sig, before)
	if err == nil {
		return
	}
	if failed, ok := err.(*glua.ApiError); ok && failed.Object != nil {
		if failed.Cause != nil {
			panic(failed) // it knows more than its object says
		}
		L.Error(failed.Object, 0)
	}
	L.RaiseError("%s", err.Error())
}

// handlerArguments are the signal's number and, for a function of Lua's that has
// a parameter for it, the siginfo, whose table costs as much as the call does. A
// binding gets no more than it takes: signal(SIGCHLD, wait).
func handlerArguments(L *glua.LState, handler *glua.LFunction, info fork.Siginfo) []glua.LValue {
	number := []glua.LValue{glua.LNumber(info.Signo)}
	switch {
	case handler.IsG:
		if row := RowOf(handler); row != nil {
			return number[:min(1, len(row.binding().params))]
		}
		return number
	case handler.Proto.NumParameters < 2 && handler.Proto.IsVarArg == 0:
		return number
	}
	return append(number, siginfoTable(L, info))
}
