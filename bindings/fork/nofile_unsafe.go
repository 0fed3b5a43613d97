package fork

import (
	"unsafe"

	"golang.org/x/sys/unix"

	"nslua/bindings/fork/early"
)

var scriptNofile, hostNofile unix.Rlimit

// restoreNofile puts RLIMIT_NOFILE back, which has been raised at start.
func restoreNofile() {
	if soft, hard, ok := early.Nofile(); ok {
		prlimitNofile(&unix.Rlimit{Cur: soft, Max: hard}, nil)
	}
}

// raiseNofile makes room for the host's descriptors until lowerNofile: the script
// may have lowered RLIMIT_NOFILE below their numbers, or used it up. Where the
// kernel does not allow it the limit goes as far as it may.
//
//go:nosplit
func raiseNofile() {
	prlimitNofile(nil, &scriptNofile)
	hostNofile = scriptNofile
	hostNofile.Cur += 2 * early.Low
	hostNofile.Max = max(hostNofile.Max, hostNofile.Cur)
	if prlimitNofile(&hostNofile, nil) != 0 {
		hostNofile = unix.Rlimit{Cur: scriptNofile.Max, Max: scriptNofile.Max}
		prlimitNofile(&hostNofile, nil)
	}
}

//go:nosplit
func lowerNofile() { prlimitNofile(&scriptNofile, nil) }

// hostRoom is a hard limit under which the host's descriptors can be made anew.
const hostRoom = 2 * early.Low

// nofileHard is the script's hard limit where the kernel's is higher, because
// nobody could raise it again for the host's descriptors: see SetNofile.
var nofileHard = noLimit

const noLimit = ^uint64(0) // RLIM_INFINITY

// Nofile is the script's RLIMIT_NOFILE.
func Nofile() (limit unix.Rlimit, err error) {
	if errno := prlimitNofile(nil, &limit); errno != 0 {
		return limit, errno
	}
	limit.Max = min(limit.Max, nofileHard)
	return limit, nil
}

// SetNofile sets the script's RLIMIT_NOFILE. The kernel is told the soft limit; a
// hard one below hostRoom it is told at the exec of another program.
func SetNofile(limit unix.Rlimit) error {
	var kernel unix.Rlimit
	prlimitNofile(nil, &kernel)
	if limit.Cur > limit.Max {
		return unix.EINVAL
	}
	if limit.Max > nofileHard && limit.Max <= kernel.Max {
		// Whether it may be raised the kernel says of one that it knows.
		if errno := prlimitNofile(&unix.Rlimit{Cur: kernel.Cur, Max: kernel.Max + 1}, nil); errno != 0 {
			return errno
		}
	}
	told := unix.Rlimit{Cur: limit.Cur, Max: max(limit.Max, min(kernel.Max, hostRoom))}
	if errno := prlimitNofile(&told, nil); errno != 0 {
		return errno
	}
	nofileHard = noLimit
	if told.Max > limit.Max {
		nofileHard = limit.Max
	}
	return nil
}

// tellNofile has the kernel know the script's hard limit, before an exec of path.
// There is no way back from that, so what cannot be executed is told before:
// execvp tries many. It may be used where exec is.
//
//go:nosplit
func tellNofile(path uintptr) unix.Errno {
	if nofileHard == noLimit {
		return 0
	}
	r := sys(sysFstatat, uintptr(atCwd), path, uintptr(unsafe.Pointer(&programStat)), 0, 0, 0)
	if errno := errnoOf(r); errno != 0 {
		return errno
	}
	if programStat.Mode&unix.S_IFMT != unix.S_IFREG || programStat.Mode&0o111 == 0 {
		return unix.EACCES
	}
	var limit unix.Rlimit
	prlimitNofile(nil, &limit)
	limit.Max = nofileHard
	prlimitNofile(&limit, nil)
	return 0
}

var (
	programStat unix.Stat_t
	atCwd       = unix.AT_FDCWD
)

//go:nosplit
func prlimitNofile(set, old *unix.Rlimit) unix.Errno {
	return errnoOf(sys(unix.SYS_PRLIMIT64, 0, unix.RLIMIT_NOFILE, uintptr(unsafe.Pointer(set)), uintptr(unsafe.Pointer(old)), 0, 0))
}
