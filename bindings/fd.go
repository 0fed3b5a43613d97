package bindings

import (
	"nslua/bindings/fork"

	glua "github.com/yuin/gopher-lua"
	"golang.org/x/sys/unix"
)

var fdRows = []Row{
	{
		Name: "pipe", Sig: "(flags?: open_flags) -> r: descriptor, w: descriptor", Man: "pipe(2)",
		Doc:     "Makes a pipe; returns the end to read from and the end to write to, both close-on-exec. flags may be O_NONBLOCK and O_DIRECT.",
		Errs:    "EMFILE: too many open descriptors; EINVAL: another flag",
		Example: "> r, w = pipe()\n> write(w, \"hello\")\n5\n> read(r, 100)\nhello",
		Impl:    pipe,
	},
	{
		Name: "pipe2", Sig: "(flags?: open_flags) -> r: descriptor, w: descriptor", Man: "pipe(2)",
		Doc:     "Makes a pipe as pipe does: it is the manual's name of the one that takes flags.",
		Errs:    "EMFILE: too many open descriptors; EINVAL: another flag",
		Example: "> r, w = pipe2(O_NONBLOCK)\n> print((select(3, read(r, 1))) == EAGAIN)\ntrue",
		Impl:    pipe,
	},
	{
		Name: "open", Sig: "(path: path, flags?: open_flags = O_RDONLY, mode?: mode = 0666) -> descriptor", Man: "open(2)",
		Doc: "Opens a file and returns the lowest free descriptor, close-on-exec. mode, less the umask, is a new file's; " +
			"Lua has no octal numbers, so it is best a string.",
		Errs:    openErrs,
		Example: "> fd = open(\"/dev/null\", O_WRONLY)\n> write(fd, \"x\")\n1",
		Impl: func(L *glua.LState, path string, flags uintptr, mode uint32) (int, error) {
			return here(path).open(L, flags, mode)
		},
	},
	{
		Name: "read", Sig: "(fd: descriptor, n: integer) -> string", Man: "read(2)",
		Doc:     "Reads at most n bytes and returns them; \"\" at the end. One call reads at most 16 MiB.",
		Errs:    "EBADF: not open for reading; EAGAIN: O_NONBLOCK and nothing there; EISDIR: a directory; EIO: a master whose terminal nobody has open, or a terminal in the background",
		Example: "> read(open(\"/dev/null\"), 10) == \"\"\ntrue",
		Impl:    readString,
	},
	{
		Name: "write", Sig: "(fd: descriptor, s: string) -> integer", Man: "write(2)",
		Doc:     "Writes a string; returns how many of its bytes were taken, which may be fewer than all.",
		Errs:    "EBADF: not open for writing; EPIPE: nobody can read it any more; EAGAIN: O_NONBLOCK and no room",
		Example: "> write(1, \"hello\\n\")\nhello\n6",
		Impl:    writeString,
	},
	{
		Name: "close", Sig: "(fd: descriptor) -> 0", Man: "close(2)",
		Doc:     "Closes a descriptor.",
		Errs:    "EBADF: not open",
		Example: "> r, w = pipe() close(w)\n> read(r, 1) == \"\"\ntrue",
		Impl:    closeDescriptor,
	},
	{
		Name: "dup", Sig: "(fd: descriptor) -> descriptor", Man: "dup(2)",
		Doc:     "Makes the lowest free descriptor stand for the same file. Returns it; it is close-on-exec, which in C it is not.",
		Errs:    "EBADF: not open; EMFILE: too many open descriptors",
		Example: "> write(dup(1), \"hello\\n\")\nhello\n6",
		Impl:    dup,
	},
	{
		Name: "dup2", Sig: "(oldfd: descriptor, newfd: integer) -> integer", Man: "dup2(2)",
		Doc:     "Makes newfd stand for the same file as oldfd. What newfd was before is closed. Returns newfd; it stays open across exec.",
		Errs:    "EBADF: oldfd is not open, or newfd out of range; EBUSY: newfd is nslua's own",
		Example: "> dup2(1, 9)\n9\n> write(9, \"hello\\n\")\nhello\n6",
		Impl:    dup2,
	},
	{
		Name: "dup3", Sig: "(oldfd: descriptor, newfd: integer, flags?: open_flags) -> integer", Man: "dup(2)",
		Doc:     "As dup2, with flags: O_CLOEXEC has newfd closed by exec. The two must differ.",
		Errs:    "EBADF: oldfd is not open, or newfd out of range; EBUSY: newfd is nslua's own; EINVAL: the two are equal, or another flag",
		Example: "> dup3(1, 9, O_CLOEXEC)\n9\n> fcntl(9, F_GETFD)\nFD_CLOEXEC",
		Impl:    dup3,
	},
	{
		Name: "close_range", Sig: "(first: integer, last?: integer = 4294967295, flags?: close_range_flags) -> 0", Man: "close_range(2)", Since: "5.9",
		Doc: "Closes the descriptors from first to last, all from first on when last is left out; nslua's own are passed over. " +
			"With CLOSE_RANGE_CLOEXEC they are marked close-on-exec instead.",
		Errs:    "EINVAL: last is before first, or an unknown flag",
		Example: "> r, w = pipe()\n> close_range(3)\n0\n> print(select(3, read(r, 1)) == EBADF)\ntrue",
		Impl:    closeRange,
	},
}

