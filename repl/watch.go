package repl

import (
	"fmt"
	"os"
	"time"

	"nslua/bindings"
)

// A watch takes the time of an evaluation, but for what this process stands behind
// another at the terminal.
type watch struct {
	session *Session
	began   time.Time
	away    time.Duration
	pid     int
}

func (s *Session) startWatch() watch { return watch{s, time.Now(), s.away, os.Getpid()} }

// read is how long it took, 0 in a child: it has done only a part of it.
func (w watch) read() time.Duration {
	if os.Getpid() != w.pid {
		return 0
	}
	return time.Since(w.began) - (w.session.away - w.away)
}

// standAside does what has another process at the terminal meanwhile.
func (s *Session) standAside(f func()) {
	began := time.Now()
	f()
	s.away += time.Since(began)
}

// tellTime tells somebody who has waited for how long it was.
func (s *Session) tellTime(took time.Duration) {
	if took >= time.Second && bindings.IsTerminal(1) {
		s.tell(duration(took))
	}
}

// duration shows three digits of it, and from a minute on two units.
func duration(d time.Duration) string {
	seconds := d.Seconds()
	whole, minutes := d.Round(time.Second), d.Round(time.Minute)
	switch {
	case seconds < 9.995:
		return fmt.Sprintf("%.2f s", seconds)
	case seconds < 59.95:
		return fmt.Sprintf("%.1f s", seconds)
	case whole < time.Hour:
		return fmt.Sprintf("%d min %d s", whole/time.Minute, whole%time.Minute/time.Second)
	}
	return fmt.Sprintf("%d h %d min", minutes/time.Hour, minutes%time.Hour/time.Minute)
}
