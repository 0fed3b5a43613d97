package bindings

import (
	"math"

	glua "github.com/yuin/gopher-lua"
	"golang.org/x/sys/unix"
)

const itimerResults = "value: number, interval: number"

var itimerRows = []Row{
	{
		Name: "alarm", Sig: "(seconds: integer) -> integer", Man: "alarm(2)",
		Doc: "Sends SIGALRM to this process in so many whole seconds; 0 only takes back an earlier alarm. " +
			"Returns the seconds that were left of that, 0 if there was none. It is one timer with ITIMER_REAL of setitimer, " +
			"which takes fractions: kept by exec, and not had by a fork's child.",
		Example: "> alarm(60)\n0\n> alarm(0)\n60",
		Impl:    alarm,
	},
	{
		Name: "setitimer", Sig: "(which: itimer, value: number, interval?: number) -> " + itimerResults, Man: "setitimer(2)",
		Doc: "Sends a signal to this process in value seconds, and then every interval seconds if that is given and not 0; " +
			"fractions to the microsecond (in C a structure). A value of 0 stops the timer. Returns what was set before. " +
			"ITIMER_REAL counts time and sends SIGALRM, ITIMER_VIRTUAL counts the processor time that the process uses itself " +
			"and sends SIGVTALRM, ITIMER_PROF counts that and what the kernel uses for it and sends SIGPROF; the work of the Go runtime counts too.",
		Errs:    "EINVAL: no such timer",
		Example: "> signal(SIGALRM, function() print(\"now\") end)\nSIG_DFL\n> print(setitimer(ITIMER_REAL, 0.01))\n0\t0\n> print((select(3, pause())) == EINTR)\nnow\ntrue",
		Impl:    setitimer,
	},
	{
		Name: "getitimer", Sig: "(which: itimer) -> " + itimerResults, Man: "getitimer(2)",
		Doc:     "Returns the seconds that are left until a timer of setitimer sends its signal, 0 if it is stopped, and its interval.",
		Errs:    "EINVAL: no such timer",
		Example: "> print(getitimer(ITIMER_VIRTUAL))\n0\t0\n> print(setitimer(\"virtual\", 60, 0.25))\n0\t0\n> print(getitimer(\"virtual\"))\n...\t0.25",
		Impl: func(which int) (value, interval float64, err error) {
			return itimer(which, nil)
		},
	},
}

// timerMax keeps seconds in what every kernel takes: 68 years.
const timerMax = math.MaxInt32

// alarm is made of setitimer, since arm64 has no alarm. What is left is rounded
// as the kernel does it, and never down to 0.
func alarm(L *glua.LState, seconds int) (int, error) {
	if seconds < 0 || seconds > timerMax {
		passed(L, "alarm", 1).integer(0, timerMax)
	}
	old, err := itimerCall(unix.ITIMER_REAL, &itimerval{value: unix.Timeval{Sec: int64(seconds)}})
	left := int(old.value.Sec)
	if old.value.Usec >= 500_000 || left == 0 && old.value.Usec > 0 {
		left++
	}
	return left, err
}

func setitimer(L *glua.LState, which int, value, interval float64) (float64, float64, error) {
	return itimer(which, &itimerval{
		value:    passed(L, "setitimer", 2).timeval(value),
		interval: passed(L, "setitimer", 3).timeval(interval),
	})
}

func itimer(which int, set *itimerval) (value, interval float64, err error) {
	old, err := itimerCall(which, set)
	return float64(seconds(old.value)), float64(seconds(old.interval)), err
}

// timeval makes seconds whole microseconds, and not 0 of what is more.
func (a argument) timeval(seconds float64) unix.Timeval {
	if seconds < 0 || seconds > timerMax {
		a.fail("seconds from 0 to %d expected, got %s", timerMax, formatNumber(seconds))
	}
	micros := math.Round(seconds * 1e6)
	if seconds > 0 {
		micros = max(micros, 1)
	}
	return unix.NsecToTimeval(int64(micros) * 1000)
}
