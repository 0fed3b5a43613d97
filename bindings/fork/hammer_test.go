package fork

import (
	"fmt"
	"io"
	"os"
	"runtime"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

// The hammer: a parent whose goroutines allocate, run loops without calls,
// collect garbage and talk over pipes forks again and again, and each child uses
// all of the runtime and forks once more. A lock left held, a lost wake-up, a
// thread that is never preempted or a descriptor too many shows here.

func TestHammer(t *testing.T) {
	asEach(t, func(t *testing.T, uid int) {
		t.Log(program{name: "hammer", uid: uid, limit: time.Hour}.run(t))
	})
}

// Signals sent to the process merge once the user's queue is used up.
func TestHammerWithoutSignalQueue(t *testing.T) {
	asEach(t, func(t *testing.T, uid int) {
		t.Log(program{name: "hammer without queue", uid: uid, limit: time.Hour}.run(t))
	})
}

// Where the runtime's note of a preemption is not found, a signal is sent to each
// thread that is made anew.
func TestHammerWithSignals(t *testing.T) {
	t.Log(program{name: "hammer with signals", limit: time.Hour}.run(t))
}

func init() {
	programs["hammer with signals"] = func() {
		if preemptGen == 0 {
			fail("the note was not found at start")
		}
		preemptGen = 0
		hammer(rounds(100))
	}
	programs["hammer"] = func() { hammer(rounds(500)) }
	programs["hammer without queue"] = func() {
		must(unix.Prlimit(0, unix.RLIMIT_SIGPENDING, &unix.Rlimit{}, nil), "prlimit")
		hammer(rounds(250))
	}
}

func hammer(rounds int) {
	parent := startTraffic()
	// The first rounds start what the runtime starts late.
	for range 20 {
		hammerRound(parent)
	}
	descriptors := openDescriptors()
	before := threads()
	start, worst := time.Now(), time.Duration(0)
	for range rounds {
		began := time.Now()
		hammerRound(parent)
		worst = max(worst, time.Since(began))
	}
	took := time.Since(start)
	if now := openDescriptors(); now != descriptors {
		fail("descriptors before:\n%s\nand after:\n%s", descriptors, now)
	}
	if now := threads(); now > before+4 {
		fail("%d threads before, %d after", before, now)
	}
	checkNoChild()
	parent.end()
	fmt.Printf("%d rounds in %v, the longest took %v, %d threads\n", rounds, took.Round(time.Millisecond), worst.Round(time.Microsecond), before)
}

// hammerRound forks a child that exercises the runtime, forks, and reports.
func hammerRound(parent *traffic) {
	r, w, err := pipe2()
	must(err, "pipe2")
	pid := child(func() {
		unix.Close(r)
		parent.end()
		exercise()
		reap(child(func() { exercise() }))
		unix.Write(w, []byte("ok"))
	})
	unix.Close(w)
	var b [8]byte
	n, err := unix.Read(r, b[:])
	for err == unix.EINTR {
		n, err = unix.Read(r, b[:])
	}
	if err != nil || string(b[:n]) != "ok" {
		var status unix.WaitStatus
		unix.Wait4(pid, &status, 0, nil)
		fail("the child reports %q, %v, and ends with status %#x", b[:n], err, int(status))
	}
	unix.Close(r)
	reap(pid)
}

func pipe2() (r, w int, err error) {
	var p [2]int
	err = unix.Pipe2(p[:], unix.O_CLOEXEC)
	return p[0], p[1], err
}

// exercise uses what a fork could have broken: allocation in several goroutines,
// a collection during a loop without calls, timers, the poller.
func exercise() {
	var wg sync.WaitGroup
	for range 8 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			var keep [][]byte
			for i := range 200 {
				keep = append(keep, make([]byte, 1+i*7))
			}
			runtime.KeepAlive(keep)
		}()
	}
	wg.Wait()

	var stop atomic.Bool
	spinning := make(chan bool)
	done := make(chan bool)
	go func() {
		spinning <- true
		loop(&stop)
		done <- true
	}()
	<-spinning
	runtime.GC()
	stop.Store(true)
	<-done

	select {
	case <-time.After(200 * time.Microsecond):
	case <-time.After(time.Minute):
		fail("a timer was lost")
	}

	r, w, err := os.Pipe()
	must(err, "pipe")
	go func() {
		time.Sleep(50 * time.Microsecond)
		w.Write([]byte("x"))
		w.Close()
	}()
	if b, err := io.ReadAll(r); err != nil || string(b) != "x" {
		fail("read %q, %v", b, err)
	}
	r.Close()
}

// loop spins without a call, where only a preemption signal gets in.
//
//go:noinline
func loop(stop *atomic.Bool) {
	for !stop.Load() {
	}
}

// traffic is what goes on in a parent while it forks.
type traffic struct {
	quit atomic.Bool
	// Both readers' pipes are shared with the children, who may take what is
	// meant for the other: end writes until the readers have seen that it is over.
	nudge func()
	wg    sync.WaitGroup
}

func startTraffic() *traffic {
	l := new(traffic)
	l.goes(func() { // allocates
		var keep [64][]byte
		for i := range keep {
			keep[i] = make([]byte, 10+i*100)
		}
		runtime.KeepAlive(keep)
		time.Sleep(200 * time.Microsecond)
	})
	l.goes(func() { spin(300_000); time.Sleep(time.Millisecond) })
	l.goes(func() { spin(2_000_000); time.Sleep(3 * time.Millisecond) })
	l.goes(func() {
		runtime.GC()
		time.Sleep(2 * time.Millisecond)
	})
	l.goes(func() { time.Sleep(100 * time.Microsecond) })
	ping, pong, err := os.Pipe()
	must(err, "pipe")
	l.goes(func() { ping.Read(make([]byte, 64)) })
	l.goes(func() { pong.Write([]byte("x")); time.Sleep(50 * time.Microsecond) })
	// A thread that blocks in a read that the poller knows nothing of.
	r, w, err := pipe2()
	must(err, "pipe2")
	l.goes(func() { syscallRead(r) })
	l.goes(func() { unix.Write(w, []byte("x")); time.Sleep(300 * time.Microsecond) })
	l.nudge = func() {
		pong.Write([]byte("x"))
		unix.Write(w, []byte("x"))
		runtime.KeepAlive(ping) // collected it would be closed, and SIGPIPE end us
	}
	return l
}

func syscallRead(fd int) {
	var b [64]byte
	unix.Read(fd, b[:])
}

//go:noinline
func spin(n int) (sum int) {
	for i := range n {
		sum += i * i
	}
	return sum
}

func (l *traffic) goes(f func()) {
	l.wg.Add(1)
	go func() {
		defer l.wg.Done()
		for !l.quit.Load() {
			f()
		}
	}()
}

// end ends the traffic, and with it shows that every goroutine goes on: in a
// child those of the parent, each from where its thread was stopped.
func (l *traffic) end() {
	l.quit.Store(true)
	done := make(chan bool)
	go func() { l.wg.Wait(); close(done) }()
	for start := time.Now(); ; l.nudge() {
		select {
		case <-done:
			return
		case <-time.After(500 * time.Microsecond):
		}
		if time.Since(start) > time.Minute {
			fail("goroutines do not go on after the fork")
		}
	}
}