// readMax bounds the memory that one read takes.
const readMax = 16 << 20

// buffer has n bytes, or as many as one call reads at most.
func (a argument) buffer(n int) []byte {
	if n < 0 {
		a.fail("integer from 0 expected, got %d", n)
	}
	return make([]byte, min(n, readMax))
}

// Write is write(2) until all of b is written; it returns how much was.
func Write(L *glua.LState, fd int, b []byte) (int, error) {
	written := 0
	for written < len(b) {
		n, err := writeSome(L, fd, b[written:])
		if err != nil {
			return written, err
		}
		written += n
	}
	return written, nil
}

// keepBoth makes a pipe or a pair of sockets the host's own: no script can close one
// and have the number taken by another file.
func keepBoth(first, second int32, err error) (int, int, error) {
	if err != nil {
		return -1, -1, err
	}
	a, err := fork.Keep(int(first))
	if err != nil {
		Close(int(second))
		return -1, -1, err
	}
	b, err := fork.Keep(int(second))
	if err != nil {
		fork.Drop(a)
	}
	return a, b, err
}

func pipe(flags uintptr) (r, w int32, err error) { return pipe2(flags | unix.O_CLOEXEC) }

func readString(L *glua.LState, fd int32, n int) (string, error) {
	b := passed(L, "read", 2).buffer(n)
	got, err := Read(L, int(fd), b)
	if err != nil {
		return "", explain(err, hintRead(int(fd), err))
	}
	return string(b[:got]), nil
}

func writeString(L *glua.LState, fd int32, s string) (int, error) {
	n, err := writeSome(L, int(fd), []byte(s))
	return n, explain(explain(err, hintMapWrite(int(fd), s, err)), hintWrite(int(fd), err))
}

func writeSome(L *glua.LState, fd int, b []byte) (int, error) {
	if fork.Own(fd) {
		return 0, unix.EBADF
	}
	return writeBlock(L, fd, b)
}

func closeDescriptor(fd int32) error { return Close(int(fd)) }

func dup(fd int32) (int, error) {
	copied, err := quick(unix.SYS_FCNTL, uintptr(fd), unix.F_DUPFD_CLOEXEC, 0, 0, 0, 0)
	return int(copied), err
}

// dup2 is made of dup3, since arm64 has no dup2; that one refuses equal ends,
// where dup2 only asks whether the descriptor is open.
func dup2(oldfd, newfd int32) (int32, error) {
	if oldfd == newfd && !fork.Own(int(newfd)) {
		_, err := quick(unix.SYS_FCNTL, uintptr(oldfd), unix.F_GETFD, 0, 0, 0, 0)
		return newfd, err
	}
	return dup3(oldfd, newfd, 0)
}

func dup3(oldfd, newfd int32, flags uintptr) (int32, error) {
	if fork.Own(int(newfd)) {
		return 0, explain(unix.EBUSY, hintOwn(newfd))
	}
	_, err := quick(unix.SYS_DUP3, uintptr(oldfd), uintptr(newfd), flags, 0, 0, 0)
	return newfd, explain(err, hintNumber(err, newfd))
}

// closeRange makes a call for each stretch between the host's own descriptors.
func closeRange(first, last uint32, flags uintptr) error {
	if first > last {
		return unix.EINVAL
	}
	for _, own := range fork.Owned() {
		own := uint32(own)
		if own < first || own > last {
			continue
		}
		if own > first {
			if err := closeStretch(first, own-1, flags); err != nil {
				return err
			}
		}
		first = own + 1
	}
	if first > last {
		return nil
	}
	return closeStretch(first, last, flags)
}

// closeStretch needs to be alone to leave a table that the process shares: the
// threads would keep it.
func closeStretch(first, last uint32, flags uintptr) error {
	return aloneIf(flags&unix.CLOSE_RANGE_UNSHARE != 0, unix.SYS_CLOSE_RANGE, uintptr(first), uintptr(last), flags)
}
