package fork

import (
	"slices"
	"sync/atomic"
)

// Siginfo is what siginfo_t tells of a signal; asm-generic/siginfo.h.
type Siginfo struct {
	Signo, Errno, Code int32
	Pid                int32  // the sender's, of kill, sigqueue and SIGCHLD
	Uid                uint32 // likewise
	Status             int32  // SIGCHLD: exit code or signal
	Value              uint64 // sigqueue
	Raw                Raw
}

// Raw is the 48 bytes of a siginfo_t that are used.
type Raw [6]uint64

// noted are signals whose handlers are to run, in the order they came: taken off
// the ring. noteHandler has blocked each of them, as the kernel does for a
// handler in C that begins, and Enter, Leave and Dismiss end that.
var noted []Siginfo

// Noted tells whether Take may have something to give: one load most times.
func Noted() bool {
	return !Quiet() && (atomic.LoadUint32(&pending) != 0 || next() >= 0)
}

// Quiet tells whether nothing is noted at all: what an interpreter asks before
// every instruction that a loop has.
func Quiet() bool { return atomic.LoadUint32(&pending) == 0 && len(noted) == 0 }

// Take gives the oldest noted signal that is not blocked meanwhile. More of its
// kind come only after Enter and Leave, or Dismiss.
func Take() (Siginfo, bool) {
	collect()
	defer remind()
	return takeAt(next())
}

func takeAt(i int) (Siginfo, bool) {
	if i < 0 {
		return Siginfo{}, false
	}
	info := noted[i]
	noted = append(noted[:i], noted[i+1:]...)
	return info, true
}

// Discard throws away a signal that is noted: it was for somebody else.
func Discard(sig int) {
	collect()
	defer remind()
	noted = slices.DeleteFunc(noted, func(info Siginfo) bool { return int(info.Signo) == sig })
	Dismiss(sig)
}

// Fatal tells whether a signal is noted that, by what is done on it now, ends the
// process.
func Fatal() bool {
	collect()
	defer remind()
	return slices.ContainsFunc(noted, func(info Siginfo) bool {
		sig := int(info.Signo)
		return Current(sig) == Default && (harmless|mask)&bit(sig) == 0
	})
}

func next() int {
	return slices.IndexFunc(noted, func(info Siginfo) bool { return mask&bit(int(info.Signo)) == 0 })
}

// Enter is for a handler of sig that is about to run: what the script has said in
// sigaction is blocked until Leave is called with the mask that Enter returns.
func Enter(sig int) (before uint64) {
	d := &dispositions[sig]
	before = mask
	next := mask | d.Hold
	if d.Flags&NoDefer == 0 {
		next |= bit(sig)
	}
	if d.Flags&ResetHand != 0 {
		d.Action = Default
		if mask == next { // else Leave tells the kernel, when it is not blocked any more
			tellKernel(sig)
		}
	}
	if next == mask|bit(sig) && forced&bit(sig) == 0 {
		mask = next // the kernel has it blocked already
	} else {
		setMask(blockOnly(next))
	}
	return before
}

// Leave ends Enter: the mask is as before, whatever the handler has made of it.
func Leave(sig int, before uint64) {
	if mask^before == bit(sig) && dispositions[sig].Action == Note {
		mask = before
		unblock(bit(sig))
		return
	}
	setMask(blockOnly(before))
}

// Dismiss ends the blocking of a signal that Take has given and no handler runs for.
func Dismiss(sig int) {
	if mask&bit(sig) == 0 {
		unblock(bit(sig))
	}
}

// collect moves the ring's signals to noted. Each is there once, because it is
// blocked; those that are not (forced) merge with their equals, as in the kernel.
func collect() {
	atomic.StoreUint32(&pending, 0)
	for tail := atomic.LoadUint32(&ringTail); tail != atomic.LoadUint32(&ringHead); tail++ {
		info := Decode(ring[tail%ringSize])
		if sig := bit(int(info.Signo)); sig&forced == 0 || sig&notedSet() == 0 {
			noted = append(noted, info)
		}
		atomic.StoreUint32(&ringTail, tail+1)
	}
}

// putBack makes noted signals that are blocked pending again, as they would be in
// C: for sigpending, sigwait and signalfd. One for which the user's queue has no
// room stays noted. All signals must be blocked.
func putBack() {
	noted = slices.DeleteFunc(noted, func(info Siginfo) bool {
		sig := int(info.Signo)
		return mask&bit(sig)&^kept != 0 && sendSelf(sig, &info.Raw) == 0
	})
	remind() // of what had no room, and is not blocked any more
}

// remind comes after collect: stub must not sleep over what is noted still.
func remind() {
	if next() >= 0 {
		atomic.StoreUint32(&pending, 1)
	}
}

// notedSet is which signals are noted.
func notedSet() (set uint64) {
	for i := range noted {
		set |= bit(int(noted[i].Signo))
	}
	return set
}

// Decode reads a siginfo_t, and what noteHandler made of one to send it on.
func Decode(raw Raw) Siginfo {
	errno, code := Original(int32(raw[0]>>32), int32(raw[1]))
	raw[0] = raw[0]&(1<<32-1) | uint64(uint32(errno))<<32
	raw[1] = uint64(uint32(code))
	return Siginfo{
		Signo:  int32(raw[0]),
		Errno:  errno,
		Code:   code,
		Pid:    int32(raw[2]),
		Uid:    uint32(raw[2] >> 32),
		Status: int32(raw[3]),
		Value:  raw[3],
		Raw:    raw,
	}
}

// Original gives the si_errno and si_code that a signal had before another thread
// sent it on to the main one; the same for one that was not.
func Original(errno, code int32) (int32, int32) {
	if code == forwarded {
		return 0, errno
	}
	return errno, code
}

// inChild forgets what is the parent's: signals that it has noted and not yet
// handled, the namespaces that waited for this very child, and the page for
// reports.
func inChild() {
	atomic.StoreUint32(&pending, 0)
	atomic.StoreUint32(&ringTail, atomic.LoadUint32(&ringHead))
	noted = nil
	handled = mask != 0 || slices.ContainsFunc(dispositions[:], func(d Disposition) bool { return d.Action == Note })
	waiting = 0
	reportsUsed = len(reports)
}
