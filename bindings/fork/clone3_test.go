package fork

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"golang.org/x/sys/unix"
)

// What clone3(2) can be asked for beside flags.

func TestNoExitSignal(t *testing.T) { program{name: "no exit signal"}.run(t) }

func init() {
	programs["no exit signal"] = func() {
		handle(unix.SIGCHLD)
		pid, _, err := (&Clone{Silent: true}).Fork()
		must(err, "fork")
		if pid == 0 {
			exercise()
			unix.Exit(0)
		}
		if _, err := unix.Wait4(pid, nil, 0, nil); err != unix.ECHILD {
			fail("wait4 without WALL: %v", err)
		}
		for err = unix.EINTR; err == unix.EINTR; {
			_, err = unix.Wait4(pid, nil, unix.WCLONE, nil)
		}
		must(err, "wait4")
		if Noted() {
			fail("its end made a signal")
		}
	}
	programs["no exit signal without room"] = func() {
		moreThreads()
		limitNproc(uint64(threads() + 1))
		_, _, err := (&Clone{Silent: true}).Fork()
		limitNproc(10_000)
		if !errors.Is(err, unix.EAGAIN) {
			fail("fork: %v", err)
		}
		checkNoChild()
	}
}

// A child that is not to be waited for as others are is reaped like them where it
// cannot run.
func TestNoExitSignalWithoutRoom(t *testing.T) {
	program{name: "no exit signal without room", uid: ordinary, under: ownUserns}.run(t)
}

func TestTids(t *testing.T) {
	asEach(t, func(t *testing.T, uid int) {
		program{name: "tids", uid: uid, under: []string{"unshare", "-rpf", "--mount-proc"}}.run(t)
	})
}

func init() {
	programs["tids"] = func() {
		clone := Clone{Tids: []int32{1, 4000}, Flags: unix.CLONE_NEWPID}
		pid, _, err := clone.Fork()
		must(err, "fork")
		if pid == 0 {
			exercise()
			if pid := unix.Getpid(); pid != 1 {
				fail("pid %d", pid)
			}
			clone = Clone{Tids: []int32{77, 78}}
			if pid, _, err = clone.Fork(); pid == 0 {
				exercise()
				unix.Exit(0)
			}
			must(err, "fork")
			if pid != 77 {
				fail("pid %d", pid)
			}
			reap(pid)
			unix.Exit(0)
		}
		if pid != 4000 {
			fail("pid %d", pid)
		}
		if _, _, err := (&Clone{Tids: []int32{4000}}).Fork(); err != unix.EEXIST {
			fail("a pid that there is: %v", err)
		}
		reap(pid)
		reap(child(exercise)) // numbered as ever
		if _, _, err := (&Clone{Tids: make([]int32, maxDepth+1)}).Fork(); !errors.Is(err, unix.EINVAL) {
			fail("too many pids: %v", err)
		}
		s := Spawn{Program: Program{Paths: []string{"/bin/true"}, Argv: []string{"true"}}, Clone: Clone{Tids: []int32{300}}}
		pid, _, err = s.Start()
		if must(err, "spawn"); pid != 300 {
			fail("pid %d", pid)
		}
		reap(pid)
	}
}

// The script's handlers are not the child's; what the Go runtime lives on is.
func TestClearHandlers(t *testing.T) { program{name: "clear handlers"}.run(t) }

