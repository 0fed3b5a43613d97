package bindings

import (
	glua "github.com/yuin/gopher-lua"
	"golang.org/x/sys/unix"
)

var timerfdRows = []Row{
	{
		Name: "timerfd_create", Sig: "(clock?: clock = CLOCK_MONOTONIC, flags?: timerfd_flags) -> descriptor", Man: "timerfd_create(2)",
		Doc:     "Makes a timer, close-on-exec, that can be waited for and read when its time has come. flags may be TFD_NONBLOCK.",
		Errs:    "EMFILE: too many open descriptors; EINVAL: not such a clock, or another flag; EPERM: a clock that wakes the machine, without CAP_WAKE_ALARM",
		Example: "> t = timerfd_create()\n> print(timerfd_gettime(t).value)\n0",
		Impl:    timerfdCreate,
	},
	{
		Name: "timerfd_settime", Sig: "(fd: descriptor, flags?: timerfd_flags, new: number|table) -> table", Man: "timerfd_create(2)",
		Doc: "Sets a timer: new is the seconds until it expires, fractions included, or a table {value = 0.5, interval = 0.1}, with which it expires " +
			"every interval from then on. A value of 0 stops it. With TFD_TIMER_ABSTIME value is what the timer's clock shows then; " +
			"with TFD_TIMER_CANCEL_ON_SET too, a read fails with ECANCELED when that clock is set. Returns what was set before, as timerfd_gettime does.",
		Errs:    "EINVAL: not a timerfd; EBADF: not open",
		Example: "> t = timerfd_create()\n> timerfd_settime(t, nil, 0.01).value\n0\n> timerfd_read(t)\n1",
		Impl:    timerfdSettime,
	},
	{
		Name: "timerfd_gettime", Sig: "(fd: descriptor) -> table", Man: "timerfd_create(2)",
		Doc:     "Returns a table of value, the seconds until a timer expires (0 when it is stopped), and interval.",
		Errs:    "EINVAL: not a timerfd; EBADF: not open",
		Example: "> t = timerfd_create() timerfd_settime(t, nil, {value = 100, interval = 0.5})\n> now = timerfd_gettime(t)\n> print(now.value > 90, now.interval)\ntrue\t0.5",
		Impl:    timerfdGettime,
	},
	{
		Name: "timerfd_read", Sig: "(fd: descriptor) -> integer", Man: "timerfd_create(2)",
		Doc:     "Waits until a timer expires, and returns how often it has since the last time. In C it is a read of 8 bytes.",
		Errs:    "EAGAIN: TFD_NONBLOCK, and it has not; ECANCELED: its clock was set; EINVAL: not a timerfd; EBADF: not open",
		Example: "> t = timerfd_create(CLOCK_REALTIME)\n> timerfd_settime(t, TFD_TIMER_ABSTIME, 1)\ntable: ...\n> timerfd_read(t)\n1",
		Impl:    timerfdRead,
	},
}

func timerfdCreate(clock int, flags uintptr) (int, error) {
	fd, err := quick(unix.SYS_TIMERFD_CREATE, uintptr(clock), flags|unix.TFD_CLOEXEC, 0, 0, 0, 0)
	return int(fd), err
}

func timerfdSettime(L *glua.LState, fd int32, flags uintptr, value glua.LValue) (*glua.LTable, error) {
	arg := passed(L, "timerfd_settime", 3)
	var set unix.ItimerSpec
	if table, ok := value.(*glua.LTable); ok {
		for name, field := range arg.fields(table, "interval value") {
			switch name {
			case "value":
				set.Value = field.timespec()
			case "interval":
				set.Interval = field.timespec()
			}
		}
	} else {
		set.Value = arg.timespec()
	}
	before, err := timerfdSet(fd, flags, set)
	return timerTable(L, before), explain(err, hintTimerfd(fd, err))
}

func timerfdGettime(L *glua.LState, fd int32) (*glua.LTable, error) {
	now, err := timerfdGet(fd)
	return timerTable(L, now), explain(err, hintTimerfd(fd, err))
}

func hintTimerfd(fd int32, err error) string {
	if errnoOf(err) != unix.EINVAL {
		return ""
	}
	return hintOther(int(fd), "timerfd")
}

func timerfdRead(L *glua.LState, fd int32) (int, error) {
	n, err := readCounter(L, fd, "timerfd", "the timer has not expired: poll waits until it has")
	return int(n), err
}

// timespec is seconds as the kernel takes them. What is not 0 does not become it,
// which would stop a timer.
func (a argument) timespec() unix.Timespec {
	seconds := a.number()
	if seconds < 0 || seconds > timespecMax {
		a.fail("seconds from 0 to %s expected, got %s", formatNumber(timespecMax), formatNumber(seconds))
	}
	t := timespecOf(seconds)
	if seconds > 0 && t.Sec == 0 {
		t.Nsec = max(t.Nsec, 1)
	}
	return t
}

// timespecMax is about where the kernel's clocks end (KTIME_SEC_MAX).
const timespecMax = 9e9

func timerTable(L *glua.LState, t unix.ItimerSpec) *glua.LTable {
	return record(L, member{"value", timespecSeconds(t.Value)}, member{"interval", timespecSeconds(t.Interval)})
}
