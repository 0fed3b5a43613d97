package fork

import (
	"os"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/sys/unix"
)

// What one thread joins, all do; a pid namespace is for the children, and waits
// for them only where it is another than the process's own.
func TestSetns(t *testing.T) {
	asEach(t, func(t *testing.T, uid int) { program{name: "setns", uid: uid}.run(t) })
}

func init() { programs["setns"] = setns }

// setns goes on in a pid namespace that belongs to the user namespace around the
// peer's: the peer's process may join neither it nor any other of that one.
func setns() {
	enterUser(1)
	unshare(unix.CLONE_NEWPID | unix.CLONE_NEWNS)()
	reap(child(func() {
		must(unix.Mount("none", "/", "", unix.MS_REC|unix.MS_PRIVATE, ""), "mount")
		must(unix.Mount("proc", "/proc", "proc", 0, ""), "mount")
		setnsInside()
	}))
}

func setnsInside() {
	r, w, err := pipe2()
	must(err, "pipe2")
	stands, ready, err := pipe2()
	must(err, "pipe2")
	peer := child(func() {
		unix.Close(w)
		enterUser(1)
		unshare(unix.CLONE_NEWNS | unix.CLONE_NEWUTS | unix.CLONE_NEWNET)()
		unshare(unix.CLONE_NEWPID)()
		inner := child(func() { // who keeps the pid namespace
			unix.Read(r, make([]byte, 1))
		})
		unix.Write(ready, []byte{1})
		reap(inner)
	})
	unix.Close(ready)
	unix.Read(stands, make([]byte, 1))
	pidfd, err := unix.PidfdOpen(peer, 0)
	must(err, "pidfd_open")
	const types = unix.CLONE_NEWNS | unix.CLONE_NEWUTS | unix.CLONE_NEWNET
	reap(child(func() { joinPeer(peer, pidfd, unix.CLONE_NEWUSER|types) }))
	reap(child(func() { joinPeer(peer, pidfd, unix.CLONE_NEWUSER|unix.CLONE_NEWPID|types) }))
	reap(child(func() { joinWaiting(peer, pidfd) }))
	reap(child(joinBack))
	unix.Close(w)
	reap(peer)
}

// joinPeer: the peer is itself in our pid namespace, so nothing waits.
func joinPeer(peer, pidfd int, flags uintptr) {
	done, err := Setns(pidfd, flags)
	must(err, "setns")
	if done != flags || Waiting() != 0 {
		fail("done %#x of %#x, waiting %#x", done, flags, Waiting())
	}
	for _, kind := range []string{"user", "mnt", "uts", "net"} {
		if namespace(kind) != namespaceOf(peer, kind) {
			fail("%s: in %s, the peer in %s", kind, namespace(kind), namespaceOf(peer, kind))
		}
	}
	same("setns")
	if _, err := Setns(pidfd, unix.CLONE_NEWUSER); err != unix.EINVAL {
		fail("the own user namespace: %v", err)
	}
	exercise()
	reap(child(exercise))
}

// joinWaiting: a mount namespace can be joined for the main thread and the next
// child, a user namespace not.
func joinWaiting(peer, pidfd int) {
	fd, err := unix.Open("/proc/"+strconv.Itoa(peer)+"/ns/user", unix.O_RDONLY, 0)
	must(err, "open")
	_, err = Setns(fd, 0)
	must(err, "setns(user)")
	children, err := unix.Open("/proc/"+strconv.Itoa(peer)+"/ns/pid_for_children", unix.O_RDONLY, 0)
	must(err, "open")
	done, err := Setns(children, 0)
	must(err, "setns(pid)")
	if done != unix.CLONE_NEWPID || Waiting() != unix.CLONE_NEWPID {
		fail("done %#x, waiting %#x", done, Waiting())
	}
	if _, err := Setns(fd, 0); err == nil || !strings.Contains(err.Error(), "in the child") {
		fail("setns(user) while children wait: %v", err)
	}
	_, err = Setns(pidfd, unix.CLONE_NEWNS)
	must(err, "setns(mnt)")
	reap(child(func() {
		if namespace("mnt") != namespaceOf(peer, "mnt") || os.Getpid() == 1 {
			fail("pid %d in %s", os.Getpid(), namespace("mnt"))
		}
		same("fork")
		exercise()
		reap(child(exercise))
	}))
}

// joinBack: whose children are to be in its own pid namespace again, gets threads
// again.
func joinBack() {
	own, err := unix.Open("/proc/self/ns/pid", unix.O_RDONLY, 0)
	must(err, "open")
	unshare(unix.CLONE_NEWPID)()
	if _, err := Setns(own, unix.CLONE_NEWPID); err != nil || Waiting() != 0 {
		fail("setns: %v, waiting %#x", err, Waiting())
	}
	enterUser(1)
	exercise()
}

// namespaceOf is "" where the peer has none yet.
func namespaceOf(pid int, kind string) string {
	link, _ := os.Readlink("/proc/" + strconv.Itoa(pid) + "/ns/" + kind)
	return link
}
