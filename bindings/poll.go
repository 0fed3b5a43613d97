package bindings

import (
	"math"
	"strconv"
	"time"

	"nslua/bindings/fork"

	glua "github.com/yuin/gopher-lua"
	"golang.org/x/sys/unix"
)

var pollRows = []Row{
	{
		Name: "poll", Sig: "(fds: table, timeout?: integer = -1) -> integer, table", Man: "poll(2)",
		Doc: "Waits until something can be done with a descriptor. fds is a list of {fd = r, events = POLLIN}; poll sets revents " +
			"in each to what holds of the events, or POLLERR, POLLHUP and POLLNVAL, which always count: p.revents:has(POLLIN). " +
			"What else is in those tables stays. The timeout is in milliseconds; it waits for ever when that is left out or negative. " +
			"Returns how many descriptors have something to tell (0: the time is over), and fds. " +
			"Handlers of signals run meanwhile and do not end it, nor make it longer.",
		Errs:    "EINVAL: more descriptors than RLIMIT_NOFILE",
		Example: "> r, w = pipe()\n> fds = {{fd = r, events = POLLIN}}\n> print((poll(fds, 0)))\n0\n> close(w)\n0\n> print((poll(fds)))\n1\n> fds[1].revents\nPOLLHUP",
		Impl:    poll,
	},
	{
		Name: "ppoll", Sig: "(fds: table, timeout?: number = -1, mask?: signal|table) -> integer, table", Man: "ppoll(2)",
		Doc: "Waits as poll does; the timeout is in seconds. With mask, a list of signals or one, just those are blocked meanwhile, " +
			"and a handler that has run ends it with EINTR: so a loop can wait for signals and descriptors and miss neither.",
		Errs: "EINTR: a handler has run; EINVAL: more descriptors than RLIMIT_NOFILE",
		Example: "> print(#sigprocmask(SIG_BLOCK, {SIGUSR1})) signal(SIGUSR1, function() print \"caught\" end)\n0\n> kill(getpid(), SIGUSR1)\n0\n" +
			"> print((select(3, ppoll({}, nil, {}))) == EINTR)\ncaught\ntrue",
		Impl: ppoll,
	},
}

var pollEvents = familyOf("poll_events")

func poll(L *glua.LState, list *glua.LTable, timeout int) ([]glua.LValue, error) {
	p := passed(L, "poll", 1).polled(list)
	n, err := timed(L, milliseconds(timeout), p.once)
	return p.results(n, list, err)
}

func ppoll(L *glua.LState, list *glua.LTable, timeout float64, mask glua.LValue) ([]glua.LValue, error) {
	p := passed(L, "ppoll", 1).polled(list)
	if mask == glua.LNil {
		n, err := timed(L, duration(timeout), p.once)
		return p.results(n, list, err)
	}
	n, err := masked(L, passed(L, "ppoll", 3).signalSet(), duration(timeout), p.once)
	return p.results(n, list, err)
}

// milliseconds and duration are a timeout, negative for none.
func milliseconds(timeout int) time.Duration {
	return time.Duration(max(-1, min(timeout, math.MaxInt32))) * time.Millisecond
}

func duration(seconds float64) time.Duration {
	return time.Duration(math.Ceil(min(max(seconds, -1), sleepMax) * 1e9))
}

// timeLeft is for the kernel; nil, which is for ever, where it is negative.
func timeLeft(left time.Duration) *unix.Timespec {
	if left < 0 {
		return nil
	}
	t := unix.NsecToTimespec(int64(left))
	return &t
}

// timed makes a call that waits for a while, for ever where timeout is negative.
// Interrupted, it runs the handlers and goes on with the time that is left.
func timed(L *glua.LState, timeout time.Duration, call func(left time.Duration) (int, unix.Errno)) (int, error) {
	start, left := time.Now(), timeout
	for {
		r, errno := call(left)
		if errno != unix.EINTR {
			return r, orNil(errno)
		}
		Deliver(L)
		if timeout >= 0 {
			left = max(0, timeout-time.Since(start))
		}
	}
}

// masked is as timed, but has the script's mask replaced meanwhile, and handlers
// end it, for a signal that is noted before the call begins too: see fork.Syscall.
func masked(L *glua.LState, mask uint64, timeout time.Duration, call func(left time.Duration) (int, unix.Errno)) (int, error) {
	Deliver(L)
	before, err := fork.Mask(unix.SIG_SETMASK, mask)
	if err != nil {
		return 0, err
	}
	defer func() { fork.Mask(unix.SIG_SETMASK, before) }() // also after an error of a handler
	start, left := time.Now(), timeout
	for {
		r, errno := call(left)
		if errno != unix.EINTR {
			return r, orNil(errno)
		}
		if fork.Noted() {
			Deliver(L)
			return 0, errno
		}
		if timeout >= 0 { // a signal of the runtime's
			left = max(0, timeout-time.Since(start))
		}
	}
}

// A polled is a list of {fd = r, events = POLLIN} for the kernel, with the tables,
// which handlers may take out of the list.
type polled struct {
	fds    []unix.PollFd
	tables []*glua.LTable
}

// polled reads a list. A negative descriptor is passed over, but one of the
// host's own is one that nobody has.
func (a argument) polled(list *glua.LTable) polled {
	n := list.Len()
	if list.RawGetString("fd") != glua.LNil { // with no timeout it would wait for ever for nothing
		a.fail("list of {fd = n, events = flags} expected, got one such table")
	}
	p := polled{make([]unix.PollFd, n), make([]*glua.LTable, n)}
	for i := range n {
		value := list.RawGetInt(i + 1)
		table, ok := value.(*glua.LTable)
		if !ok {
			a.fail("table expected at index %d, got %s", i+1, value.Type())
		}
		fd := int32(a.entry(i+1, "fd", table).integer(math.MinInt32, math.MaxInt32))
		if fork.Own(int(fd)) {
			fd = descriptorMax
		}
		p.tables[i], p.fds[i].Fd = table, fd
		if events := a.entry(i+1, "events", table); events.value() != glua.LNil {
			p.fds[i].Events = int16(events.flags(pollEvents))
		}
	}
	return p
}

// entry is a field of a table in a list.
func (a argument) entry(index int, name string, table *glua.LTable) argument {
	return a.field("["+strconv.Itoa(index)+"]."+name, table.RawGetString(name))
}

func (p polled) once(left time.Duration) (int, unix.Errno) { return ppollOnce(p.fds, left) }

func (p polled) results(n int, list *glua.LTable, err error) ([]glua.LValue, error) {
	if err != nil {
		return nil, explain(err, hintPoll(len(p.fds), err))
	}
	for i, fd := range p.fds {
		p.tables[i].RawSetString("revents", pollEvents.flags(uintptr(uint16(fd.Revents))))
	}
	return []glua.LValue{glua.LNumber(n), list}, nil
}
