package bindings

import (
	"math"

	glua "github.com/yuin/gopher-lua"
	"golang.org/x/sys/unix"
)

var fcntlRows = []Row{
	{
		Name: "fcntl", Sig: "(fd: descriptor, cmd: fcntl_cmd, arg?: integer|table|fd_flags|open_flags|seal_flags) -> any", Man: "fcntl(2)",
		Doc: "Reads and changes properties of a descriptor and of the file that it stands for, as listed below. What sets something returns 0, but for F_SETPIPE_SZ the size.",
		Items: "F_DUPFD, F_DUPFD_CLOEXEC: copies it to the lowest free number from arg on, without or with close-on-exec; " +
			"F_DUPFD_QUERY: whether arg stands for the same open file (Linux 6.10); " +
			"F_GETFD, F_SETFD: FD_CLOEXEC, or 0; " +
			"F_GETFL, F_SETFL: the flags of open, of which O_APPEND, O_ASYNC, O_DIRECT, O_NOATIME and O_NONBLOCK can be changed; " +
			"F_SETLK, F_SETLKW, F_GETLK: locks the file or waits until it can, a table of type (F_RDLCK, F_WRLCK, F_UNLCK), whence (SEEK_SET when left out), " +
			"start and len in bytes (both 0 are the whole file), or returns the lock in the way, with its pid, or the type F_UNLCK; " +
			"F_OFD_SETLK, F_OFD_SETLKW, F_OFD_GETLK: the same with locks of the open file instead of the process; " +
			"F_GETOWN, F_SETOWN: who gets SIGIO, a pid or minus a process group; " +
			"F_GETSIG, F_SETSIG: which signal comes in its place; " +
			"F_GETLEASE, F_SETLEASE: a lock_type; " +
			"F_GETPIPE_SZ, F_SETPIPE_SZ: a pipe's size in bytes; " +
			"F_ADD_SEALS, F_GET_SEALS: what is forbidden with a file of memfd_create",
		Errs: "EBADF: not open, or not for that kind of lock; EAGAIN: another holds the lock; EDEADLK: each would wait for the other; " +
			"EINVAL: not for this file, or a value that cannot be; EPERM: sealed, or a limit on pipes; EBUSY: a seal while the file is mapped for writing, or a pipe holds more",
		Example: "> r, w = pipe()\n> fcntl(r, F_GETFD)\nFD_CLOEXEC\n> fcntl(r, F_SETFD, 0)\n0\n> fcntl(w, F_SETFL, O_NONBLOCK)\n0\n" +
			"> fcntl(w, F_GETFL)\nO_WRONLY|O_NONBLOCK\n> fcntl(w, F_DUPFD, 20)\n20",
		Impl: fcntl,
	},
	{
		Name: "ioctl", Sig: "(fd: descriptor, request: ioctl_request, arg?: integer|string|boolean) -> integer, data?: string", Man: "ioctl(2)",
		Doc: "Makes a request of a device or another special file. FIONREAD, TIOCOUTQ, BLKGETSIZE64 and FS_IOC_GETFLAGS return the number that " +
			"they tell; FIONBIO, FIOASYNC and FS_IOC_SETFLAGS take one. Any other request is a number of the kernel's headers, and knows what its argument is: " +
			"an integer (up to 65535) is passed as it is, and a string as the memory that the kernel reads and writes, " +
			"of which as many bytes are returned as the string or the request's own size has. The kernel has room for 16 KiB there, " +
			"but what it takes for addresses within it nobody checks.",
		Errs:    "ENOTTY: no such request for this file; EBADF: not open; EFAULT: an integer where the kernel wants memory; EPERM: not permitted",
		Example: "> r, w = pipe()\n> write(w, \"hello\")\n5\n> ioctl(r, FIONREAD)\n5",
		Impl:    ioctl,
	},
}

