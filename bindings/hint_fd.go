package bindings

import (
	"fmt"
	"strconv"
	"strings"

	"nslua/bindings/fork"

	glua "github.com/yuin/gopher-lua"
	"golang.org/x/sys/unix"
)

// hintTooMany is for every call that opens something: it asks whether there is
// room for one more descriptor.
func hintTooMany(err error) string {
	switch errnoOf(err) {
	case unix.EMFILE:
		copied, again := dup(int32(fork.Proc()))
		if again == nil {
			Close(copied)
		} else if again == unix.EMFILE {
			return hintFull()
		}
	case unix.ENFILE:
		if most := sysctl("fs/file-max"); most != "" {
			return "/proc/sys/fs/file-max is " + most + ", and so many files are open on this machine"
		}
	}
	return ""
}

func hintFull() string {
	limit, err := fork.Nofile()
	switch {
	case err != nil:
		return ""
	case limit.Cur < limit.Max:
		return fmt.Sprintf("all descriptors below %d are in use: setrlimit(\"NOFILE\", {cur = N}) allows more, up to %s", limit.Cur, limitText(limit.Max))
	}
	return fmt.Sprintf("all descriptors below %d are in use, and the hard limit RLIMIT_NOFILE is no higher", limit.Cur)
}

// openLimit is below which number descriptors must be.
func openLimit() uint64 {
	limit, _ := fork.Nofile()
	return limit.Cur
}

func hintOwn(fd int32) string {
	return strconv.Itoa(int(fd)) + " is one of the few descriptors that nslua keeps for itself"
}

// hintNumber is for a descriptor's number that was asked for.
func hintNumber(err error, fd int32) string {
	if errno := errnoOf(err); errno != unix.EBADF && errno != unix.EINVAL {
		return ""
	}
	if limit := openLimit(); fd >= 0 && uint64(fd) >= limit {
		return fmt.Sprintf("RLIMIT_NOFILE is %d, and descriptors must be below it", limit)
	}
	return ""
}

func hintRead(fd int, err error) string {
	if errnoOf(err) == unix.EAGAIN {
		return hintAgain(fd, "nothing is there to read: poll waits until there is")
	}
	return hintTerminalRead(fd, err)
}

func hintWrite(fd int, err error) string {
	switch errnoOf(err) {
	case unix.EAGAIN:
		return hintAgain(fd, "there is no room to write: poll waits until there is")
	case unix.EPERM:
		return hintSealed(fd, unix.F_SEAL_WRITE|unix.F_SEAL_FUTURE_WRITE|unix.F_SEAL_GROW)
	}
	return hintTerminalWrite(fd, err)
}

func hintResize(fd int, err error) string {
	if errnoOf(err) != unix.EPERM {
		return ""
	}
	return hintSealed(fd, unix.F_SEAL_SHRINK|unix.F_SEAL_GROW|unix.F_SEAL_WRITE)
}

// hintTransfer is for calls that read from one descriptor and write to another.
func hintTransfer(trap uintptr, in, out int32, err error) string {
	errno := errnoOf(err)
	if errno != unix.EINVAL && errno != unix.EBADF {
		return ""
	}
	flags, _ := quick(unix.SYS_FCNTL, uintptr(out), unix.F_GETFL, 0, 0, 0, 0)
	switch {
	case trap == unix.SYS_SPLICE && errno == unix.EINVAL && !isPipe(in) && !isPipe(out):
		return "neither of the two is a pipe"
	case trap == unix.SYS_TEE && errno == unix.EINVAL && !(isPipe(in) && isPipe(out)):
		return "both must be pipes"
	case flags&unix.O_APPEND != 0:
		return "what is written to is open with O_APPEND"
	}
	return ""
}

// isPipe is also true where nothing can be told.
func isPipe(fd int32) bool {
	var stat unix.Stat_t
	return unix.Fstat(int(fd), &stat) != nil || stat.Mode&unix.S_IFMT == unix.S_IFIFO
}

// hintOther tells what a descriptor is that is none of a kind: eventfd, timerfd,
// signalfd or inotify.
func hintOther(fd int, kind string) string {
	file := descriptorLink(fd)
	if file == "" || strings.HasPrefix(file, "anon_inode:") && strings.Contains(file, kind) {
		return ""
	}
	return fmt.Sprintf("descriptor %d is no %s but %s", fd, kind, file)
}

