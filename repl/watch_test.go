package repl

import (
	"testing"
	"time"
)

func TestDuration(t *testing.T) {
	for d, want := range map[time.Duration]string{
		1234 * time.Millisecond:    "1.23 s",
		9994 * time.Millisecond:    "9.99 s",
		9995 * time.Millisecond:    "10.0 s",
		59949 * time.Millisecond:   "59.9 s",
		59950 * time.Millisecond:   "1 min 0 s",
		125 * time.Second:          "2 min 5 s",
		3599499 * time.Millisecond: "59 min 59 s",
		3599500 * time.Millisecond: "1 h 0 min",
		90 * time.Minute:           "1 h 30 min",
	} {
		if got := duration(d); got != want {
			t.Errorf("%v: %s, want %s", d, got, want)
		}
	}
}
