package fork

import (
	"unsafe"

	"golang.org/x/sys/unix"
)

// The runtime's network poller waits on an epoll instance that holds an eventfd
// by which it is woken. Both are shared objects after a fork: one process would
// take the other's wake-ups, and timers of both would be lost. A child replaces
// them under the same numbers and registers again what was registered.

var (
	epollfd, eventfd = -1, -1 // the poller's; see startPoller

	epollInfo [32]byte // "self/fdinfo/N\x00"

	registered  [1 << 18]byte // the epoll's fdinfo, as it was before the clone
	registeredN int
)

// readRegistered notes what the epoll instance watches. The parent does it while
// all threads are stopped: what the child would read is the parent's present.
//
//go:nosplit
func readRegistered() unix.Errno {
	registeredN = 0
	r := sys(unix.SYS_OPENAT, uintptr(procfd), uintptr(unsafe.Pointer(&epollInfo)), unix.O_RDONLY|unix.O_CLOEXEC, 0, 0, 0)
	if errno := errnoOf(r); errno != 0 {
		return errno
	}
	fd, errno := r, unix.Errno(0)
	for errno == 0 {
		if registeredN == len(registered) {
			errno = unix.E2BIG
			break
		}
		r = sys(unix.SYS_READ, fd, uintptr(unsafe.Pointer(&registered))+uintptr(registeredN), uintptr(len(registered)-registeredN), 0, 0, 0)
		if errno = errnoOf(r); errno != 0 || r == 0 {
			break
		}
		registeredN += int(r)
	}
	sys(unix.SYS_CLOSE, fd, 0, 0, 0, 0, 0)
	return errno
}

// renewPoller gives a child a poller of its own: a new epoll instance and a new
// eventfd under the old numbers, watching what the old one watched.
//
// It runs in a fresh child without other threads: nosplit code and raw system
// calls only.
//
//go:nosplit
func renewPoller() unix.Errno {
	// Closed first, so that a full table of descriptors has room for the new.
	sys(unix.SYS_CLOSE, uintptr(eventfd), 0, 0, 0, 0, 0)
	if errno := renumber(sys(unix.SYS_EVENTFD2, 0, unix.EFD_CLOEXEC|unix.EFD_NONBLOCK, 0, 0, 0, 0), eventfd); errno != 0 {
		return errno
	}
	sys(unix.SYS_CLOSE, uintptr(epollfd), 0, 0, 0, 0, 0)
	if errno := renumber(sys(unix.SYS_EPOLL_CREATE1, unix.EPOLL_CLOEXEC, 0, 0, 0, 0, 0), epollfd); errno != 0 {
		return errno
	}
	for line, ok := nextRegistered(0); ok; line, ok = nextRegistered(line.next) {
		event := epollEvent(line.events, line.data)
		r := sys(unix.SYS_EPOLL_CTL, uintptr(epollfd), unix.EPOLL_CTL_ADD, line.tfd, uintptr(unsafe.Pointer(&event)), 0, 0)
		// EBADF, EPERM: a script has closed what the runtime still watches, as a
		// stdin that others have open too, or put a file under the number.
		if errno := errnoOf(r); errno != 0 && errno != unix.EBADF && errno != unix.EPERM {
			return errno
		}
	}
	// The runtime may believe that a wake-up is under way (netpollWakeSig) and
	// would write no other: one too many does no harm.
	one := uint64(1)
	sys(unix.SYS_WRITE, uintptr(eventfd), uintptr(unsafe.Pointer(&one)), 8, 0, 0, 0)
	return 0
}

// renumber moves a new descriptor, or passes on the error it is, to number to.
//
//go:nosplit
func renumber(r uintptr, to int) unix.Errno {
	if errno := errnoOf(r); errno != 0 || int(r) == to {
		return errno
	}
	moved := sys(unix.SYS_DUP3, r, uintptr(to), unix.O_CLOEXEC, 0, 0, 0)
	sys(unix.SYS_CLOSE, r, 0, 0, 0, 0, 0)
	return errnoOf(moved)
}

// epollEvent is struct epoll_event of linux/eventpoll.h, packed on amd64 only.
//
//go:nosplit
func epollEvent(events uint32, data uint64) unix.EpollEvent {
	event := unix.EpollEvent{Events: events}
	*(*[8]byte)(unsafe.Pointer(&event.Fd)) = *(*[8]byte)(unsafe.Pointer(&data))
	return event
}

type registration struct {
	tfd    uintptr
	events uint32
	data   uint64
	next   int // where the search goes on
}

// nextRegistered reads the next line of the form
//
//	tfd:       65 events:        1 data:           8d2be8  pos:0 ino:40d sdev:10
//
// as fs/eventpoll.c prints it: the number is decimal, the rest hexadecimal.
//
//go:nosplit
func nextRegistered(at int) (r registration, ok bool) {
	for ; at+4 < registeredN; at++ {
		if registered[at] == 't' && registered[at+1] == 'f' && registered[at+2] == 'd' && registered[at+3] == ':' {
			tfd, at := number(at, 10)
			events, at := number(at, 16)
			data, at := number(at, 16)
			return registration{uintptr(tfd), uint32(events), data, at}, true
		}
	}
	return registration{}, false
}

// number reads the number behind the next colon.
//
//go:nosplit
func number(at int, base uint64) (n uint64, next int) {
	for at < registeredN && registered[at] != ':' {
		at++
	}
	for at++; at < registeredN && registered[at] == ' '; at++ {
	}
	for ; at < registeredN; at++ {
		c := uint64(registered[at])
		switch {
		case c-'0' <= 9:
			n = n*base + c - '0'
		case base == 16 && c-'a' <= 5:
			n = n*base + c - 'a' + 10
		default:
			return n, at
		}
	}
	return n, at
}
