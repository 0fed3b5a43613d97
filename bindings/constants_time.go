package bindings

import "golang.org/x/sys/unix"

var timeConstants = []*family{
	{kind: "clock", prefixes: []string{"CLOCK_"}, enum: true, names: []constant{ // linux/time.h
		{"CLOCK_REALTIME", unix.CLOCK_REALTIME},
		{"CLOCK_MONOTONIC", unix.CLOCK_MONOTONIC},
		{"CLOCK_PROCESS_CPUTIME_ID", unix.CLOCK_PROCESS_CPUTIME_ID},
		{"CLOCK_THREAD_CPUTIME_ID", unix.CLOCK_THREAD_CPUTIME_ID},
		{"CLOCK_MONOTONIC_RAW", unix.CLOCK_MONOTONIC_RAW},
		{"CLOCK_REALTIME_COARSE", unix.CLOCK_REALTIME_COARSE},
		{"CLOCK_MONOTONIC_COARSE", unix.CLOCK_MONOTONIC_COARSE},
		{"CLOCK_BOOTTIME", unix.CLOCK_BOOTTIME},
		{"CLOCK_REALTIME_ALARM", unix.CLOCK_REALTIME_ALARM},
		{"CLOCK_BOOTTIME_ALARM", unix.CLOCK_BOOTTIME_ALARM},
		{"CLOCK_TAI", unix.CLOCK_TAI},
	}},
}
