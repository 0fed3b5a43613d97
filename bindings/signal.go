package bindings

import (
	"strconv"
	"time"

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
		Name: "killpg", Sig: "(pgrp: integer, sig: signal) -> 0", Man: "killpg(3)",
		Doc:     "Sends a signal to every process of a process group; 0 is the own one.",
		Errs:    "ESRCH: no such group; EPERM: none of it may be signalled; EINVAL: no such signal, or a group that kill cannot name",
		Example: "> signal(SIGUSR1, SIG_IGN)\nSIG_DFL\n> if fork() == 0 then setpgid() exit(killpg(0, \"USR1\")) end\n> print(wait())\n...\texited\t0\ttable: ...",
		Impl:    killpg,
	},
	{
		Name: "tgkill", Sig: "(tgid: integer, tid: integer, sig: signal) -> 0", Man: "tgkill(2)",
		Doc:     "Sends a signal to the thread tid of the process tgid. A script has one thread, whose id is the process's.",
		Errs:    "ESRCH: no such thread; EPERM: not permitted; EINVAL: no such signal or thread id",
		Example: "> tgkill(getpid(), gettid(), 0)\n0",
		Impl:    tgkill,
	},
	{
		Name: "raise", Sig: "(sig: signal) -> 0", Man: "raise(3)",
		Doc:     "Sends a signal to this process; a handler has run when raise returns.",
		Errs:    "EINVAL: no such signal",
		Example: "> signal(SIGUSR1, function(sig) print(strsignal(sig)) end)\nSIG_DFL\n> raise(SIGUSR1)\nUser defined signal 1\n0",
		Impl:    raise,
	},
	{
		Name: "abort", Sig: "() -> never", Man: "abort(3)",
		Doc: "Ends the process by SIGABRT, after a handler of that has run, whether it is blocked, ignored or handled. " +
			"What is buffered is lost. The first process of a pid namespace, which SIGABRT does not end, exits with status 127.",
		Example: "> if fork() == 0 then abort() end\n> print(wait())\n...\tkilled\t6\ttable: ...",
		Impl:    abort,
	},
	{
		Name: "sigqueue", Sig: "(pid: integer, sig: signal, value?: integer) -> 0", Man: "sigqueue(3)",
		Doc: "Sends a signal to a process with an integer, which its handler, sigwaitinfo or signalfd_read finds as value: " +
			"from -2147483648 to 2147483647 (sival_int), 0 when left out. Real-time signals, from SIGRTMIN to SIGRTMAX, " +
			"queue, each with its value; of the others one is pending at a time.",
		Errs:    "EAGAIN: as many signals are queued as RLIMIT_SIGPENDING allows; ESRCH: no such process; EPERM: not permitted; EINVAL: no such signal",
		Example: "> signal(SIGRTMIN, function(sig, info) print(info.value) end)\nSIG_DFL\n> sigqueue(getpid(), SIGRTMIN, 42)\n42\n0",
		Impl:    sigqueue,
	},
	{
		Name: "signal", Sig: "(sig: signal, handler: function|disposition) -> function|disposition", Man: "signal(2)",
		Doc: "Sets what happens on a signal: a function, called between two instructions of the script with the signal's number " +
			"and, if it is written in Lua and has a second parameter, a table, SIG_DFL or SIG_IGN. Returns what was set before. " +
			"While a handler runs, its signal is blocked, and afterwards the mask is as before. " +
			"The table is siginfo_t: " + siginfoFields + ".",
		Errs:    "EINVAL: no such signal, or one that cannot be handled",
		Example: "> signal(SIGINT, SIG_IGN)\nSIG_DFL\n> signal(SIGINT, SIG_DFL)\nSIG_IGN\n> signal(SIGUSR1, function(sig, info) print(info.pid == getpid()) end)\nSIG_DFL\n> raise(SIGUSR1)\ntrue\n0",
		Impl:    setHandler,
	},
	{
		Name: "sigaction", Sig: "(sig: signal, act?: table) -> table", Man: "sigaction(2)",
		Doc: "Sets what happens on a signal, as signal does, and more: act is a table of handler (SIG_DFL when left out), " +
			"mask, the list of signals that are blocked while the handler runs beside its own, and flags: SA_NOCLDSTOP (no SIGCHLD for children that stop), " +
			"SA_NOCLDWAIT (children leave no zombies), SA_NODEFER (the signal is not blocked while its handler runs), " +
			"SA_RESETHAND (SIG_DFL again before the handler runs), SA_RESTART and SA_SIGINFO, which change nothing: " +
			"calls always go on after a handler but for pause and sigsuspend, which never do, and handlers always have the siginfo. " +
			"Returns what was set before, as such a table; without act it changes nothing.",
		Errs:    "EINVAL: no such signal, or one that cannot be handled, or an unknown flag",
		Example: "> old = sigaction(SIGCHLD, {flags = SA_NOCLDWAIT})\n> print(old.handler, #old.mask, old.flags)\nSIG_DFL\t0\t0\n> if fork() == 0 then _exit() end\n> print((select(3, wait())) == ECHILD)\ntrue",
		Impl:    sigaction,
	},
	{
		Name: "sigprocmask", Sig: "(how?: mask_how, set?: signal|table) -> mask: table", Man: "sigprocmask(2)",
		Doc: "Changes which signals are blocked: SIG_BLOCK adds set, which is a list of signals or one signal, SIG_UNBLOCK " +
			"takes it away, SIG_SETMASK puts it in place. What is sent meanwhile stays pending until it is unblocked, or taken by sigwait or a signalfd. " +
			"Returns the list of before; without set it changes nothing. SIGKILL and SIGSTOP are never blocked; " +
			"SIGSEGV, SIGBUS, SIGFPE, SIGURG, 32 and 33 are nslua's own, and blocked in programs that are executed only.",
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
	{
		Name: "sigsuspend", Sig: "(mask: signal|table) -> never", Man: "sigsuspend(2)",
		Doc: "Sleeps as pause does, with another mask meanwhile: a list of the signals that are blocked, or one signal. " +
			"What is pending and not in it is handled at once. The mask of before is back when it returns nil, a message and EINTR.",
		Errs:    "EINTR: a handler has run",
		Example: "> signal(SIGUSR1, function() print(\"handled\") end)\nSIG_DFL\n> sigprocmask(SIG_BLOCK, SIGUSR1) raise(SIGUSR1)\n> print((select(3, sigsuspend {})) == EINTR)\nhandled\ntrue",
		Impl:    sigsuspend,
	},
	{
		Name: "signame", Sig: "(sig: signal) -> name?: string", Man: "sigabbrev_np(3)",
		Doc:     "Returns the name of a signal, with SIG: \"SIGTERM\"; of a real-time one \"SIGRTMIN\", \"SIGRTMIN+1\" and so on, and nil of none.",
		Example: "> signame(15)\nSIGTERM\n> signame(SIGRTMIN + 3)\nSIGRTMIN+3",
		Impl:    signame,
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

// realTimeNames are what signame calls those after the first, with and without SIG,
// and as signal(7) counts them from the last.
func realTimeNames() (names []constant) {
	for i := 1; i <= signalRTMax-signalRTMin; i++ {
		for _, prefix := range [...]string{"SIG", ""} {
			names = append(names, constant{prefix + "RTMIN+" + strconv.Itoa(i), signalRTMin + uintptr(i)},
				constant{prefix + "RTMAX-" + strconv.Itoa(i), signalRTMax - uintptr(i)})
		}
	}
	return names
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

func signame(sig int) glua.LValue {
	name := unix.SignalName(unix.Signal(sig))
	switch {
	case sig == signalRTMin:
		name = "SIGRTMIN"
	case sig > signalRTMin && sig <= signalRTMax:
		name = "SIGRTMIN+" + strconv.Itoa(sig-signalRTMin)
	case name == "":
		return glua.LNil
	}
	return glua.LString(name)
}

// kill of the process itself: the signal has come in when it returns, as in a
// single-threaded program.
func kill(L *glua.LState, pid int32, sig int) error {
	if pid <= 0 || int(pid) == getpid() {
		fork.Gather()
	}
	_, err := quick(unix.SYS_KILL, uintptr(pid), uintptr(sig), 0, 0, 0, 0)
	Deliver(L)
	return explain(err, hintKill(int(pid), err))
}

// killpg refuses group 1, which in kill(2) is everybody; POSIX leaves that open.
func killpg(L *glua.LState, pgrp int32, sig int) error {
	switch {
	case pgrp < 0:
		return unix.EINVAL
	case pgrp == 1:
		return explain(unix.EINVAL, "process group 1 cannot be named: kill(-1) is for every process")
	}
	return kill(L, -pgrp, sig)
}

func tgkill(L *glua.LState, tgid, tid int32, sig int) error {
	_, err := quick(unix.SYS_TGKILL, uintptr(tgid), uintptr(tid), uintptr(sig), 0, 0, 0)
	Deliver(L)
	return explain(err, hintKill(int(tgid), err))
}

func raise(L *glua.LState, sig int) error {
	err := fork.Raise(sig)
	Deliver(L)
	return err
}

func sigqueue(L *glua.LState, pid int32, sig int, value int32) error {
	if int(pid) == getpid() {
		fork.Gather()
	}
	err := rtSigqueueinfo(pid, sig, value)
	Deliver(L)
	return explain(err, hintQueue(int(pid), err))
}

func abort(L *glua.LState) {
	const sig = int(unix.SIGABRT)
	fork.Mask(unix.SIG_UNBLOCK, 1<<(sig-1))
	if fork.Current(sig) == fork.Note {
		raise(L, sig)
	}
	fork.Signal(sig, fork.Default)
	fork.Mask(unix.SIG_UNBLOCK, 1<<(sig-1))
	fork.Raise(sig)
	exitGroup(127)
}

// setHandler has what signal(3) of the C library has: calls go on.
func setHandler(L *glua.LState, sig int, value glua.LValue) (glua.LValue, error) {
	d := fork.Disposition{Flags: saRestart}
	old, err := dispose(L, sig, d, passed(L, "signal", 2))
	return old.handler, err
}

// A disposed is what was set for a signal.
type disposed struct {
	fork.Disposition
	handler glua.LValue
}

// dispose sets the handler that was passed, and d.
func dispose(L *glua.LState, sig int, d fork.Disposition, passed argument) (disposed, error) {
	handler, ok := passed.value().(*glua.LFunction)
	if d.Action = fork.Note; !ok {
		d.Action = passed.disposition().Action
	}
	Deliver(L) // what has come in so far is the old handler's
	old := current(sig)
	if _, err := fork.Sigaction(sig, d); err != nil {
		return disposed{handler: glua.LNil}, explain(err, hintSignal(sig))
	}
	install(sig, handler)
	return old, nil
}

func current(sig int) disposed {
	d := disposed{handler: sigDefault}
	if !fork.Reserved(sig) {
		d.Disposition = fork.Disposed(sig)
	}
	switch d.Action {
	case fork.Ignore:
		d.handler = sigIgnore
	case fork.Note:
		d.handler = handlers[sig]
	}
	return d
}

// saRestart is SA_RESTART; asm-generic/signal-defs.h.
const saRestart = 0x10000000

func sigaction(L *glua.LState, sig int, act *glua.LTable) (*glua.LTable, error) {
	if sig < 1 || sig > signalRTMax {
		return nil, unix.EINVAL
	}
	Deliver(L)
	old := current(sig)
	if act != nil {
		var d fork.Disposition
		a := passed(L, "sigaction", 2)
		handler := a.field("handler", sigDefault)
		for name, field := range a.fields(act, "flags handler mask") {
			switch name {
			case "flags":
				d.Flags = field.flags(familyOf("sa_flags"))
			case "handler":
				handler = field
			case "mask":
				d.Hold = field.signalSet()
			}
		}
		if unknown := d.Flags &^ familyOf("sa_flags").all(); unknown != 0 {
			return nil, explain(unix.EINVAL, "flags are "+familyOf("sa_flags").list())
		}
		var err error
		if old, err = dispose(L, sig, d, handler); err != nil {
			return nil, err
		}
	}
	return record(L,
		member{"handler", old.handler},
		member{"mask", signalList(L, old.Hold)},
		member{"flags", familyOf("sa_flags").flags(old.Flags)}), nil
}

func (a argument) disposition() disposition {
	if value, ok := a.value().(*glua.LUserData); ok {
		if d, ok := value.Value.(disposition); ok {
			return d
		}
	}
	switch a.value() {
	case glua.LString("SIG_DFL"):
		return disposition{fork.Default}
	case glua.LString("SIG_IGN"):
		return disposition{fork.Ignore}
	}
	a.expected("function, SIG_DFL or SIG_IGN")
	return disposition{}
}

func sigprocmask(L *glua.LState, how int, set glua.LValue) (*glua.LTable, error) {
	if set == glua.LNil {
		return signalList(L, fork.GetMask()), nil
	}
	bits := passed(L, "sigprocmask", 2).signalSet()
	Deliver(L) // what has come in so far was not blocked
	old, err := fork.Mask(how, bits)
	if err != nil {
		return nil, explain(err, "how is SIG_BLOCK (0), SIG_UNBLOCK (1) or SIG_SETMASK (2)")
	}
	Deliver(L) // what was pending and is not blocked any more
	return signalList(L, old), nil
}

// signalSet is the argument as a list of signals, or one; bit sig-1 stands for sig.
func (a argument) signalSet() (set uint64) {
	list, ok := a.value().(*glua.LTable)
	if !ok {
		return a.signalBit(a.value(), "signal or list of signals expected, got %s", a.value().Type())
	}
	for i := 1; i <= list.Len(); i++ {
		value := list.RawGetInt(i)
		set |= a.signalBit(value, "signal expected at index %d, got %s", i, value.Type())
	}
	return set
}

func (a argument) signalBit(value glua.LValue, format string, args ...any) uint64 {
	var sig float64
	switch value := value.(type) {
	case glua.LNumber:
		sig = float64(value)
	case glua.LString:
		sig = float64(int(a.named(familyOf("signal"), string(value))))
	default:
		a.fail(format, args...)
	}
	return 1 << (a.whole(sig, 1, signalRTMax) - 1)
}

func signalList(L *glua.LState, set uint64) *glua.LTable {
	list := L.NewTable()
	for n := range numbers(set) {
		list.Append(glua.LNumber(n + 1))
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

// sigsuspend is a ppoll of nothing.
func sigsuspend(L *glua.LState, _ glua.LValue) error {
	_, err := masked(L, passed(L, "sigsuspend", 1).signalSet(), -1, func(left time.Duration) (int, unix.Errno) {
		return ppollOnce(nil, left)
	})
	return err
}
