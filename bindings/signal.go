package bindings

import (
	"strconv"

	"nslua/bindings/fork"

	glua "github.com/yuin/gopher-lua"
	"golang.org/x/sys/unix"
)

var signalRows = []Row{
	{
		Name: "kill", Sig: "(pid: integer, sig: signal) -> 0", Man: "kill(2)",
		Doc: "Sends a signal: to the process pid, to the process group -pid, to the own group (0) or to every process " +
			"that this one may signal (-1). Signal 0 only asks whether that may be done.",
		Errs:    "ESRCH: no such process; EPERM: not permitted; EINVAL: no such signal",
		Example: "> kill(getpid(), 0)\n0",
		Impl:    kill,
	},
	{
		Name: "raise", Sig: "(sig: signal) -> 0", Man: "raise(3)",
		Doc:     "Sends a signal to this process; a handler has run when raise returns.",
		Errs:    "EINVAL: no such signal",
		Example: "> signal(SIGUSR1, function(sig) print(strsignal(sig)) end)\nSIG_DFL\n> raise(SIGUSR1)\nUser defined signal 1\n0",
		Impl:    raise,
	},
	{
		Name: "signal", Sig: "(sig: signal, handler: function|disposition) -> function|disposition", Man: "signal(2)",
		Doc: "Sets what happens on a signal: a function, called with the signal's number between two instructions " +
			"of the script, SIG_DFL or SIG_IGN. Returns what was set before. While a handler runs, its signal is held back.",
		Errs:    "EINVAL: no such signal, or one that cannot be handled",
		Example: "> signal(SIGINT, SIG_IGN)\nSIG_DFL\n> signal(SIGINT, SIG_DFL)\nSIG_IGN",
		Impl:    setHandler,
	},
	{
		Name: "sigprocmask", Sig: "(how?: mask_how, set?: table) -> table", Man: "sigprocmask(2)",
		Doc: "Changes which signals are held back until they are unblocked: SIG_BLOCK adds the list set, SIG_UNBLOCK " +
			"takes it away, SIG_SETMASK puts it in place. Returns the list of before; without set it changes nothing.",
		Errs:    "EINVAL: an unknown how",
		Example: "> print(#sigprocmask(SIG_BLOCK, {SIGUSR1, \"TERM\"}))\n0\n> print(unpack(sigprocmask()))\n10\t15",
		Impl:    sigprocmask,
	},
	{
		Name: "pause", Sig: "() -> never", Man: "pause(2)",
		Doc:     "Sleeps until a handler has run. Then it returns nil, a message and EINTR.",
		Errs:    "EINTR: a handler has run",
		Example: "> p = fork() if p == 0 then pause() end\n> kill(p, \"TERM\")\n0\n> print(wait())\n...\tkilled\t15\ttable: ...",
		Impl:    pause,
	},
}

// What glibc calls SIGRTMIN and SIGRTMAX: it keeps the first two for itself.
const (
	signalRTMin = 34
	signalRTMax = 64
)

// signalNames are SIGHUP to SIGSYS, which the kernel numbers without a gap up
// to 31 (asm/signal.h), and then second names and the ends of the real-time ones.
func signalNames() []constant {
	names := make([]constant, 0, 31)
	for sig := unix.Signal(1); sig <= unix.SIGSYS; sig++ {
		names = append(names, constant{unix.SignalName(sig), uintptr(sig)})
	}
	return append(names,
		constant{"SIGIOT", uintptr(unix.SIGIOT)}, constant{"SIGPOLL", uintptr(unix.SIGPOLL)}, constant{"SIGCLD", uintptr(unix.SIGCLD)},
		constant{"SIGRTMIN", signalRTMin}, constant{"SIGRTMAX", signalRTMax})
}

func strsignal(sig int) string {
	switch {
	case sig >= signalRTMin && sig <= signalRTMax:
		return "Real-time signal " + strconv.Itoa(sig-signalRTMin)
	case unix.SignalName(unix.Signal(sig)) == "":
		return "Unknown signal " + strconv.Itoa(sig)
	}
	return glibcCase(unix.Signal(sig).String())
}

// disposition is SIG_DFL or SIG_IGN as a Lua value.
type disposition struct{ fork.Action }

