package fork

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"time"
	"unsafe"

	"golang.org/x/sys/unix"
)

// What one thread is, all are: identity and namespaces change for the whole
// process, a thousand times, under the same traffic as the hammer's.
func TestAlone(t *testing.T) {
	if os.Getuid() == 0 {
		t.Run("root", func(t *testing.T) { t.Log(program{name: "alone root", limit: 10 * time.Minute}.run(t)) })
	}
	t.Run("ordinary", func(t *testing.T) {
		t.Log(program{name: "alone ordinary", uid: ordinary, limit: 10 * time.Minute}.run(t))
	})
}

// Once a process's children are in another pid namespace, it gets no threads: calls
// are for the main thread, the child is right as a whole, and what cannot be
// done is refused with the order that works.
func TestAloneWaiting(t *testing.T) {
	asEach(t, func(t *testing.T, uid int) { program{name: "alone waiting", uid: uid}.run(t) })
}

// A container's seccomp filter refuses unshare; identity can change all the same.
func TestAloneWithoutUnshare(t *testing.T) {
	asEach(t, func(t *testing.T, uid int) { program{name: "alone without unshare", uid: uid}.run(t) })
}

func init() {
	programs["alone root"] = func() {
		alone(rounds(1000), []func(){
			unshare(unix.CLONE_NEWNS),
			unshare(unix.CLONE_NEWUTS | unix.CLONE_NEWIPC),
			unshare(unix.CLONE_NEWCGROUP),
			func() { call(unix.SYS_SETRESUID, 1234, 1234, 0) },
			func() { call(unix.SYS_SETRESUID, 0, 0, 0) },
			func() { call(unix.SYS_SETRESGID, 77, 88, 0) },
			func() { call(unix.SYS_SETRESGID, 0, 0, 0) },
			func() { call(unix.SYS_SETGROUPS, 0, 0, 0) },
			func() { must(unix.Chroot("/"), "chroot") },
		})
		enterUser(1)
		call(unix.SYS_PRCTL, unix.PR_SET_NO_NEW_PRIVS, 1, 0)
		same("no_new_privs")
	}
	programs["alone ordinary"] = func() {
		enterUser(30)
		alone(rounds(1000), []func(){
			unshare(unix.CLONE_NEWNS),
			unshare(unix.CLONE_NEWUTS | unix.CLONE_NEWIPC),
			unshare(unix.CLONE_NEWCGROUP),
			func() { must(unix.Chroot("/"), "chroot") },
		})
	}
	programs["alone waiting"] = aloneWaiting
	programs["alone without unshare"] = func() {
		call(unix.SYS_PRCTL, unix.PR_SET_NO_NEW_PRIVS, 1, 0)
		refuse(unix.SYS_UNSHARE)
		if _, err := Unshare(unix.CLONE_FS); err != unix.EPERM {
			fail("unshare: %v", err)
		}
		traffic := startTraffic()
		for i := range 100 {
			call(unix.SYS_SETRESUID, uintptr(os.Getuid()), uintptr(os.Geteuid()), uintptr(os.Geteuid()))
			same(fmt.Sprint("call ", i))
		}
		traffic.end()
		reap(child(exercise))
	}
}

// refuse has a filter answer EPERM to a system call.
func refuse(trap uint32) {
	filter := []unix.SockFilter{
		{Code: unix.BPF_LD | unix.BPF_W | unix.BPF_ABS}, // seccomp_data.nr
		{Code: unix.BPF_JMP | unix.BPF_JEQ | unix.BPF_K, K: trap, Jf: 1},
		{Code: unix.BPF_RET | unix.BPF_K, K: unix.SECCOMP_RET_ERRNO | uint32(unix.EPERM)},
		{Code: unix.BPF_RET | unix.BPF_K, K: unix.SECCOMP_RET_ALLOW},
	}
	program := unix.SockFprog{Len: uint16(len(filter)), Filter: &filter[0]}
	call(unix.SYS_PRCTL, unix.PR_SET_SECCOMP, unix.SECCOMP_MODE_FILTER, uintptr(unsafe.Pointer(&program)))
}

