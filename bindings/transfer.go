package bindings

import (
	"os"
	"slices"

	glua "github.com/yuin/gopher-lua"
	"golang.org/x/sys/unix"
)

const copyErrs = "EBADF: not open, or not for that direction; EINVAL: not for these files; EAGAIN: O_NONBLOCK, and nothing there or no room"

var transferRows = []Row{
	{
		Name: "read_all", Sig: "(fd: descriptor, max?: integer = -1) -> string", Man: "read(2)",
		Doc: "Reads until the end, or until it has max bytes, however few come at a time. " +
			"Refused, it returns a fourth value: the bytes that had come before. Without max, or with -1, it takes at most 256 MiB.",
		Errs:    "EBADF: not open for reading; EAGAIN: O_NONBLOCK and nothing there; EISDIR: a directory; EFBIG: more than 256 MiB",
		Example: "> r, w = pipe()\n> write(w, \"hel\") write(w, \"lo\") close(w)\n> read_all(r)\nhello\n> read_all(r) == \"\"\ntrue",
		Impl:    readToEnd,
	},
	{
		Name: "write_all", Sig: "(fd: descriptor, s: string) -> integer", Man: "write(2)",
		Doc: "Writes the whole string, however little of it is taken at a time, and returns its length. " +
			"Refused, it returns a fourth value: how many bytes were taken before.",
		Errs:    "EBADF: not open for writing; EPIPE: nobody can read it any more; EAGAIN: O_NONBLOCK and no room",
		Example: "> write_all(1, \"hello\\n\")\nhello\n6",
		Impl:    writeAll,
	},
	{
		Name: "pread", Sig: "(fd: descriptor, n: integer, offset: integer) -> string", Man: "pread(2)",
		Doc:     "Reads at most n bytes at an offset in a file, and leaves the file's own offset alone. One call reads at most 16 MiB.",
		Errs:    "EBADF: not open for reading; ESPIPE: not a file with offsets; EINVAL: a negative offset",
		Example: "> fd = memfd_create(\"x\") write(fd, \"hello\")\n> pread(fd, 3, 2)\nllo",
		Impl:    pread,
	},
	{
		Name: "pwrite", Sig: "(fd: descriptor, s: string, offset: integer) -> integer", Man: "pwrite(2)",
		Doc:     "Writes at an offset in a file, and leaves the file's own offset alone. Returns how many bytes were taken.",
		Errs:    "EBADF: not open for writing; ESPIPE: not a file with offsets; EINVAL: a negative offset; EPERM: the file is sealed",
		Example: "> fd = memfd_create(\"x\") write(fd, \"hello\")\n> pwrite(fd, \"y\", 4)\n1\n> pread(fd, 10, 0)\nhelly",
		Impl:    pwrite,
	},
	{
		Name: "lseek", Sig: "(fd: descriptor, offset: integer, whence?: whence = SEEK_SET) -> integer", Man: "lseek(2)",
		Doc: "Moves a file's offset, which all copies of the descriptor share, and returns it: from the beginning, from where it is (SEEK_CUR) " +
			"or from the end (SEEK_END); or to the next data or hole from offset on (SEEK_DATA, SEEK_HOLE).",
		Errs:    "ESPIPE: not a file with offsets; EINVAL: before the beginning; ENXIO: SEEK_DATA and SEEK_HOLE behind the end; EBADF: not open",
		Example: "> fd = memfd_create(\"x\") write(fd, \"hello\")\n> lseek(fd, -2, SEEK_END)\n3\n> read(fd, 10)\nlo",
		Impl:    lseek,
	},
	{
		Name: "ftruncate", Sig: "(fd: descriptor, length: integer) -> 0", Man: "ftruncate(2)",
		Doc:     "Cuts a file to a length, or makes it longer with zeros.",
		Errs:    "EBADF: not open; EINVAL: not open for writing, or not such a file; EFBIG: too long; EPERM: the file is sealed",
		Example: "> fd = memfd_create(\"x\") write(fd, \"hello\")\n> ftruncate(fd, 2)\n0\n> pread(fd, 10, 0)\nhe",
		Impl:    ftruncate,
	},
	{
		Name: "fallocate", Sig: "(fd: descriptor, mode?: fallocate_mode, offset: integer, length: integer) -> 0", Man: "fallocate(2)",
		Doc: "Makes sure of room for part of a file, in bytes; with a mode it takes the part out (FALLOC_FL_PUNCH_HOLE, which wants " +
			"FALLOC_FL_KEEP_SIZE too), zeroes it, or moves what is behind it.",
		Errs:    "EOPNOTSUPP: not for this file system; ENOSPC: no room; EINVAL: not such a part; EBADF: not open for writing; EPERM: the file is sealed",
		Example: "> fd = memfd_create(\"x\")\n> fallocate(fd, nil, 0, 4096)\n0\n> lseek(fd, 0, SEEK_END)\n4096",
		Impl:    fallocate,
	},
	{
		Name: "fsync", Sig: "(fd: descriptor) -> 0", Man: "fsync(2)",
		Doc:     "Waits until a file is on its device, with all that is known of it.",
		Errs:    "EINVAL: not such a file; EIO: it could not be written; EBADF: not open",
		Example: "> r, w = pipe()\n> print((select(3, fsync(w))) == EINVAL)\ntrue",
		Impl:    func(L *glua.LState, fd int32) error { return blockFile(L, unix.SYS_FSYNC, fd) },
	},
	{
		Name: "fdatasync", Sig: "(fd: descriptor) -> 0", Man: "fsync(2)",
		Doc:     "Waits until a file's data is on its device, and of the rest what is needed to read it.",
		Errs:    "EINVAL: not such a file; EIO: it could not be written; EBADF: not open",
		Example: "> fd = memfd_create(\"x\")\n> fdatasync(fd)\n0",
		Impl:    func(L *glua.LState, fd int32) error { return blockFile(L, unix.SYS_FDATASYNC, fd) },
	},
	{
		Name: "splice", Sig: "(fd_in: descriptor, off_in?: integer = -1, fd_out: descriptor, off_out?: integer = -1, len: integer, flags?: splice_flags) -> integer", Man: "splice(2)",
		Doc: "Moves at most len bytes between two descriptors of which one is a pipe, and returns how many; 0 at the end. " +
			"Where an offset is given, the file's own is left alone.",
		Errs:    copyErrs + "; ESPIPE: an offset for what has none",
		Example: "> a, b = pipe() c, d = pipe()\n> write(b, \"hello\")\n5\n> splice(a, nil, d, nil, 100)\n5\n> read(c, 100)\nhello",
		Impl:    splice,
	},
	{
		Name: "tee", Sig: "(fd_in: descriptor, fd_out: descriptor, len: integer, flags?: splice_flags) -> integer", Man: "tee(2)",
		Doc:     "Copies at most len bytes from a pipe to another and leaves them in the first. Returns how many; 0 at the end.",
		Errs:    copyErrs,
		Example: "> a, b = pipe() c, d = pipe()\n> write(b, \"hello\")\n5\n> tee(a, d, 100)\n5\n> print(read(a, 100), read(c, 100))\nhello\thello",
		Impl:    tee,
	},
	{
		Name: "sendfile", Sig: "(out_fd: descriptor, in_fd: descriptor, offset?: integer = -1, count: integer) -> integer", Man: "sendfile(2)",
		Doc: "Copies at most count bytes from a file to another descriptor, and returns how many; 0 at the end. " +
			"With an offset it begins there and leaves the file's own alone.",
		Errs:    copyErrs,
		Example: "> fd = memfd_create(\"x\") write(fd, \"hello\\n\")\n> sendfile(1, fd, 0, 100)\nhello\n6",
		Impl:    sendfile,
	},
	{
		Name: "copy_file_range", Sig: "(fd_in: descriptor, off_in?: integer = -1, fd_out: descriptor, off_out?: integer = -1, len: integer) -> integer", Man: "copy_file_range(2)", Since: "4.5",
		Doc: "Copies at most len bytes from a file to another within the kernel, and returns how many; 0 at the end. " +
			"Where an offset is given, the file's own is left alone.",
		Errs:    copyErrs + "; EXDEV: not between these file systems",
		Example: "> a = memfd_create(\"a\") b = memfd_create(\"b\") write(a, \"hello\")\n> copy_file_range(a, 1, b, nil, 3)\n3\n> pread(b, 10, 0)\nell",
		Impl:    copyFileRange,
	},
}