func (d disposition) String() string {
	if d.Action == fork.Ignore {
		return "SIG_IGN"
	}
	return "SIG_DFL"
}

var (
	sigDefault      = &glua.LUserData{Value: disposition{fork.Default}, Metatable: dispositionMeta}
	sigIgnore       = &glua.LUserData{Value: disposition{fork.Ignore}, Metatable: dispositionMeta}
	dispositionMeta = &glua.LTable{Metatable: glua.LNil}
)

// openDispositions gives SIG_DFL and SIG_IGN their names.
func openDispositions(L *glua.LState) {
	dispositionMeta.RawSetString("__tostring", L.NewFunction(func(L *glua.LState) int {
		L.Push(glua.LString(passed(L, "tostring", 1).disposition().String()))
		return 1
	}))
	dispositionMeta.RawSetString("__metatable", glua.LString("disposition"))
}

// kill of the process itself is raise: in a single-threaded program the signal
// has come in when kill returns, and here another thread might take it first.
// Signal 0 comes in nowhere.
func kill(L *glua.LState, pid int32, sig int) error {
	if sig != 0 && int(pid) == getpid() {
		return raise(L, sig)
	}
	_, err := quick(unix.SYS_KILL, uintptr(pid), uintptr(sig), 0, 0, 0, 0)
	Deliver(L)
	return err
}

// raise sends to the thread, so that the signal has come in when it returns.
func raise(L *glua.LState, sig int) error {
	err := fork.Raise(sig)
	Deliver(L)
	return err
}

func setHandler(L *glua.LState, sig int, value glua.LValue) (glua.LValue, error) {
	action := fork.Note
	handler, ok := value.(*glua.LFunction)
	if !ok {
		action = passed(L, "signal", 2).disposition().Action
	}
	Deliver(L) // what has come in so far is the old handler's
	old, err := fork.Signal(sig, action)
	if err != nil {
		return glua.LNil, explain(err, hintSignal(sig))
	}
	var before glua.LValue = sigDefault
	switch old {
	case fork.Ignore:
		before = sigIgnore
	case fork.Note:
		before = handlers[sig]
	}
	install(sig, handler)
	return before, nil
}

func (a argument) disposition() disposition {
	if value, ok := a.value().(*glua.LUserData); ok {
		if d, ok := value.Value.(disposition); ok {
			return d
		}
	}
	a.expected("function, SIG_DFL or SIG_IGN")
	return disposition{}
}

func sigprocmask(L *glua.LState, how int, set *glua.LTable) (*glua.LTable, error) {
	if set == nil {
		return signalList(L, fork.GetMask()), nil
	}
	old, err := fork.Mask(how, passed(L, "sigprocmask", 2).signalSet(set))
	if err != nil {
		return nil, err
	}
	Deliver(L) // what was pending and is not blocked any more
	return signalList(L, old), nil
}

// signalSet reads a list of signals; bit sig-1 stands for sig.
func (a argument) signalSet(list *glua.LTable) uint64 {
	var set uint64
	family := familyOf("signal")
	for i := 1; i <= list.Len(); i++ {
		var sig float64
		switch value := list.RawGetInt(i).(type) {
		case glua.LNumber:
			sig = float64(value)
		case glua.LString:
			sig = float64(int(a.named(family, string(value))))
		default:
			a.fail("signal expected at index %d, got %s", i, value.Type())
		}
		set |= 1 << (a.whole(sig, 1, signalRTMax) - 1)
	}
	return set
}

func signalList(L *glua.LState, set uint64) *glua.LTable {
	list := L.NewTable()
	for sig := 1; sig <= signalRTMax; sig++ {
		if set&(1<<(sig-1)) != 0 {
			list.Append(glua.LNumber(sig))
		}
	}
	return list
}

// pause waits by ppoll, since arm64 has no pause. EINTR with nothing noted is
// the runtime's own signal.
func pause(L *glua.LState) error {
	for {
		_, errno := fork.Syscall(unix.SYS_PPOLL, 0, 0, 0, 0, 0, 0)
		if errno != unix.EINTR {
			return errno
		}
		if fork.Noted() {
			Deliver(L)
			return errno
		}
	}
}
