package bindings

import (
	"math/bits"
	"time"

	"nslua/bindings/fork"

	glua "github.com/yuin/gopher-lua"
	"golang.org/x/sys/unix"
)

var sigwaitRows = []Row{
	{
		Name: "sigpending", Sig: "() -> mask: table", Man: "sigpending(2)",
		Doc:     "Returns the list of signals that have been sent to this process and are blocked.",
		Example: "> sigprocmask(SIG_BLOCK, SIGUSR1) raise(SIGUSR1)\n> print(unpack(sigpending()))\n10",
		Impl:    func(L *glua.LState) *glua.LTable { return signalList(L, pending(L)) },
	},
	{
		Name: "sigwait", Sig: "(set: signal|table) -> sig: signal", Man: "sigwait(3)",
		Doc: "Waits until one of the signals in set, a list or one signal, is pending, takes it and returns its number. " +
			"They are to be blocked before: one that is not may be handled or end the process when it comes before the wait. " +
			"Handlers of other signals run meanwhile. SIGURG, 32 and 33 are nslua's own and never come.",
		Errs:    "EINVAL: nothing but nslua's own signals",
		Example: "> sigprocmask(SIG_BLOCK, SIGUSR1) raise(SIGUSR1)\n> sigwait {SIGUSR1, SIGTERM}\n10",
		Impl:    sigwait,
	},
	{
		Name: "sigwaitinfo", Sig: "(set: signal|table) -> info: table", Man: "sigwaitinfo(2)",
		Doc:     "Waits as sigwait does and returns siginfo_t as a table: " + siginfoFields + ".",
		Errs:    "EINVAL: nothing but nslua's own signals",
		Example: "> sigprocmask(SIG_BLOCK, SIGRTMIN) sigqueue(getpid(), SIGRTMIN, -7)\n> i = sigwaitinfo(SIGRTMIN)\n> print(i.signo, i.code == SI_QUEUE, i.value, i.pid == getpid())\n34\ttrue\t-7\ttrue",
		Impl:    sigwaitinfo,
	},
	{
		Name: "sigtimedwait", Sig: "(set: signal|table, seconds: number) -> info: table", Man: "sigtimedwait(2)",
		Doc: "Waits as sigwaitinfo does, for so many seconds at most, fractions included (in C a structure); 0 only looks. " +
			"When other handlers have run it goes on with the time that is left.",
		Errs:    "EAGAIN: none came in time; EINVAL: nothing but nslua's own signals",
		Example: "> old = sigprocmask(SIG_BLOCK, SIGUSR1)\n> print((select(3, sigtimedwait(SIGUSR1, 0.01))) == EAGAIN)\ntrue\n> raise(SIGUSR1)\n0\n> sigtimedwait(SIGUSR1, 0.01).code == SI_TKILL\ntrue",
		Impl:    sigtimedwait,
	},
}

func pending(L *glua.LState) uint64 {
	Deliver(L)
	return fork.Pending()
}

func sigwait(L *glua.LState, _ glua.LValue) (int, error) {
	info, err := awaitSignal(L, "sigwait", -1)
	return int(info.Signo), err
}

func sigwaitinfo(L *glua.LState, _ glua.LValue) (*glua.LTable, error) {
	info, err := awaitSignal(L, "sigwaitinfo", -1)
	if err != nil {
		return nil, err
	}
	return siginfoTable(L, info), nil
}

func sigtimedwait(L *glua.LState, _ glua.LValue, seconds float64) (*glua.LTable, error) {
	if seconds < 0 {
		passed(L, "sigtimedwait", 2).fail("seconds from 0 expected, got %s", formatNumber(seconds))
	}
	info, err := awaitSignal(L, "sigtimedwait", duration(seconds))
	if err != nil {
		return nil, err
	}
	return siginfoTable(L, info), nil
}

// awaitSignal waits for a signal of the set that was passed first, for ever where
// timeout is negative.
func awaitSignal(L *glua.LState, function string, timeout time.Duration) (info fork.Siginfo, err error) {
	set, err := passed(L, function, 1).waitableSet()
	if err != nil {
		return info, err
	}
	Deliver(L) // what has come in and is not blocked is its handler's
	_, err = timed(L, timeout, func(left time.Duration) (_ int, errno unix.Errno) {
		info, errno = fork.Wait(set, timeLeft(left))
		return 0, errno
	})
	return info, err
}

// waitableSet is the set of signals without those of our own, which a wait would
// take from the Go runtime. Of those alone there is nothing to wait for.
func (a argument) waitableSet() (uint64, error) {
	set := a.signalSet()
	if waitable := set & fork.Waitable; waitable != 0 || set == 0 {
		return waitable, nil
	}
	return 0, explain(unix.EINVAL, "the Go runtime and nslua keep "+familyOf("signal").format(uintptr(bits.TrailingZeros64(set)+1))+" for themselves")
}