// readAllMax bounds what read_all takes where nothing else does.
const readAllMax = 256 << 20

func readToEnd(L *glua.LState, fd int32, most int) (string, error) {
	limited := most != -1
	if limited && most < 0 {
		passed(L, "read_all", 2).fail("integer from 0 expected, got %d", most)
	}
	var text []byte
	for !limited || len(text) < most {
		text = slices.Grow(text, max(os.Getpagesize(), len(text)))
		room := text[len(text):cap(text)]
		if limited {
			room = room[:min(len(room), most-len(text))]
		}
		n, err := Read(L, int(fd), room)
		text = text[:len(text)+max(n, 0)]
		if err == nil && !limited && len(text) > readAllMax {
			err = unix.EFBIG
		}
		if err != nil {
			return "", &partial{explain(err, hintRead(int(fd), err)), glua.LString(text)}
		}
		if n == 0 {
			break
		}
	}
	return string(text), nil
}

func writeAll(L *glua.LState, fd int32, s string) (int, error) {
	n, err := Write(L, int(fd), []byte(s))
	if err != nil {
		return 0, &partial{explain(explain(err, hintMapWrite(int(fd), s, err)), hintWrite(int(fd), err)), glua.LNumber(n)}
	}
	return n, nil
}

func pread(L *glua.LState, fd int32, n, offset int) (string, error) {
	b := passed(L, "pread", 2).buffer(n)
	got, err := readAt(L, fd, b, offset)
	if err != nil {
		return "", err
	}
	return string(b[:got]), nil
}