var (
	fdFlags   = familyOf("fd_flags")
	openFlag  = familyOf("open_flags")
	sealFlags = familyOf("seal_flags")
	lockTypes = familyOf("lock_type")
	whences   = familyOf("whence")
)

func fcntl(L *glua.LState, fd int32, cmd int, value glua.LValue) (glua.LValue, error) {
	arg := passed(L, "fcntl", 3)
	switch cmd {
	case unix.F_DUPFD, unix.F_DUPFD_CLOEXEC:
		lowest := int32(arg.atLeast(0))
		copied, err := fcntlNumber(fd, cmd, int(lowest))
		return copied, explain(err, hintNumber(err, lowest))
	case unix.F_DUPFD_QUERY:
		same, err := fcntlNumber(fd, cmd, int(arg.descriptor()))
		return glua.LBool(same == 1), err
	case unix.F_SETFD:
		return fcntlNumber(fd, cmd, int(arg.flags(fdFlags)))
	case unix.F_GETFD:
		return fcntlFlags(fd, cmd, fdFlags)
	case unix.F_SETFL:
		return fcntlNumber(fd, cmd, int(arg.flags(openFlag)))
	case unix.F_GETFL:
		return fcntlFlags(fd, cmd, openFlag)
	case unix.F_ADD_SEALS:
		result, err := fcntlNumber(fd, cmd, int(arg.flags(sealFlags)))
		return result, explain(err, hintSeal(int(fd), err))
	case unix.F_GET_SEALS:
		return fcntlFlags(fd, cmd, sealFlags)
	case unix.F_GETLK, unix.F_SETLK, unix.F_SETLKW, unix.F_OFD_GETLK, unix.F_OFD_SETLK, unix.F_OFD_SETLKW:
		return fcntlLock(L, fd, cmd, arg)
	case unix.F_GETOWN:
		return fileOwner(fd)
	case unix.F_SETOWN, unix.F_SETPIPE_SZ:
		result, err := fcntlNumber(fd, cmd, int(arg.integer(math.MinInt32, math.MaxInt32)))
		return result, explain(err, hintPipeSize(cmd, err))
	case unix.F_SETSIG:
		return fcntlNumber(fd, cmd, arg.member(familyOf("signal")))
	case unix.F_SETLEASE:
		return fcntlNumber(fd, cmd, arg.member(lockTypes))
	case unix.F_GETSIG, unix.F_GETLEASE, unix.F_GETPIPE_SZ:
		return fcntlNumber(fd, cmd, 0)
	}
	passed(L, "fcntl", 2).fail("fcntl cmd expected, got %d; valid are %s", cmd, familyOf("fcntl_cmd").list())
	return glua.LNil, nil
}

// atLeast is an integer from low on, low when it is left out.
func (a argument) atLeast(low float64) int64 {
	if a.value() == glua.LNil {
		return int64(low)
	}
	return a.integer(low, math.MaxInt32)
}

func fcntlNumber(fd int32, cmd, arg int) (glua.LNumber, error) {
	r, err := quick(unix.SYS_FCNTL, uintptr(fd), uintptr(cmd), uintptr(arg), 0, 0, 0)
	return glua.LNumber(r), err
}

func fcntlFlags(fd int32, cmd int, f *family) (glua.LValue, error) {
	bits, err := quick(unix.SYS_FCNTL, uintptr(fd), uintptr(cmd), 0, 0, 0, 0)
	if err != nil {
		return glua.LNil, err
	}
	if f == openFlag {
		bits &^= largeFile // which every file of a 64-bit program shows
	}
	return f.flags(bits), nil
}

