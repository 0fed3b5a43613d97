package bindings

import (
	"nslua/bindings/fork"

	glua "github.com/yuin/gopher-lua"
	"golang.org/x/sys/unix"
)

var signalfdRows = []Row{
	{
		Name: "signalfd", Sig: "(set: signal|table, flags?: signalfd_flags, fd?: descriptor) -> descriptor", Man: "signalfd(2)",
		Doc: "Makes a descriptor that can be read, and is ready for poll, when a signal of set, a list or one signal, is pending; " +
			"signalfd_read takes them. Block them first with sigprocmask: what is not blocked goes to its handler, or ends the process. " +
			"flags may be SFD_NONBLOCK; it is close-on-exec. With fd, an earlier signalfd, that one gets the set and is returned. " +
			"After a fork the child reads its own signals from it. SIGURG, 32 and 33 are nslua's own and never come.",
		Errs:    "EINVAL: fd is no signalfd, an unknown flag, or nothing but nslua's own signals; EMFILE: too many open descriptors; EBADF: fd is not open",
		Example: "> old = sigprocmask(SIG_BLOCK, SIGTERM)\n> fd = signalfd(SIGTERM)\n> kill(getpid(), SIGTERM)\n0\n> signalfd_read(fd).signo\n15",
		Impl:    signalfd,
	},
	{
		Name: "signalfd_read", Sig: "(fd: descriptor) -> info: table", Man: "signalfd(2)",
		Doc: "Waits until a signal that a signalfd is for is pending, takes it and returns what sigwaitinfo returns: siginfo_t as a table. " +
			"read gives struct signalfd_siginfo, 128 bytes.",
		Errs:    "EAGAIN: SFD_NONBLOCK and none is pending; EINVAL: no signalfd; EBADF: not open",
		Example: "> old = sigprocmask(SIG_BLOCK, SIGCHLD)\n> fd = signalfd(SIGCHLD)\n> p = spawn {\"sh\", \"-c\", \"exit 3\"}\n> i = signalfd_read(fd)\n> print(i.pid == p, i.code == CLD_EXITED, i.status)\ntrue\ttrue\t3",
		Impl:    signalfdRead,
	},
}

func signalfd(L *glua.LState, _ glua.LValue, flags uintptr, _ int32) (int, error) {
	set, err := passed(L, "signalfd", 1).waitableSet()
	if err != nil {
		return 0, err
	}
	fd := int32(-1) // a new one, as in C
	if third := passed(L, "signalfd", 3); third.value() != glua.LNil && third.value() != glua.LNumber(-1) {
		if fd = third.descriptor(); fd < 0 {
			return 0, unix.EBADF
		}
	}
	fork.Gather()
	r, err := signalfd4(fd, set, flags|unix.SFD_CLOEXEC)
	if errnoOf(err) == unix.EINVAL && fd >= 0 {
		err = explain(err, hintOther(int(fd), "signalfd"))
	}
	return r, err
}

// signalfdRead looks first whether it is one: what is read from others is lost.
func signalfdRead(L *glua.LState, fd int32) (*glua.LTable, error) {
	if hint := hintOther(int(fd), "signalfd"); hint != "" {
		return nil, explain(unix.EINVAL, hint)
	}
	b := make([]byte, signalfdRecord)
	for {
		fork.Gather()
		n, err := read(L, int(fd), b)
		switch {
		case errnoOf(err) == unix.EAGAIN && !fork.Gathered():
			continue // another thread may have had it
		case errnoOf(err) == unix.EAGAIN:
			return nil, explain(err, hintAgain(int(fd), "no signal of its set is pending: poll waits until one is"))
		case err != nil:
			return nil, err
		case n != len(b):
			return nil, unix.EINVAL
		}
		return siginfoTable(L, decodeSignalfd(b)), nil
	}
}

// signalfdRecord is the size of struct signalfd_siginfo; linux/signalfd.h.
const signalfdRecord = 128

// decodeSignalfd makes of the record what siginfo_t holds.
func decodeSignalfd(b []byte) fork.Siginfo {
	word := func(offset int) uint64 { return uint64(native.Uint32(b[offset:])) }
	const (
		signo, errno, code, pid, uid, fd, tid, band, overrun, status = 0, 4, 8, 12, 16, 20, 24, 28, 32, 40
		ptr, syscall, callAddr, arch                                 = 48, 84, 88, 96
	)
	long := func(offset int) uint64 { return native.Uint64(b[offset:]) }
	raw := fork.Raw{word(signo) | word(errno)<<32, word(code), word(pid) | word(uid)<<32, long(ptr)}
	switch layoutOf(int32(word(signo)), int32(word(code))) {
	case layoutChild:
		raw[3] = word(status)
	case layoutTimer:
		raw[2] = word(tid) | word(overrun)<<32
	case layoutPoll:
		raw[2], raw[3] = word(band), word(fd)
	case layoutCall:
		raw[2], raw[3] = long(callAddr), word(syscall)|word(arch)<<32
	}
	return fork.Decode(raw)
}