func alone(rounds int, calls []func()) {
	traffic := startTraffic()
	descriptors := openDescriptors()
	start := time.Now()
	for i := range rounds {
		calls[i%len(calls)]()
		same(fmt.Sprint("call ", i))
	}
	took := time.Since(start)
	if now := openDescriptors(); now != descriptors {
		fail("descriptors before:\n%s\nand after:\n%s", descriptors, now)
	}
	traffic.end()
	fmt.Printf("%d calls in %v\n", rounds, took.Round(time.Millisecond))
}

func unshare(flags uintptr) func() {
	return func() {
		_, err := Unshare(flags)
		must(err, fmt.Sprintf("unshare(%#x)", flags))
	}
}

func call(trap, a1, a2, a3 uintptr) {
	_, err := Alone(trap, a1, a2, a3)
	must(err, fmt.Sprintf("call %d(%d, %d, %d)", trap, a1, a2, a3))
}

// enterUser enters so many user namespaces, one in the other.
func enterUser(depth int) {
	for i := range depth {
		before, uid, gid := namespace("user"), os.Geteuid(), os.Getegid()
		unshare(unix.CLONE_NEWUSER)()
		write("/proc/self/uid_map", fmt.Sprintf("0 %d 1", uid))
		write("/proc/self/setgroups", "deny")
		write("/proc/self/gid_map", fmt.Sprintf("0 %d 1", gid))
		if namespace("user") == before {
			fail("still in %s", before)
		}
		same(fmt.Sprint("user namespace ", i))
	}
}

func write(path, text string) { must(os.WriteFile(path, []byte(text), 0), "writing") }

func namespace(kind string) string {
	link, err := os.Readlink("/proc/self/ns/" + kind)
	must(err, "readlink")
	return link
}

// same fails unless all threads have the same identity, namespaces and root.
func same(after string) {
	tasks, err := os.ReadDir("/proc/self/task")
	must(err, "reading tasks")
	first := ""
	for _, task := range tasks {
		is, err := describe("/proc/self/task/" + task.Name())
		if os.IsNotExist(err) {
			continue // ended since
		}
		must(err, "reading a task")
		if first == "" {
			first = is
		}
		if is != first {
			fail("after %s, one thread is\n%s\nand another\n%s", after, first, is)
		}
	}
}

func describe(task string) (string, error) {
	status, err := os.ReadFile(task + "/status")
	if err != nil {
		return "", err
	}
	var is []string
	for _, line := range strings.Split(string(status), "\n") {
		switch name, _, _ := strings.Cut(line, ":"); name {
		case "Uid", "Gid", "Groups", "CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb", "NoNewPrivs":
			is = append(is, line)
		}
	}
	for _, link := range []string{"root", "cwd", "ns/cgroup", "ns/ipc", "ns/mnt", "ns/net", "ns/pid", "ns/time", "ns/user", "ns/uts"} {
		to, err := os.Readlink(task + "/" + link)
		if err != nil {
			return "", err
		}
		is = append(is, link+" "+to)
	}
	return strings.Join(is, "\n"), nil
}

func aloneWaiting() {
	if os.Getuid() != 0 {
		enterUser(1)
	}
	unshare(unix.CLONE_NEWPID)()
	if Waiting() != unix.CLONE_NEWPID {
		fail("waiting = %#x", Waiting())
	}
	if _, err := Unshare(unix.CLONE_NEWUSER); err == nil || !strings.Contains(err.Error(), "CLONE_NEWUSER first") {
		fail("unshare(CLONE_NEWUSER) after CLONE_NEWPID: %v", err)
	}
	host := namespace("uts")
	unshare(unix.CLONE_NEWUTS)()
	if namespace("uts") == host {
		fail("the main thread is still in %s", host)
	}
	reap(child(func() {
		if os.Getpid() != 1 || Waiting() != 0 {
			fail("pid %d, waiting %#x", os.Getpid(), Waiting())
		}
		same("fork")
		if namespace("uts") == host {
			fail("the child is in %s", host)
		}
		enterUser(3)
		exercise()
		reap(child(exercise))
	}))
}