func hintAgain(fd int, what string) string {
	flags, err := quick(unix.SYS_FCNTL, uintptr(fd), unix.F_GETFL, 0, 0, 0, 0)
	if err != nil || flags&unix.O_NONBLOCK == 0 {
		return ""
	}
	return "the descriptor is O_NONBLOCK, and " + what
}

// hintSealed tells of the seals among those that forbid something.
func hintSealed(fd int, seals uintptr) string {
	got, err := quick(unix.SYS_FCNTL, uintptr(fd), unix.F_GET_SEALS, 0, 0, 0, 0)
	if err != nil || got&seals == 0 {
		return ""
	}
	return "the file is sealed: " + sealFlags.format(got&seals)
}

// hintSeal is for seals that are refused.
func hintSeal(fd int, err error) string {
	if errnoOf(err) != unix.EPERM {
		return ""
	}
	got, err := quick(unix.SYS_FCNTL, uintptr(fd), unix.F_GET_SEALS, 0, 0, 0, 0)
	flags, _ := quick(unix.SYS_FCNTL, uintptr(fd), unix.F_GETFL, 0, 0, 0, 0)
	switch {
	case flags&unix.O_ACCMODE == unix.O_RDONLY:
		return "the descriptor is not open for writing"
	case err != nil:
		return ""
	case got == unix.F_SEAL_SEAL:
		return "the file was made without MFD_ALLOW_SEALING, or sealed with F_SEAL_SEAL since"
	case got&unix.F_SEAL_SEAL != 0:
		return "the file has the seal F_SEAL_SEAL: no other can be added"
	}
	return ""
}

func hintPipeSize(cmd int, err error) string {
	if cmd != unix.F_SETPIPE_SZ {
		return ""
	}
	switch errnoOf(err) {
	case unix.EPERM:
		return "without CAP_SYS_RESOURCE a pipe has at most the bytes of /proc/sys/fs/pipe-max-size, " + sysctl("fs/pipe-max-size") +
			", and the user's pipes together at most the pages of pipe-user-pages-soft, " + sysctl("fs/pipe-user-pages-soft")
	case unix.EBUSY:
		return "the pipe holds more than that at present"
	}
	return ""
}

// hintLock tells who has the lock that is in the way.
func hintLock(L *glua.LState, fd int32, cmd int, lock unix.Flock_t, err error) string {
	ask := unix.F_GETLK
	switch cmd {
	case unix.F_OFD_SETLK:
		ask = unix.F_OFD_GETLK
	case unix.F_SETLK:
	default:
		return ""
	}
	if e := errnoOf(err); e != unix.EAGAIN && e != unix.EACCES {
		return ""
	}
	lock.Pid = 0
	if fcntlPointer(L, fd, ask, &lock) != nil || lock.Type == unix.F_UNLCK {
		return ""
	}
	who := fmt.Sprintf("process %d has", lock.Pid)
	if lock.Pid <= 0 { // a lock of an open file, or of a process of an outer pid namespace
		who = "another open file or process has"
	}
	return fmt.Sprintf("%s %s there: F_SETLKW waits for it", who, lockTypes.format(uintptr(lock.Type)))
}

func hintPoll(n int, err error) string {
	if limit := openLimit(); errnoOf(err) == unix.EINVAL && uint64(n) > limit {
		return fmt.Sprintf("RLIMIT_NOFILE is %d, and poll takes no more descriptors than that", limit)
	}
	return ""
}

// hintMemfd: sysctl vm.memfd_noexec belongs to the pid namespace.
func hintMemfd(name string, flags uintptr, err error) string {
	switch {
	case errnoOf(err) == unix.EACCES && sysctl("vm/memfd_noexec") == "2":
		return "/proc/sys/vm/memfd_noexec is 2: MFD_NOEXEC_SEAL must be among the flags, and MFD_EXEC not"
	case errnoOf(err) == unix.EINVAL && len(name) > memfdNameMax:
		return fmt.Sprintf("a name has at most %d bytes, and this has %d", memfdNameMax, len(name))
	case errnoOf(err) == unix.EINVAL && flags&(unix.MFD_EXEC|unix.MFD_NOEXEC_SEAL) != 0 && olderThan(kernelRelease(), "6.3"):
		return "MFD_EXEC and MFD_NOEXEC_SEAL came with Linux 6.3, and this is " + kernelRelease()
	}
	return ""
}

// memfdNameMax is MFD_NAME_MAX_LEN (mm/memfd.c).
const memfdNameMax = 249
