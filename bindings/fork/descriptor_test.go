package fork

import (
	"errors"
	"fmt"
	"maps"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/sys/unix"

	"nslua/bindings/fork/early"
)

// What a program finds among its descriptors: its own from 3 on, and the host's
// where nobody looks.

// Three of the host's, and no more: Go 1.25 and later would keep two cgroup files
// open beside them (GODEBUG containermaxprocs).
func TestHostDescriptors(t *testing.T) {
	asEach(t, func(t *testing.T, uid int) {
		program{name: "host descriptors", uid: uid}.run(t)
	})
}

// os makes a poller for such a stdin before any package of ours is initialised.
func TestHostDescriptorsWithNonblockingStdin(t *testing.T) {
	program{name: "host descriptors with polled stdin", stdin: nonblocking(t)}.run(t)
}

// nonblocking is a pipe's end that reads would not wait for.
func nonblocking(t *testing.T) *os.File {
	var p [2]int
	if err := unix.Pipe2(p[:], unix.O_NONBLOCK|unix.O_CLOEXEC); err != nil {
		t.Fatal(err)
	}
	r, w := os.NewFile(uintptr(p[0]), "r"), os.NewFile(uintptr(p[1]), "w")
	t.Cleanup(func() { r.Close(); w.Close() })
	return r
}

// That stdin stays watched while others have it open, whatever the script has put
// in its place: here what no poller takes.
func TestForkWithNonblockingStdinReplaced(t *testing.T) {
	program{name: "polled stdin replaced", stdin: nonblocking(t)}.run(t)
}

// Whoever started us may have left us many descriptors.
func TestForkWithManyInherited(t *testing.T) {
	null, err := os.Open(os.DevNull)
	if err != nil {
		t.Fatal(err)
	}
	defer null.Close()
	program{name: "many inherited", files: slices.Repeat([]*os.File{null}, 300)}.run(t)
}

func TestHostDescriptorsWithLimit(t *testing.T) {
	for _, limit := range []string{"20", "20:1000", "63", "64", "65", "66", "70", "100:1000"} {
		t.Run(limit, func(t *testing.T) {
			program{name: "few descriptors", under: []string{"prlimit", "--nofile=" + limit}}.run(t)
		})
	}
}

func init() {
	programs["host descriptors"] = func() {
		everywhere(func() { checkHostDescriptors(early.Low) })
	}
	programs["host descriptors with polled stdin"] = func() {
		info, err := os.ReadFile("/proc/self/fdinfo/" + strconv.Itoa(epollfd))
		must(err, "fdinfo of the poller")
		if !strings.Contains(string(info), "tfd:        0 ") {
			fail("the poller does not watch stdin:\n%s", info)
		}
		everywhere(func() { checkHostDescriptors(early.Low) })
	}
	programs["many inherited"] = forks
	programs["polled stdin replaced"] = func() {
		null, err := unix.Open(os.DevNull, unix.O_RDONLY, 0)
		must(err, "open")
		must(unix.Dup3(null, 0, 0), "dup3")
		reap(child(func() { exercise(); reap(child(exercise)) }))
		must(unix.Close(0), "close")
		reap(child(exercise))
	}
	programs["few descriptors"] = func() {
		_, hard, _ := early.Nofile()
		everywhere(func() { checkHostDescriptors(min(early.Low, int(hard)-8)) })
		reap(child(exercise))
	}
}

// everywhere runs a check at start, after Alone, and in a child and its child.
func everywhere(check func()) {
	check()
	_, err := Alone(unix.SYS_UNSHARE, unix.CLONE_FS, 0, 0)
	must(err, "Alone")
	check()
	reap(child(func() {
		check()
		reap(child(check))
	}))
	check()
}

// checkHostDescriptors fails unless the host's descriptors are at low and above
// and no other is open.
func checkHostDescriptors(low int) {
	found := descriptors()
	want := []string{"/proc", "anon_inode:[eventfd]", "anon_inode:[eventpoll]"}
	if got := slices.Sorted(maps.Values(found)); !slices.Equal(got, want) {
		fail("open: %v", found)
	}
	for fd := range found {
		if fd < low || !Own(fd) {
			fail("%d: Own %v; all are %v", fd, Own(fd), found)
		}
		if flags, err := unix.FcntlInt(uintptr(fd), unix.F_GETFD, 0); err != nil || flags != unix.FD_CLOEXEC {
			fail("F_GETFD of %d: %d, %v", fd, flags, err)
		}
	}
	checkFirstOpen(3)
}

func checkFirstOpen(want int) {
	fd, err := unix.Open("/dev/null", unix.O_RDONLY|unix.O_CLOEXEC, 0)
	if err != nil || fd != want {
		fail("the first open: %d, %v; want %d", fd, err, want)
	}
	unix.Close(fd)
}

// A script that lowers its limit, or uses it up, forks on.
func TestForkWithoutFreeDescriptors(t *testing.T) {
	asEach(t, func(t *testing.T, uid int) {
		program{name: "lowered limit", uid: uid}.run(t)
		program{name: "full table", uid: uid, under: []string{"prlimit", "--nofile=100:1000"}}.run(t)
	})
}

