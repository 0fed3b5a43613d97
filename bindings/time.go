package bindings

import (
	"math"

	glua "github.com/yuin/gopher-lua"
	"golang.org/x/sys/unix"
)

var timeRows = []Row{
	{
		Name: "sleep", Sig: "(seconds: number) -> 0", Man: "clock_nanosleep(2)",
		Doc: "Sleeps for so many seconds, fractions included. Handlers of signals run meanwhile " +
			"and do not end it: the time is counted from its start.",
		Example: "> sleep(0.001)\n0",
		Impl:    sleep,
	},
	{
		Name: "clock_gettime", Sig: "(clock: clock) -> seconds: number", Man: "clock_gettime(2)",
		Doc: "Returns what a clock shows, in seconds with their fraction (in C a structure): CLOCK_MONOTONIC to measure with, " +
			"CLOCK_REALTIME for the time since 1970, CLOCK_PROCESS_CPUTIME_ID for the processor time that this process has used. " +
			"A Lua number holds nanoseconds exactly up to about 100 days; 1970 is so long ago that its clock is good to a quarter of a microsecond.",
		Errs:    "EINVAL: no such clock",
		Example: "> t = clock_gettime(CLOCK_MONOTONIC)\n> sleep(0.01)\n0\n> clock_gettime(CLOCK_MONOTONIC) - t >= 0.01\ntrue",
		Impl:    clockGettime,
	},
	{
		Name: "times", Sig: "() -> table", Man: "times(2)",
		Doc: "Returns the processor time used, in seconds (in C ticks): utime and stime by this process itself, " +
			"cutime and cstime by its children that have been waited for, with theirs; and elapsed, the time since some fixed moment.",
		Example: "> t = times()\n> t.utime + t.stime > 0 and t.cutime == 0\ntrue",
		Impl:    times,
	},
}

func clockGettime(clock int) (float64, error) {
	var t unix.Timespec
	if err := unix.ClockGettime(int32(clock), &t); err != nil {
		return 0, err
	}
	return float64(timespecSeconds(t)), nil
}

// times asks getrusage(2), which counts the same in microseconds.
func times(L *glua.LState) (*glua.LTable, error) {
	table := L.CreateTable(0, 5)
	for _, who := range []struct {
		rusage       int
		utime, stime string
	}{{unix.RUSAGE_SELF, "utime", "stime"}, {unix.RUSAGE_CHILDREN, "cutime", "cstime"}} {
		var usage unix.Rusage
		if err := unix.Getrusage(who.rusage, &usage); err != nil {
			return nil, err
		}
		table.RawSetString(who.utime, seconds(usage.Utime))
		table.RawSetString(who.stime, seconds(usage.Stime))
	}
	elapsed, err := clockGettime(unix.CLOCK_MONOTONIC)
	table.RawSetString("elapsed", glua.LNumber(elapsed))
	return table, err
}

func seconds(t unix.Timeval) glua.LNumber {
	return glua.LNumber(float64(t.Sec) + float64(t.Usec)/1e6)
}

func timespecSeconds(t unix.Timespec) glua.LNumber {
	return glua.LNumber(float64(t.Sec) + float64(t.Nsec)/1e9)
}

// timespecOf has seconds that may be negative, and nanoseconds that are not.
func timespecOf(seconds float64) unix.Timespec {
	whole := math.Floor(seconds)
	nsec := int64(math.Round((seconds - whole) * 1e9))
	return unix.Timespec{Sec: int64(whole) + nsec/1e9, Nsec: nsec % 1e9}
}

// sleepMax keeps a deadline within what counts nanoseconds: 30 years.
const sleepMax = 1e9

func sleep(L *glua.LState, seconds float64) error {
	if seconds < 0 {
		passed(L, "sleep", 1).fail("seconds from 0 expected, got %s", formatNumber(seconds))
	}
	deadline := new(unix.Timespec)
	*deadline = unix.NsecToTimespec(monotonic() + int64(duration(seconds)))
	return clockNanosleep(L, unix.CLOCK_MONOTONIC, deadline)
}

// monotonic is CLOCK_MONOTONIC in nanoseconds.
func monotonic() int64 {
	var t unix.Timespec
	unix.ClockGettime(unix.CLOCK_MONOTONIC, &t)
	return t.Nano()
}
