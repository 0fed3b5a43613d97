package bindings

import (
	glua "github.com/yuin/gopher-lua"
	"golang.org/x/sys/unix"
)

var eventfdRows = []Row{
	{
		Name: "eventfd", Sig: "(initval?: integer, flags?: eventfd_flags) -> descriptor", Man: "eventfd(2)",
		Doc: "Makes an event counter, close-on-exec: eventfd_write adds to it, and eventfd_read waits until it is above 0. " +
			"flags may be EFD_NONBLOCK, and EFD_SEMAPHORE, with which a read takes 1 and not all.",
		Errs:    "EMFILE: too many open descriptors; EINVAL: an unknown flag",
		Example: "> e = eventfd()\n> eventfd_write(e, 2)\n0\n> eventfd_write(e)\n0\n> eventfd_read(e)\n3",
		Impl:    eventfd,
	},
	{
		Name: "eventfd_read", Sig: "(fd: descriptor) -> integer", Man: "eventfd(3)",
		Doc:     "Waits until an event counter is above 0, returns it and makes it 0; with EFD_SEMAPHORE it returns 1 and takes that away. Above 2^53 it is a u64.",
		Errs:    "EAGAIN: EFD_NONBLOCK, and it is 0; EBADF: not open; EINVAL: not an eventfd",
		Example: "> e = eventfd(5, EFD_SEMAPHORE)\n> eventfd_read(e)\n1",
		Impl:    eventfdRead,
	},
	{
		Name: "eventfd_write", Sig: "(fd: descriptor, value?: integer = 1) -> 0", Man: "eventfd(3)",
		Doc:     "Adds to an event counter; it waits while there is no room below 2^64 - 1.",
		Errs:    "EAGAIN: EFD_NONBLOCK, and no room; EBADF: not open; EINVAL: not an eventfd",
		Example: "> e = eventfd()\n> eventfd_write(e, 7)\n0\n> eventfd_read(e)\n7",
		Impl:    eventfdWrite,
	},
}

func eventfd(initval uint32, flags uintptr) (int, error) {
	fd, err := quick(unix.SYS_EVENTFD2, uintptr(initval), flags|unix.EFD_CLOEXEC, 0, 0, 0, 0)
	return int(fd), err
}

func eventfdRead(L *glua.LState, fd int32) (uint64, error) {
	return readCounter(L, fd, "eventfd", "the counter is 0: poll waits until it is not")
}

// readCounter reads the 8 bytes that an eventfd or a timerfd has. It looks first
// whether it is one: what is read from others is lost.
func readCounter(L *glua.LState, fd int32, kind, why string) (uint64, error) {
	if hint := hintOther(int(fd), kind); hint != "" {
		return 0, explain(unix.EINVAL, hint)
	}
	b := make([]byte, 8)
	n, err := Read(L, int(fd), b)
	switch {
	case errnoOf(err) == unix.EAGAIN:
		return 0, explain(err, hintAgain(int(fd), why))
	case err != nil:
		return 0, err
	case n < len(b): // another kind of file
		return 0, unix.EINVAL
	}
	return native.Uint64(b), nil
}

func eventfdWrite(L *glua.LState, fd int32, value uint64) error {
	if hint := hintOther(int(fd), "eventfd"); hint != "" {
		return explain(unix.EINVAL, hint)
	}
	b := make([]byte, 8)
	native.PutUint64(b, value)
	_, err := writeSome(L, int(fd), b)
	return explain(err, hintWrite(int(fd), err))
}
