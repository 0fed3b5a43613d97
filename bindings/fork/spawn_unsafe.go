package fork

import (
	"slices"
	"sync/atomic"
	"unsafe"

	"golang.org/x/sys/unix"
)

// spawning is what the child of the one spawn that is under way goes by.
var spawning struct {
	*image
	dir       *byte
	files     []File
	clobbered []bool // by an earlier one of files, before it is read
	high      int    // the lowest descriptor that is above all of files
	group     int
	setGroup  bool
	mask      uint64
	report    *uint32
}

// childStack is the child's: its parent's stack is in use.
var childStack [16 << 10]byte

//go:noescape
func cloneChild(trap, a1, a2, a3 uintptr) (r uintptr)

func (s *Spawn) prepare(image *image, report *uint32) (err error) {
	p := &spawning
	p.image, p.report = image, report
	p.dir = nil
	if s.Dir != "" {
		if p.dir, err = unix.BytePtrFromString(s.Dir); err != nil {
			return err
		}
	}
	p.files = slices.Clone(s.Files) // the child changes them
	p.clobbered = make([]bool, len(s.Files))
	p.high = 3
	targets := map[int]bool{}
	for n, f := range s.Files {
		p.clobbered[n] = targets[f.From]
		targets[f.To] = true
		p.high = max(p.high, f.To+1)
	}
	p.group, p.setGroup = s.Group, s.SetGroup
	p.mask = mask
	if s.SetMask {
		p.mask = s.Mask &^ unblockable
	}
	return nil
}

// vfork makes the child, which shares this process's memory and holds the main
// thread until it has become another program. Linux before 6.3 refuses shared
// memory to a child that is in another time namespace: that one gets a copy.
//
// The child runs on memory that the other threads go on using. All signals must
// be blocked.
//
//go:nosplit
func vfork(flags uintptr) (r uintptr) {
	r = cloneWith(flags | unix.CLONE_VFORK | unix.CLONE_VM)
	if errnoOf(r) == unix.EINVAL && (flags|waiting)&unix.CLONE_NEWTIME != 0 {
		r = cloneWith(flags | unix.CLONE_VFORK)
	}
	return r
}

//go:nosplit
func cloneWith(flags uintptr) (r uintptr) {
	stack, size := uintptr(unsafe.Pointer(&childStack)), unsafe.Sizeof(childStack)
	if flags&clone3Flags == 0 && clone3Args.setTidSize == 0 {
		return cloneChild(unix.SYS_CLONE, flags, stack+size, uintptr(unsafe.Pointer(&childPidfd)))
	}
	setClone3(flags)
	clone3Args.stack, clone3Args.stackSize = uint64(stack), uint64(size)
	return cloneChild(unix.SYS_CLONE3, uintptr(unsafe.Pointer(&clone3Args)), unsafe.Sizeof(clone3Args), 0)
}

// spawnChild is where the child begins, on childStack, with every signal blocked.
// It becomes the program or reports why not, and ends.
//
// The memory is its parent's, whose other threads run and may hold any lock; the
// parent's handlers would note the child's signals in it. So: nosplit code, raw
// system calls, no allocation, no pointer written to the heap, no map, no defer,
// no Go signal handler once signals are unblocked.
//
//go:nosplit
func spawnChild() {
	p := &spawning
	if p.setGroup {
		spawnCheck(stepGroup, sys(unix.SYS_SETPGID, 0, uintptr(p.group), 0, 0, 0, 0))
	}
	if p.dir != nil {
		spawnCheck(stepDir, sys(unix.SYS_CHDIR, uintptr(unsafe.Pointer(p.dir)), 0, 0, 0, 0, 0))
	}
	moveFiles(p.files, p.clobbered, p.high)
	for sig := 1; sig < len(dispositions); sig++ {
		resetAction(sig)
	}
	setMask(p.mask)
	spawnFail(stepExec, p.exec(true))
}

// moveFiles makes the descriptors. A source that is overwritten before its turn
// is moved out of the way first. See spawnChild.
//
//go:nosplit
func moveFiles(files []File, clobbered []bool, high int) {
	for n := range files {
		if clobbered[n] {
			files[n].From = moveAway(files, files[n].From, high)
		}
	}
	for n := range files {
		to, from := uintptr(files[n].To), uintptr(files[n].From)
		switch {
		case files[n].From < 0:
			sys(unix.SYS_CLOSE, to, 0, 0, 0, 0, 0)
		case from == to:
			spawnCheck(stepFiles, sys(unix.SYS_FCNTL, to, unix.F_SETFD, 0, 0, 0, 0))
		default:
			spawnCheck(stepFiles, sys(unix.SYS_DUP3, from, to, 0, 0, 0, 0))
		}
	}
}

// moveAway gives a descriptor a number that is none of files': above them, or
// where RLIMIT_NOFILE does not reach there, between them; one that is of files is
// then taken meanwhile, and overwritten in its turn. See spawnChild.
//
//go:nosplit
func moveAway(files []File, from, high int) int {
	r := dupFrom(from, high)
	if errno := errnoOf(r); errno == unix.EINVAL || errno == unix.EMFILE {
		for r = dupFrom(from, 3); errnoOf(r) == 0 && among(files, int(r)); {
			r = dupFrom(from, int(r)+1)
		}
	}
	if errnoOf(r) == unix.EINVAL { // the limit itself
		spawnFail(stepFiles, unix.EMFILE)
	}
	spawnCheck(stepFiles, r)
	return int(r)
}

//go:nosplit
func dupFrom(fd, lowest int) (r uintptr) {
	return sys(unix.SYS_FCNTL, uintptr(fd), unix.F_DUPFD_CLOEXEC, uintptr(lowest), 0, 0, 0)
}

//go:nosplit
func among(files []File, to int) bool {
	for n := range files {
		if files[n].To == to {
			return true
		}
	}
	return false
}

// resetAction undoes what this process does on a signal: a handler would run in
// the parent's memory. What is ignored stays ignored. See spawnChild.
//
//go:nosplit
func resetAction(sig int) {
	switch {
	case dispositions[sig].Action == Ignore:
		if mask>>(sig-1)&1 != 0 {
			setAction(sig, &ignoreAction)
		}
	case dispositions[sig].Action == Note || (mask|kept)>>(sig-1)&1 != 0:
		setAction(sig, &defaultAction)
	}
}

// spawnCheck ends the child when a call of it was refused.
//
//go:nosplit
func spawnCheck(step uint32, r uintptr) {
	if errno := errnoOf(r); errno != 0 {
		spawnFail(step, errno)
	}
}

//go:nosplit
func spawnFail(step uint32, errno unix.Errno) {
	tell(spawning.report, reportFailed+uint32(errno)+step<<stepShift)
	for {
		sys(unix.SYS_EXIT_GROUP, 127, 0, 0, 0, 0, 0)
	}
}

const stepShift = 16 // of a step, in a report above the errno

// spawnFailure reads the report of a child that has become its program or ended.
func spawnFailure(report *uint32) (step uint32, errno unix.Errno) {
	r := atomic.LoadUint32(report)
	if r < reportFailed {
		return 0, 0
	}
	r -= reportFailed
	return r >> stepShift, unix.Errno(r & (1<<stepShift - 1))
}
