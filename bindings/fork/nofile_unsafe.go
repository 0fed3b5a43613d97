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

//go:nosplit
func prlimitNofile(set, old *unix.Rlimit) unix.Errno {
	return errnoOf(sys(unix.SYS_PRLIMIT64, 0, unix.RLIMIT_NOFILE, uintptr(unsafe.Pointer(set)), uintptr(unsafe.Pointer(old)), 0, 0))
}