// fcntlLock reads and writes struct flock.
func fcntlLock(L *glua.LState, fd int32, cmd int, arg argument) (glua.LValue, error) {
	lock := new(unix.Flock_t)
	for name, field := range arg.fields(arg.table(), "type whence start len") {
		switch name {
		case "type":
			lock.Type = int16(field.member(lockTypes))
		case "whence":
			lock.Whence = int16(field.member(whences))
		case "start":
			lock.Start = field.integer(-exact, exact)
		case "len":
			lock.Len = field.integer(-exact, exact)
		}
	}
	if err := fcntlPointer(L, fd, cmd, lock); err != nil {
		return glua.LNil, explain(err, hintLock(L, fd, cmd, *lock, err))
	}
	if cmd != unix.F_GETLK && cmd != unix.F_OFD_GETLK {
		return glua.LNumber(0), nil
	}
	if lock.Type == unix.F_UNLCK { // the rest is what was asked
		return record(L, count("type", int(lock.Type))), nil
	}
	return record(L, count("type", int(lock.Type)), count("whence", int(lock.Whence)),
		count("start", lock.Start), count("len", lock.Len), count("pid", lock.Pid)), nil
}

const ownerGroup = 2 // F_OWNER_PGRP (asm-generic/fcntl.h)

// fileOwner asks F_GETOWN_EX, since F_GETOWN returns negative numbers that are
// no errors.
func fileOwner(fd int32) (glua.LValue, error) {
	owner, err := fcntlOwner(fd)
	if err != nil {
		return glua.LNil, err
	}
	if owner.kind == ownerGroup {
		return glua.LNumber(-owner.pid), nil
	}
	return glua.LNumber(owner.pid), nil
}

// What an ioctl's argument points to where it is a number; the others are told
// by what is passed.
var (
	ioctlTells = map[int]bool{unix.TIOCINQ: true, unix.TIOCOUTQ: true, unix.BLKGETSIZE64: true, unix.FS_IOC_GETFLAGS: true}
	ioctlTakes = map[int]bool{fionbio: true, fioasync: true, unix.FS_IOC_SETFLAGS: true}
)

const ( // asm-generic/ioctls.h
	fionbio  = 0x5421
	fioasync = 0x5452
)

// ioctlRoom has what any request can tell of its size, which are 14 bits
// (asm-generic/ioctl.h).
const ioctlRoom = 1 << 14

func ioctl(L *glua.LState, fd int32, request int, value glua.LValue) ([]glua.LValue, error) {
	arg := passed(L, "ioctl", 3)
	text, isText := value.(glua.LString)
	switch {
	case isText && len(text) > ioctlRoom:
		arg.fail("string of at most %d bytes expected, got %d", ioctlRoom, len(text))
	case isText:
		return ioctlData(L, fd, request, string(text))
	case ioctlTells[request] && value != glua.LNil:
		arg.fail("no argument expected: this request tells a number")
	case ioctlTells[request]:
		buffer := make([]byte, 8)
		_, err := ioctlBuffer(L, fd, request, buffer)
		return []glua.LValue{integerValue(native.Uint64(buffer))}, err
	case ioctlTakes[request]:
		buffer := make([]byte, 8)
		native.PutUint32(buffer, uint32(arg.truth(math.MinInt32, math.MaxUint32)))
		r, err := ioctlBuffer(L, fd, request, buffer)
		return []glua.LValue{glua.LNumber(r)}, err
	}
	// A larger number might be an address of this process.
	number := int64(0)
	if value != glua.LNil {
		number = arg.integer(-1<<16+1, math.MaxUint16)
	}
	r, err := block(L, unix.SYS_IOCTL, uintptr(fd), uintptr(request), uintptr(number), 0, 0, 0)
	return []glua.LValue{glua.LNumber(r)}, err
}

// ioctlData returns the memory after the call.
func ioctlData(L *glua.LState, fd int32, request int, data string) ([]glua.LValue, error) {
	buffer := make([]byte, ioctlRoom)
	copy(buffer, data)
	r, err := ioctlBuffer(L, fd, request, buffer)
	if err != nil {
		return nil, err
	}
	size := max(len(data), request>>16&(ioctlRoom-1)) // _IOC_SIZE
	return []glua.LValue{glua.LNumber(r), glua.LString(buffer[:min(size, ioctlRoom)])}, nil
}
