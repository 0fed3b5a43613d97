package fork

import (
	"errors"
	"runtime"
	"strings"
	"testing"

	"golang.org/x/sys/unix"
)

// A spawn's child runs in its parent's memory while the other threads go on.

func TestHammerSpawn(t *testing.T) {
	asEach(t, func(t *testing.T, uid int) {
		program{name: "hammer spawn", uid: uid}.run(t)
	})
}

func init() {
	programs["hammer spawn"] = func() {
		handle(unix.SIGUSR1)
		go busy()
		before := openDescriptors()
		for round := range rounds(500) {
			spawnRound(round)
		}
		checkNoChild()
		if now := openDescriptors(); now != before {
			fail("descriptors were\n%s\nand are\n%s", before, now)
		}
		reap(child(checkNoChild)) // and it forks as before
	}
}

// busy makes garbage and has it collected.
func busy() {
	var kept [64][]byte
	for i := 0; ; i++ {
		kept[i%len(kept)] = make([]byte, 4096)
		if i%1000 == 0 {
			runtime.GC()
		}
	}
}

func spawnRound(round int) {
	s := Spawn{Program: Program{Paths: []string{"/no/such", "/bin/sh"}, Argv: []string{"sh", "-c", "test $N = yes"}, Env: []string{"N=yes"}}}
	s.Files = []File{{To: 1, From: 2}, {To: 2, From: 1}}
	pid, _, err := s.Start()
	must(err, "spawn")
	unix.Kill(pid, unix.SIGUSR1*unix.Signal(round%2)) // to a handler in the parent only: the program may die of it
	var status unix.WaitStatus
	if got, err := wait4(pid, &status); got != pid || err != nil || !status.Exited() && status.Signal() != unix.SIGUSR1 {
		fail("wait4 = %d, %v, status %#x", got, err, uint32(status))
	}
	if round%2 == 0 && status.ExitStatus() != 0 {
		fail("exit status %d", status.ExitStatus())
	}
	if round%10 == 0 {
		s.Paths = []string{"/no/such", "/proc/version"}
		if _, _, err = s.Start(); !errors.Is(err, unix.EACCES) {
			fail("spawn of what is no program: %v", err)
		}
	}
	if Noted() {
		fail("the child's signal was noted in the parent")
	}
}

// Where the child cannot share memory it has a copy, and tells its error all the
// same; this kernel refuses nobody, so it is asked for.
func TestSpawnWithoutSharing(t *testing.T) {
	out := program{name: "spawn without sharing"}.run(t)
	if !strings.Contains(out, "ran\n") {
		t.Errorf("printed %q", out)
	}
}

func init() {
	programs["spawn without sharing"] = func() {
		start := func(path string) (pid int, report *uint32) {
			s := Spawn{Program: Program{Paths: []string{path}, Argv: []string{"echo", "ran"}}, Dir: "/usr"}
			image, err := s.image()
			must(err, "image")
			report, err = newReport()
			must(err, "report")
			must(s.prepare(image, report), "prepare")
			old := blockAll()
			r := cloneWith(unix.CLONE_VFORK | uintptr(unix.SIGCHLD))
			setMask(old)
			runtime.KeepAlive(image)
			return int(r), report
		}
		pid, report := start("/bin/echo")
		reap(pid)
		if _, errno := spawnFailure(report); errno != 0 {
			fail("reported %v", errno)
		}
		pid, report = start("/no/such")
		wait4(pid, nil)
		if step, errno := spawnFailure(report); step != stepExec || errno != unix.ENOENT {
			fail("reported %v at step %d", errno, step)
		}
	}
}