func pwrite(L *glua.LState, fd int32, s string, offset int) (int, error) {
	n, err := writeAt(L, fd, []byte(s), offset)
	return n, explain(err, hintWrite(int(fd), err))
}

func lseek(fd int32, offset, whence int) (int, error) {
	position, err := Seek(int(fd), int64(offset), whence)
	return int(position), err
}

func ftruncate(L *glua.LState, fd int32, length int) error {
	_, err := block(L, unix.SYS_FTRUNCATE, uintptr(fd), uintptr(length), 0, 0, 0, 0)
	return explain(err, hintResize(int(fd), err))
}

func fallocate(L *glua.LState, fd int32, mode uintptr, offset, length int) error {
	_, err := block(L, unix.SYS_FALLOCATE, uintptr(fd), mode, uintptr(offset), uintptr(length), 0, 0)
	return explain(err, hintResize(int(fd), err))
}

// blockFile makes a call whose one argument is a descriptor.
func blockFile(L *glua.LState, trap uintptr, fd int32) error {
	_, err := block(L, trap, uintptr(fd), 0, 0, 0, 0, 0)
	return err
}

func splice(L *glua.LState, in int32, inOffset int, out int32, outOffset, n int, flags uintptr) (int, error) {
	return transfer(L, unix.SYS_SPLICE, in, inOffset, out, outOffset, n, flags)
}

func copyFileRange(L *glua.LState, in int32, inOffset int, out int32, outOffset, n int) (int, error) {
	return transfer(L, unix.SYS_COPY_FILE_RANGE, in, inOffset, out, outOffset, n, 0)
}

func tee(L *glua.LState, in, out int32, n int, flags uintptr) (int, error) {
	moved, err := block(L, unix.SYS_TEE, uintptr(in), uintptr(out), uintptr(n), flags, 0, 0)
	return int(moved), explain(err, hintTransfer(unix.SYS_TEE, in, out, err))
}
