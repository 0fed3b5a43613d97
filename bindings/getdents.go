package bindings

import (
	"bytes"
	"slices"

	glua "github.com/yuin/gopher-lua"
	"golang.org/x/sys/unix"
)

var direntColumns = newRecordList("type ino name")

// direntBuffer is as much as glibc takes at a time.
const direntBuffer = 32 << 10

// A dirent is an entry of a directory; linux/dirent.h.
type dirent struct {
	ino  uint64
	kind byte // DT_REG …, 0 where the file system does not tell
	name string
}

// parseDirents reads struct linux_dirent64: d_ino, d_off, d_reclen, d_type, d_name.
// "." and ".." are left out.
func parseDirents(b []byte) (entries []dirent) {
	const header = 19
	for len(b) >= header {
		length := int(native.Uint16(b[16:]))
		name, _, _ := bytes.Cut(b[header:length], []byte{0})
		if e := (dirent{native.Uint64(b), b[18], string(name)}); e.name != "." && e.name != ".." {
			entries = append(entries, e)
		}
		b = b[length:]
	}
	return entries
}

// readDirectory reads a directory from where the descriptor stands to its end.
func readDirectory(L *glua.LState, fd int32) (entries []dirent, err error) {
	b := make([]byte, direntBuffer)
	for {
		n, err := getdents64(L, fd, b)
		if err != nil || n == 0 {
			return entries, err
		}
		entries = append(entries, parseDirents(b[:n])...)
	}
}

// names are a directory's for hints, none where it cannot be read.
func (a at) names() (names []string) {
	names, _ = namesIn(int(a.dir), a.path)
	return names
}

// namesIn lists a directory without letting a handler run.
func namesIn(dir int, path string) (names []string, err error) {
	fd, err := openatQuick(dir, path, unix.O_RDONLY|unix.O_DIRECTORY)
	if err != nil {
		return nil, err
	}
	defer Close(fd)
	b := make([]byte, direntBuffer)
	for {
		n, err := unix.Getdents(fd, b)
		if err != nil || n == 0 {
			return names, err
		}
		for _, e := range parseDirents(b[:n]) {
			names = append(names, e.name)
		}
	}
}

// openDirectory is a directory passed as a descriptor or a path; done closes what
// it has opened.
func openDirectory(L *glua.LState, function string, dir glua.LValue) (fd int32, done func(), err error) {
	arg := passed(L, function, 1)
	if dir.Type() == glua.LTNumber {
		return arg.descriptor(), func() {}, nil
	}
	opened, err := here(arg.path()).open(L, unix.O_RDONLY|unix.O_DIRECTORY, 0)
	return int32(opened), func() { Close(opened) }, err
}

func getdents(L *glua.LState, dir glua.LValue) (*glua.LTable, error) {
	fd, done, err := openDirectory(L, "getdents", dir)
	if err != nil {
		return nil, err
	}
	defer done()
	entries, err := readDirectory(L, fd)
	if err != nil {
		return nil, err
	}
	records := make([]*glua.LTable, len(entries))
	for i, e := range entries {
		records[i] = record(L, text("name", e.name), count("ino", e.ino), text("type", e.typeIn(fd)))
	}
	return direntColumns.list(L, records), nil
}

// typeIn is the type's name, asked for where the file system does not tell.
func (e dirent) typeIn(dir int32) string {
	if e.kind != unix.DT_UNKNOWN {
		return fileType(uint32(e.kind) << 12) // IFTODT (dirent.h)
	}
	stat, err := at{dir, e.name}.statQuick(unix.AT_SYMLINK_NOFOLLOW)
	if err != nil {
		return "unknown"
	}
	return fileType(stat.Mode)
}

func listdir(L *glua.LState, dir glua.LValue) (*glua.LTable, error) {
	fd, done, err := openDirectory(L, "listdir", dir)
	if err != nil {
		return nil, err
	}
	defer done()
	if _, err := Seek(int(fd), 0, unix.SEEK_SET); err != nil {
		return nil, err
	}
	entries, err := readDirectory(L, fd)
	if err != nil {
		return nil, err
	}
	names := make([]string, len(entries))
	for i, e := range entries {
		names[i] = e.name
	}
	slices.Sort(names)
	return stringList(L, names), nil
}
