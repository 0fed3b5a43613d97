package fork

import (
	"os"
	"strconv"
	"testing"

	"golang.org/x/sys/unix"
)

// In a pid namespace of its own a script counts processes as a C program does:
// threads have other numbers.
func TestNumbersInPidNamespace(t *testing.T) {
	asEach(t, func(t *testing.T, uid int) { program{name: "numbers", uid: uid}.run(t) })
}

func init() {
	programs["numbers"] = func() {
		if os.Getuid() != 0 {
			enterUser(1)
		}
		// A thread that the runtime makes meanwhile takes a small number: rarely.
		counted := 0
		for range 10 {
			pid := child(func() {
				unshare(unix.CLONE_NEWPID)()
				unix.Exit(status(child(firstProcess)))
			})
			counted += status(pid)
		}
		if counted < 8 {
			fail("in %d of 10 namespaces pid 1's children were 2 and 3", counted)
		}
	}
}

// firstProcess exits with 1 if its children are 2 and 3 and their threads, and
// its own, have other numbers, also after an Alone.
func firstProcess() {
	a := child(func() {})
	reap(a)
	unshare(unix.CLONE_NEWUTS)()
	b := child(func() {})
	reap(b)
	exercise()
	// A /proc of this namespace, mounted nowhere.
	proc, err := detachedProc()
	must(err, "proc")
	tasks, err := unix.Openat(proc, "self/task", unix.O_RDONLY|unix.O_DIRECTORY, 0)
	must(err, "open")
	names, err := os.NewFile(uintptr(tasks), "task").Readdirnames(-1)
	must(err, "reading tasks")
	large := 0
	for _, name := range names {
		if tid, _ := strconv.Atoi(name); tid > int(pidMax)/2 {
			large++
		}
	}
	if a == 2 && b == 3 && large > 1 {
		unix.Exit(1)
	}
	unix.Exit(0)
}

func status(pid int) int {
	var status unix.WaitStatus
	wait4(pid, &status)
	return status.ExitStatus()
}
