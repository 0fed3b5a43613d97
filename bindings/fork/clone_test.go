package fork

import (
	"errors"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

// Fork with the flags of clone(2).

// namespaces are the kinds of /proc/PID/ns and the flags that make new ones.
var namespaces = map[string]uintptr{
	"cgroup": unix.CLONE_NEWCGROUP,
	"ipc":    unix.CLONE_NEWIPC,
	"mnt":    unix.CLONE_NEWNS,
	"net":    unix.CLONE_NEWNET,
	"pid":    unix.CLONE_NEWPID,
	"time":   unix.CLONE_NEWTIME,
	"user":   unix.CLONE_NEWUSER,
	"uts":    unix.CLONE_NEWUTS,
}

func TestCloneIntoNamespaces(t *testing.T) {
	asEach(t, func(t *testing.T, uid int) {
		program{name: "clone into namespaces", uid: uid}.run(t)
	})
}

func init() {
	programs["clone into namespaces"] = func() {
		all := uintptr(0)
		for _, flag := range namespaces {
			all |= flag
			if unix.Getuid() != 0 {
				flag |= unix.CLONE_NEWUSER
			}
			cloneInto(flag)
		}
		cloneInto(all)
	}
}

// cloneInto makes a child in new namespaces, which has those and no others, and
// in which everything works.
func cloneInto(flags uintptr) {
	before := map[string]string{}
	for kind := range namespaces {
		before[kind] = namespace(kind)
	}
	pid, _, err := Fork(flags)
	must(err, "fork")
	if pid > 0 {
		reap(pid)
		return
	}
	for kind, flag := range namespaces {
		if isNew := namespace(kind) != before[kind]; isNew != (flags&flag != 0) {
			fail("clone(%#x): new %s namespace: %v", flags, kind, isNew)
		}
	}
	if pid := unix.Getpid(); (pid == 1) != (flags&unix.CLONE_NEWPID != 0) {
		fail("clone(%#x): getpid() is %d", flags, pid)
	}
	forks()
	unix.Exit(0)
}

func TestPidfd(t *testing.T) { program{name: "pidfd"}.run(t) }

func init() {
	programs["pidfd"] = func() {
		r, w, err := pipe2()
		must(err, "pipe2")
		pid, pidfd, err := Fork(unix.CLONE_PIDFD)
		must(err, "fork")
		if pid == 0 {
			if pidfd != -1 {
				fail("the child has pidfd %d", pidfd)
			}
			unix.Close(w)
			syscallRead(r)
			unix.Exit(0)
		}
		poll := []unix.PollFd{{Fd: int32(pidfd), Events: unix.POLLIN}}
		if n, err := unix.Poll(poll, 0); n != 0 || err != nil {
			fail("poll while the child lives: %d, %v", n, err)
		}
		unix.Close(w)
		for err = unix.EINTR; err == unix.EINTR; {
			_, err = unix.Poll(poll, -1)
		}
		if err != nil || poll[0].Revents&unix.POLLIN == 0 {
			fail("poll: %v, %#x", err, poll[0].Revents)
		}
		reap(pid)
		if err := unix.PidfdSendSignal(pidfd, 0, nil, 0); err != unix.ESRCH {
			fail("pidfd_send_signal: %v", err)
		}
	}
}

// What shares memory, descriptors or signal handlers is not a process.
func TestRefusedFlags(t *testing.T) { program{name: "refused flags"}.run(t) }

func init() {
	programs["refused flags"] = func() {
		for _, flag := range []uintptr{
			unix.CLONE_VM, unix.CLONE_FILES, unix.CLONE_SIGHAND, unix.CLONE_VFORK, unix.CLONE_THREAD,
			unix.CLONE_SETTLS, unix.CLONE_PARENT_SETTID, unix.CLONE_CHILD_SETTID, unix.CLONE_CHILD_CLEARTID,
			uintptr(unix.SIGSEGV), stopSignal, 65, unix.CLONE_PARENT | uintptr(unix.SIGUSR1),
		} {
			if pid, _, err := Fork(flag); !errors.Is(err, unix.EINVAL) || pid != -1 {
				fail("clone(%#x): %d, %v", flag, pid, err)
			}
		}
		// The kernel's own refusal.
		if pid, _, err := Fork(unix.CLONE_NEWUSER | unix.CLONE_FS); !errors.Is(err, unix.EINVAL) || pid != -1 {
			fail("clone(CLONE_NEWUSER|CLONE_FS): %d, %v", pid, err)
		}
		checkNoChild()
		reap(child(exercise))
	}
}

func TestExitSignal(t *testing.T) { program{name: "exit signal"}.run(t) }

func init() {
	programs["exit signal"] = func() {
		handle(unix.SIGCHLD)
		handle(unix.SIGUSR1)
		for _, sig := range []unix.Signal{0, unix.SIGCHLD, unix.SIGUSR1} {
			pid, _, err := Fork(uintptr(sig))
			must(err, "fork")
			if pid == 0 {
				unix.Exit(0)
			}
			want := sig
			if sig == 0 {
				want = unix.SIGCHLD
			}
			if info := awaitSignal(); info.Signo != int32(want) || info.Pid != int32(pid) {
				fail("exit signal %d: %+v", sig, info)
			}
			// Without SIGCHLD wait(2) does not see the child, as in C.
			options := unix.WNOHANG
			if want != unix.SIGCHLD {
				if _, err := unix.Wait4(-1, nil, options, nil); err != unix.ECHILD {
					fail("wait4: %v", err)
				}
				options |= unix.WALL
			}
			if got, err := unix.Wait4(-1, nil, options, nil); got != pid || err != nil {
				fail("wait4: %d, %v", got, err)
			}
		}
	}
}

func TestCloneParent(t *testing.T) { program{name: "clone parent"}.run(t) }

func init() {
	programs["clone parent"] = func() {
		parent := unix.Getpid()
		reap(child(func() {
			sibling, _, err := Fork(unix.CLONE_PARENT)
			must(err, "fork")
			if sibling == 0 {
				if unix.Getppid() != parent {
					fail("getppid() is %d, not %d", unix.Getppid(), parent)
				}
				exercise()
				unix.Exit(0)
			}
			checkNoChild()
		}))
		reapAny()
	}
}

// reapAny reaps the one child there is, whose pid is not known.
func reapAny() {
	var status unix.WaitStatus
	if _, err := wait4(-1, &status); err != nil || status != 0 {
		fail("wait4: %v, status %#x", err, uint32(status))
	}
	checkNoChild()
}

func TestTwentyGenerations(t *testing.T) {
	asEach(t, func(t *testing.T, uid int) {
		program{name: "twenty generations", uid: uid}.run(t)
	})
}

// Process 1 of a pid namespace forks, and reaps the orphans.
func TestForkAsInit(t *testing.T) {
	asEach(t, func(t *testing.T, uid int) {
		program{name: "fork as init", uid: uid, under: []string{"unshare", "-rpf", "--mount-proc"}}.run(t)
	})
}

func init() {
	programs["twenty generations"] = func() { generations(20) }
	programs["fork as init"] = func() {
		if unix.Getpid() != 1 {
			fail("getpid() is %d", unix.Getpid())
		}
		reap(child(func() {
			child(func() {
				for unix.Getppid() != 1 {
					time.Sleep(100 * time.Microsecond)
				}
				exercise()
			})
		}))
		reapAny()
		forks()
	}
}

func generations(n int) {
	if n == 0 {
		return
	}
	reap(child(func() {
		exercise()
		generations(n - 1)
		exercise()
	}))
}
