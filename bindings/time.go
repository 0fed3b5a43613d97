package bindings

import (
	"math"

	glua "github.com/yuin/gopher-lua"
	"golang.org/x/sys/unix"
)

var timeRows = []Row{{
	Name: "sleep", Sig: "(seconds: number) -> 0", Man: "clock_nanosleep(2)",
	Doc: "Sleeps for so many seconds, fractions included. Handlers of signals run meanwhile " +
		"and do not end it: the time is counted from its start.",
	Example: "> sleep(0.001)\n0",
	Impl:    sleep,
}}

// sleepMax keeps the deadline within a Timespec: 30 years.
const sleepMax = 1e9

func sleep(L *glua.LState, seconds float64) error {
	if seconds < 0 {
		argument{L, "sleep", 1}.fail("seconds from 0 expected, got %s", formatNumber(seconds))
	}
	deadline := new(unix.Timespec)
	if err := unix.ClockGettime(unix.CLOCK_MONOTONIC, deadline); err != nil {
		return err
	}
	whole, part := math.Modf(math.Min(seconds, sleepMax))
	nsec := deadline.Nsec + int64(part*1e9)
	deadline.Sec += int64(whole) + nsec/1e9
	deadline.Nsec = nsec % 1e9
	return clockNanosleep(L, unix.CLOCK_MONOTONIC, deadline)
}