func init() {
	programs["clear handlers"] = func() {
		handle(unix.SIGUSR1)
		handle(unix.SIGUSR2)
		Signal(int(unix.SIGTERM), Ignore)
		Mask(unix.SIG_BLOCK, bit(int(unix.SIGUSR2)))
		pid, _, err := (&Clone{Flags: unix.CLONE_CLEAR_SIGHAND}).Fork()
		must(err, "fork")
		if pid == 0 {
			exercise()
			for sig, want := range map[unix.Signal]Action{unix.SIGUSR1: Default, unix.SIGUSR2: Default, unix.SIGTERM: Ignore} {
				if got := Current(int(sig)); got != want {
					fail("action of %v: %v", sig, got)
				}
			}
			reap(child(exercise))
			unix.Kill(unix.Getpid(), unix.SIGTERM)
			unix.Kill(unix.Getpid(), unix.SIGUSR2) // blocked
			unix.Kill(unix.Getpid(), unix.SIGUSR1)
			select {}
		}
		var status unix.WaitStatus
		wait4(pid, &status)
		if !status.Signaled() || status.Signal() != unix.SIGUSR1 {
			fail("status %#x", uint32(status))
		}
		if Current(int(unix.SIGUSR1)) != Note {
			fail("the parent's handler is gone")
		}
	}
}

func TestIntoCgroup(t *testing.T) {
	dir := cgroup2(t)
	program{name: "into cgroup", env: []string{cgroupEnv + "=" + dir}}.run(t)
}

// cgroup2 makes a folder of cgroup2 that is empty in the end.
func cgroup2(t *testing.T) string {
	t.Helper()
	if os.Getuid() != 0 {
		t.Skip("needs root: a cgroup of its own")
	}
	parent := "/sys/fs/cgroup/unified"
	if _, err := os.Stat(parent); err != nil {
		parent = "/sys/fs/cgroup"
	}
	dir, err := os.MkdirTemp(parent, "nslua-fork-test")
	if err != nil {
		t.Skip("no cgroup can be made here: ", err)
	}
	t.Cleanup(func() {
		if err := os.Remove(dir); err != nil {
			t.Error("somebody is left in the cgroup: ", err)
		}
	})
	if _, err := os.Stat(filepath.Join(dir, "cgroup.procs")); err != nil {
		t.Skip("there is no cgroup2 here: ", err)
	}
	return dir
}

func init() {
	programs["into cgroup"] = func() {
		dir := os.Getenv(cgroupEnv)
		cgroup, err := unix.Open(dir, unix.O_PATH|unix.O_DIRECTORY|unix.O_CLOEXEC, 0)
		must(err, "open")
		into := Clone{Flags: unix.CLONE_INTO_CGROUP, Cgroup: cgroup}
		start := func() (pid int) {
			pid, _, err := into.Fork()
			must(err, "fork")
			if pid == 0 {
				exercise()
				unix.Exit(members(dir))
			}
			return pid
		}
		if n := status(start()); n != 1 {
			fail("%d processes in the child's cgroup", n)
		}
		// A frozen child is there and does nothing yet.
		write(dir+"/cgroup.freeze", "1")
		pid := start()
		if got, err := unix.Wait4(pid, nil, unix.WNOHANG, nil); got != 0 || err != nil {
			fail("wait4 of the frozen child: %d, %v", got, err)
		}
		reap(child(exercise))
		write(dir+"/cgroup.freeze", "0")
		if n := status(pid); n != 1 {
			fail("the frozen child's status is %d", n)
		}
		s := Spawn{Program: Program{Paths: []string{"/bin/sh"}, Argv: []string{"sh", "-c", "exit $(wc -l <" + dir + "/cgroup.procs)"}}, Clone: into}
		pid, _, err = s.Start()
		must(err, "spawn")
		if n := status(pid); n != 2 { // with wc
			fail("%d processes in the program's cgroup", n)
		}
		into.Cgroup, _ = unix.Open("/proc", unix.O_PATH, 0)
		if _, _, err := into.Fork(); err != unix.EBADF {
			fail("clone into /proc: %v", err)
		}
		checkNoChild()
	}
}

// members counts the processes of a cgroup.
func members(dir string) (n int) {
	text, err := os.ReadFile(dir + "/cgroup.procs")
	must(err, "cgroup.procs")
	for _, c := range text {
		if c == '\n' {
			n++
		}
	}
	return n
}
