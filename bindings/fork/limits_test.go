package fork

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

// A child has as many threads as its parent, and limits may leave it no room for
// them. Half a child must not run on.

// RLIMIT_NPROC counts the threads of a user in a user namespace: in one of its
// own the program is alone with its limit.
var ownUserns = []string{"unshare", "-r"}

func TestForkUnderNproc(t *testing.T) {
	program{name: "fork under nproc", uid: ordinary, under: ownUserns}.run(t)
}

func TestForkUnderPidsCgroup(t *testing.T) {
	dir := pidsCgroup(t)
	program{name: "fork under pids cgroup", env: []string{cgroupEnv + "=" + dir}}.run(t)
}

const cgroupEnv = "NSLUA_FORK_CGROUP"

// pidsCgroup makes a cgroup whose tasks are counted.
func pidsCgroup(t *testing.T) string {
	t.Helper()
	if os.Getuid() != 0 {
		t.Skip("needs root: a cgroup of its own")
	}
	parent := "/sys/fs/cgroup/pids"
	if _, err := os.Stat(parent); err != nil {
		parent = "/sys/fs/cgroup"
		if err := os.WriteFile(parent+"/cgroup.subtree_control", []byte("+pids"), 0); err != nil {
			t.Skip("there is no pids cgroup here: ", err)
		}
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
	return dir
}

func init() {
	programs["fork under nproc"] = func() {
		forkUnder(limitNproc)
	}
	programs["fork under pids cgroup"] = func() {
		dir := os.Getenv(cgroupEnv)
		must(os.WriteFile(filepath.Join(dir, "cgroup.procs"), []byte("0"), 0), "cgroup.procs")
		forkUnder(func(n uint64) {
			must(os.WriteFile(filepath.Join(dir, "pids.max"), []byte(strconv.FormatUint(n, 10)), 0), "pids.max")
		})
	}
}

func limitNproc(n uint64) { limitNprocOf(0, n) }

func limitNprocOf(pid int, n uint64) {
	var limit unix.Rlimit
	must(unix.Prlimit(pid, unix.RLIMIT_NPROC, nil, &limit), "prlimit")
	limit.Cur = min(n, limit.Max)
	must(unix.Prlimit(pid, unix.RLIMIT_NPROC, &limit, nil), "prlimit")
}

// forkUnder forks with limits on the number of threads, which limit sets, that
// leave the child no room, and once more without.
func forkUnder(limit func(n uint64)) {
	moreThreads()
	descriptors := openDescriptors()
	for _, room := range []int{0, 1, 2} { // none, for the child's main thread, for one more
		limit(uint64(threads() + room))
		pid, pidfd, err := Fork(unix.CLONE_PIDFD)
		limit(10_000)
		if pid == 0 {
			unix.Exit(1)
		}
		if !errors.Is(err, unix.EAGAIN) || pid != -1 || pidfd != -1 {
			fail("fork with room for %d of %d threads: %d, %d, %v", room, threads(), pid, pidfd, err)
		}
		checkNoChild()
		if now := openDescriptors(); now != descriptors {
			fail("descriptors before:\n%s\nand after:\n%s", descriptors, now)
		}
		exercise()
		reap(child(exercise))
	}
}

// moreThreads makes the runtime have idle threads, so that it needs no new one
// while there is no room: it would not survive that.
func moreThreads() {
	var wg sync.WaitGroup
	r, w, err := pipe2()
	must(err, "pipe2")
	for range 8 {
		wg.Add(1)
		go func() { defer wg.Done(); syscallRead(r) }()
	}
	for threads() < 9 {
		time.Sleep(time.Millisecond)
	}
	unix.Close(w)
	wg.Wait()
	unix.Close(r)
}

// The first child of a pid namespace is its init, whatever becomes of it.
func TestFirstChildWithoutRoom(t *testing.T) {
	program{name: "first child without room", uid: ordinary, under: ownUserns}.run(t)
}

func init() {
	programs["first child without room"] = func() {
		moreThreads()
		_, err := Unshare(unix.CLONE_NEWPID)
		must(err, "unshare")
		limitNproc(uint64(threads() + 1))
		_, _, err = Fork(0)
		limitNproc(10_000)
		if !errors.Is(err, unix.EAGAIN) {
			fail("fork: %v", err)
		}
		checkNoChild()
		if _, _, err := Fork(0); !errors.Is(err, unix.ENOMEM) {
			fail("fork into the dead namespace: %v", err)
		}
		exercise()
	}
}

// After Alone there is no way back: the threads must be made anew.
func TestAloneWaitsForRoom(t *testing.T) {
	program{name: "alone waits for room", uid: ordinary, under: ownUserns}.run(t)
}

func TestAloneWithoutRoom(t *testing.T) {
	t.Parallel()
	p := program{name: "alone without room", uid: ordinary, under: ownUserns, limit: 30 * time.Second}
	out, err := p.start(t)
	if err == nil || err.Error() != "exit status 1" || !strings.HasPrefix(out, "nslua: no room to make its threads anew") {
		t.Errorf("%v\n%s", err, out)
	}
}

func init() {
	programs["alone waits for room"] = func() {
		parent := unix.Getpid()
		// Another process of the user raises the limit once the parent is alone.
		raiser := child(func() {
			for {
				status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", parent))
				must(err, "status")
				if strings.Contains(string(status), "\nThreads:\t1\n") {
					break
				}
				time.Sleep(time.Millisecond)
			}
			limitNprocOf(parent, 10_000)
		})
		limitNproc(1)
		_, err := Alone(unix.SYS_UNSHARE, unix.CLONE_NEWUTS, 0, 0)
		must(err, "Alone")
		reap(raiser)
		exercise()
		reap(child(exercise))
	}
	programs["alone without room"] = func() {
		limitNproc(1)
		Alone(unix.SYS_GETUID, 0, 0, 0)
		fail("goes on")
	}
}
