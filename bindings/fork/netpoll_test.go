package fork

import (
	"errors"
	"os"
	"sync/atomic"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

// Parent and child have a poller each, and neither hears the other's.

func TestPollerInDescendants(t *testing.T) {
	asEach(t, func(t *testing.T, uid int) {
		program{name: "poller in descendants", uid: uid}.run(t)
	})
}

func init() {
	programs["poller in descendants"] = func() {
		ticks := startTicks()
		for i := range 6 {
			readers := startReaders(300)
			r, w, err := pipe2()
			must(err, "pipe2")
			lastHears(1+i%2, readers, ticks, r, w)
			unix.Close(r)
		}
	}
}

// lastHears gives the readers on to generations of children. All but the last
// close theirs and open others; the last then hears from each of its own.
// ancestors is open for writing until they are done.
func lastHears(generations int, rs readers, ticks *atomic.Int64, ancestors, done int) {
	if generations == 0 {
		unix.Close(done)
		syscallRead(ancestors) // ended when nobody can write any more
		rs.hear()
		rs.hear()
		rs.close()
		awaitTicks(ticks)
		return
	}
	pid := child(func() { lastHears(generations-1, rs, ticks, ancestors, done) })
	rs.close()
	unix.Close(done)
	var quit atomic.Bool
	finished := make(chan bool)
	go func() {
		for !quit.Load() {
			others := startReaders(20)
			others.hear()
			others.close()
		}
		close(finished)
	}()
	reap(pid)
	quit.Store(true)
	<-finished
	awaitTicks(ticks)
}

// readers are goroutines that wait for the poller, each with a pipe.
type readers []*reader

type reader struct {
	r, w  *os.File
	heard chan error
}

func startReaders(n int) (rs readers) {
	for range n {
		r, w, err := os.Pipe()
		must(err, "pipe")
		one := &reader{r, w, make(chan error)}
		rs = append(rs, one)
		go func() {
			for err := error(nil); err == nil; {
				_, err = one.r.Read(make([]byte, 1))
				one.heard <- err
			}
		}()
	}
	return rs
}

// hear writes to each pipe and waits for its reader.
func (rs readers) hear() {
	for _, one := range rs {
		_, err := one.w.Write([]byte("x"))
		must(err, "write")
	}
	for i, one := range rs {
		must(one.next(i), "read")
	}
}

func (rs readers) close() {
	for i, one := range rs {
		one.r.Close()
		if err := one.next(i); !errors.Is(err, os.ErrClosed) {
			fail("reader %d: %v", i, err)
		}
		one.w.Close()
	}
}

func (one *reader) next(i int) error {
	select {
	case err := <-one.heard:
		return err
	case <-time.After(30 * time.Second):
		fail("reader %d hears nothing", i)
	}
	return nil
}

func startTicks() *atomic.Int64 {
	ticks := new(atomic.Int64)
	go func() {
		for range time.NewTicker(time.Millisecond).C {
			ticks.Add(1)
		}
	}()
	return ticks
}

// awaitTicks fails unless a timer that was started before the forks goes on.
func awaitTicks(ticks *atomic.Int64) {
	start, before := time.Now(), ticks.Load()
	for ticks.Load() < before+3 {
		if time.Since(start) > 30*time.Second {
			fail("the ticker has stopped")
		}
		time.Sleep(time.Millisecond)
	}
}

// What is watched must fit a table, for nothing can be allocated where it is read.
func TestPollerWatchesTooMany(t *testing.T) {
	var limit unix.Rlimit
	if err := unix.Getrlimit(unix.RLIMIT_NOFILE, &limit); err != nil || limit.Max < 5000 {
		t.Skipf("the hard RLIMIT_NOFILE is %d: no 4000 descriptors to be had", limit.Max)
	}
	program{name: "poller watches too many"}.run(t)
}

func init() {
	programs["poller watches too many"] = func() {
		must(unix.Setrlimit(unix.RLIMIT_NOFILE, &unix.Rlimit{Cur: 5000, Max: 5000}), "setrlimit")
		var watched []*os.File
		for range 4000 {
			fd, err := unix.Eventfd(0, unix.EFD_CLOEXEC|unix.EFD_NONBLOCK)
			must(err, "eventfd")
			watched = append(watched, os.NewFile(uintptr(fd), "eventfd"))
		}
		if _, _, err := Fork(0); !errors.Is(err, unix.E2BIG) {
			fail("fork: %v", err)
		}
		checkNoChild()
		for _, file := range watched[1000:] {
			file.Close()
		}
		forks()
	}
}