func init() {
	programs["lowered limit"] = func() {
		for _, soft := range []uint64{64, 10, 0} {
			want := unix.Rlimit{Cur: soft, Max: 200}
			must(unix.Setrlimit(unix.RLIMIT_NOFILE, &want), "setrlimit")
			reap(child(func() { reap(child(func() { checkLimit(want) })) }))
			checkLimit(want)
		}
		// What is lowered for good only CAP_SYS_RESOURCE can raise.
		low := unix.Rlimit{Cur: 10, Max: 10}
		must(SetNofile(low), "SetNofile")
		reap(child(func() { reap(child(func() { checkNofile(low) })) }))
		checkNofile(low)
		argv := []string{"sh", "-c", "test $(ulimit -Sn) = 10 && test $(ulimit -Hn) = 10"}
		pid, _, err := (&Spawn{Program: Program{Paths: []string{"/bin/sh"}, Argv: argv}}).Start()
		must(err, "spawn")
		reap(pid)
		reap(child(func() { must(Exec(&Program{Paths: []string{"/bin/sh"}, Argv: argv}), "exec") }))
		if err := SetNofile(unix.Rlimit{Cur: 10, Max: 9}); err != unix.EINVAL {
			fail("soft above hard: %v", err)
		}
		high := unix.Rlimit{Cur: 20, Max: 20}
		if err := SetNofile(high); err == nil {
			checkNofile(high)
		} else if checkNofile(low); err != unix.EPERM {
			fail("raising the hard limit: %v", err)
		}
		// The kernel's own, which others can set.
		must(unix.Setrlimit(unix.RLIMIT_NOFILE, &low), "setrlimit")
		if unix.Setrlimit(unix.RLIMIT_NOFILE, &unix.Rlimit{Cur: 10, Max: 200}) == nil {
			must(unix.Setrlimit(unix.RLIMIT_NOFILE, &low), "setrlimit")
			reap(child(func() { checkLimit(low) }))
			return
		}
		if _, _, err := Fork(0); !errors.Is(err, unix.EBADF) || !strings.Contains(err.Error(), "RLIMIT_NOFILE") {
			fail("fork: %v", err)
		}
		checkNoChild()
	}
	programs["full table"] = func() {
		last := -1
		for {
			fd, err := unix.Dup(0)
			if err == unix.EMFILE {
				break
			}
			must(err, "dup")
			last = fd
		}
		if last != 99 {
			fail("the last descriptor is %d", last)
		}
		reap(child(func() { reap(child(func() {})) }))
	}
}

func checkNofile(want unix.Rlimit) {
	if got, err := Nofile(); got != want || err != nil {
		fail("the script's RLIMIT_NOFILE is %v, not %v (%v)", got, want, err)
	}
}

func checkLimit(want unix.Rlimit) {
	var got unix.Rlimit
	must(unix.Getrlimit(unix.RLIMIT_NOFILE, &got), "getrlimit")
	if got != want {
		fail("RLIMIT_NOFILE is %v, not %v", got, want)
	}
}

// descriptors tells what is open from 3 on, without opening anything.
func descriptors() map[int]string {
	found := map[int]string{}
	for fd := 3; fd < 1000; fd++ {
		if what := descriptor(fd); what != "" {
			found[fd] = what
		}
	}
	return found
}

// A parent that has a poller of its own, and hands it down, is not mistaken for
// the host.
func TestInheritedPoller(t *testing.T) {
	epoll, err := unix.EpollCreate1(unix.EPOLL_CLOEXEC)
	if err != nil {
		t.Fatal(err)
	}
	event, err := unix.Eventfd(0, unix.EFD_CLOEXEC)
	if err != nil {
		t.Fatal(err)
	}
	files := []*os.File{os.NewFile(uintptr(epoll), "epoll"), os.NewFile(uintptr(event), "event")}
	defer files[0].Close()
	defer files[1].Close()
	program{name: "inherited poller", files: files}.run(t)
}

func init() {
	programs["inherited poller"] = func() {
		const epoll, event = 3, 4
		if Own(epoll) || Own(event) || epollfd < early.Low || eventfd < early.Low {
			fail("own: %v, of %v", own, descriptors())
		}
		checkFirstOpen(5)
		must(unix.EpollCtl(epoll, unix.EPOLL_CTL_ADD, event, &unix.EpollEvent{Events: unix.EPOLLIN, Fd: 77}), "epoll_ctl")
		// The program's own are shared with its child, as in C.
		reap(child(func() {
			exercise()
			unix.Write(event, []byte{1, 0, 0, 0, 0, 0, 0, 0})
		}))
		events := make([]unix.EpollEvent, 1)
		if n, err := unix.EpollWait(epoll, events, 0); n != 1 || events[0].Fd != 77 {
			fail("epoll_wait: %d, %v, %v", n, err, events)
		}
	}
}

// Nothing of the host's is seen by another program.
func TestHostDescriptorsAreNotHandedDown(t *testing.T) {
	out := program{name: "exec ls"}.run(t)
	if got := strings.Fields(out); !slices.Equal(got, []string{"0", "1", "2", "3"}) { // 3 is what ls reads
		t.Errorf("ls /proc/self/fd: %q", got)
	}
}

// The Go runtime raises the soft limit at start, and would hand it down.
func TestFileLimitIsPutBack(t *testing.T) {
	under := []string{"prlimit", "--nofile=100:200"}
	if got := (program{name: "print limit", under: under}).run(t); got != "100 200" {
		t.Errorf("the program has %q", got)
	}
	if got := (program{name: "exec ulimit", under: under}).run(t); got != "100\n200\n" {
		t.Errorf("a program that it executes has %q", got)
	}
}

func init() {
	programs["exec ls"] = func() { must(execute("/bin/ls", []string{"ls", "/proc/self/fd"}, nil), "exec") }
	programs["exec ulimit"] = func() {
		must(execute("/bin/sh", []string{"sh", "-c", "ulimit -Sn; ulimit -Hn"}, nil), "exec")
	}
	programs["print limit"] = func() {
		reap(child(func() {
			var limit unix.Rlimit
			must(unix.Getrlimit(unix.RLIMIT_NOFILE, &limit), "getrlimit")
			fmt.Print(limit.Cur, " ", limit.Max)
		}))
	}
}
