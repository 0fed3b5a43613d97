package fork

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/sys/unix"
)

// The threads are counted in a /proc: the one that was there at start, whatever
// has become of it since.

func TestProcUnmounted(t *testing.T) {
	if os.Getuid() != 0 {
		t.Skip("needs root: a user namespace keeps what its mount namespace was born with")
	}
	program{name: "proc unmounted", flags: unix.CLONE_NEWNS}.run(t)
}

func TestProcCovered(t *testing.T) {
	asEach(t, func(t *testing.T, uid int) {
		program{name: "proc covered", uid: uid, under: []string{"unshare", "-rm"}}.run(t)
	})
}

func TestProcBehindChroot(t *testing.T) {
	asEach(t, func(t *testing.T, uid int) {
		program{name: "proc behind chroot", uid: uid, under: []string{"unshare", "-r"}}.run(t)
	})
}

func TestProcOfOuterNamespace(t *testing.T) {
	asEach(t, func(t *testing.T, uid int) {
		program{name: "proc of outer namespace", uid: uid, under: []string{"unshare", "-rpf"}}.run(t)
	})
}

// A process that is not dumpable any more is not the owner of its /proc files.
func TestProcAfterSetuid(t *testing.T) {
	if os.Getuid() != 0 {
		t.Skip("needs root: setresuid")
	}
	program{name: "proc after setuid"}.run(t)
}

// hidepid hides other users' processes.
func TestProcHidden(t *testing.T) {
	const hidden = `mount -t proc -o hidepid=2 proc /proc && "$0"; exit $?`
	asEach(t, func(t *testing.T, uid int) {
		flags := "-mpf"
		if uid != 0 {
			flags = "-rmpf"
		}
		program{name: "proc hidden", uid: uid, under: []string{"unshare", flags, "sh", "-c", hidden}}.run(t)
	})
}

func init() {
	programs["proc unmounted"] = func() {
		private()
		must(unix.Unmount("/proc", unix.MNT_DETACH), "umount")
		noProc()
		forks()
	}
	programs["proc covered"] = func() {
		private()
		must(unix.Mount("tmpfs", "/proc", "tmpfs", 0, ""), "mount")
		noProc()
		forks()
	}
	programs["proc behind chroot"] = func() {
		dir, err := os.MkdirTemp("", "nslua-fork-test")
		must(err, "mkdtemp")
		tmp, err := unix.Open(os.TempDir(), unix.O_PATH|unix.O_CLOEXEC, 0)
		must(err, "open")
		must(unix.Chroot(dir), "chroot")
		must(unix.Chdir("/"), "chdir")
		noProc()
		forks()
		must(unix.Unlinkat(tmp, filepath.Base(dir), unix.AT_REMOVEDIR), "unlinkat")
	}
	programs["proc of outer namespace"] = func() {
		if self, err := os.Readlink("/proc/self"); err != nil || self == "1" || unix.Getpid() != 1 {
			fail("/proc/self of %d is %s, %v", unix.Getpid(), self, err)
		}
		forks()
	}
	programs["proc after setuid"] = func() {
		_, err := Alone(unix.SYS_SETRESUID, ordinary, ordinary, ordinary)
		must(err, "setresuid")
		if dumpable, err := unix.PrctlRetInt(unix.PR_GET_DUMPABLE, 0, 0, 0, 0); err != nil || dumpable == 1 {
			fail("PR_GET_DUMPABLE: %d, %v", dumpable, err)
		}
		forks()
	}
	programs["proc hidden"] = func() {
		// Group 0 sees all. The user namespace of an ordinary user has no other user.
		Alone(unix.SYS_SETGROUPS, 0, 0, 0)
		Alone(unix.SYS_SETRESGID, ordinary, ordinary, ordinary)
		if _, err := Alone(unix.SYS_SETRESUID, ordinary, ordinary, ordinary); err == nil {
			if _, err := os.Stat("/proc/1"); !os.IsNotExist(err) {
				fail("/proc/1: %v", err)
			}
		}
		forks()
	}
}

// forks forks, in a child too, and makes the threads anew.
func forks() {
	_, err := Alone(unix.SYS_UNSHARE, unix.CLONE_FS, 0, 0)
	must(err, "Alone")
	reap(child(func() {
		exercise()
		_, err := Alone(unix.SYS_UNSHARE, unix.CLONE_FS, 0, 0)
		must(err, "Alone")
		reap(child(exercise))
	}))
	exercise()
}

func private() { must(unix.Mount("", "/", "", unix.MS_REC|unix.MS_PRIVATE, ""), "mount") }

func noProc() {
	if _, err := os.Stat("/proc/self"); !os.IsNotExist(err) {
		fail("/proc/self: %v", err)
	}
}

// Without a /proc at start.

func TestProcDetached(t *testing.T) {
	if os.Getuid() != 0 {
		t.Skip("needs root: fsopen(proc)")
	}
	const unmount = `mount --make-rprivate / && umount -l /proc && exec "$0"`
	program{name: "proc detached", under: []string{"unshare", "-m", "sh", "-c", unmount}}.run(t)
}

// A /proc of a namespace where the program is not: nsenter -m into a container.
func TestProcOfAnotherNamespace(t *testing.T) {
	const foreign = `unshare -pf mount -t proc proc /proc && exec "$0"`
	if os.Getuid() != 0 {
		t.Skip("needs root: fsopen(proc)")
	}
	program{name: "proc detached", under: []string{"unshare", "-m", "sh", "-c", foreign}}.run(t)
}

func TestProcMissing(t *testing.T) {
	const cover = `mount -t tmpfs tmpfs /proc && exec "$0"`
	program{name: "proc missing", uid: ordinary, under: []string{"unshare", "-rm", "sh", "-c", cover}}.run(t)
}

func init() {
	programs["proc detached"] = func() {
		noProc()
		forks()
	}
	programs["proc missing"] = func() {
		noProc()
		_, _, forkErr := Fork(0)
		_, aloneErr := Alone(unix.SYS_GETUID, 0, 0, 0)
		for _, err := range []error{Ready(), forkErr, aloneErr} {
			if !errors.Is(err, unix.ENOSYS) || !strings.Contains(err.Error(), "needs a /proc") || !strings.Contains(err.Error(), "(proc): operation not permitted") {
				fail("%v", err)
			}
		}
		// All else works.
		exercise()
		pid, _, err := (&Spawn{Program: Program{Paths: []string{"/bin/true"}, Argv: []string{"true"}}}).Start()
		must(err, "spawn")
		reap(pid)
		_, err = Signal(int(unix.SIGUSR1), Note)
		must(err, "signal")
		must(Raise(int(unix.SIGUSR1)), "raise")
		if info, ok := take(); !ok || info.Signo != int32(unix.SIGUSR1) {
			fail("Take: %v, %v", info, ok)
		}
	}
}
