package bindings

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"nslua/bindings/fork"

	"golang.org/x/sys/unix"
)

// What a prompt offers of the system's: files and processes. Nothing here waits or
// lets a handler run.

// A DirectoryEntry is a name in a directory.
type DirectoryEntry struct {
	Name      string
	Directory bool // or a link to one
}

// ListDirectory lists a directory in the order of the names, without "." and "..".
// "" is the working directory, as what stands before a name that is no path.
func ListDirectory(path string) ([]DirectoryEntry, error) {
	if path == "" {
		path = "."
	}
	fd, err := openatQuick(unix.AT_FDCWD, path, unix.O_RDONLY|unix.O_DIRECTORY)
	if err != nil {
		return nil, err
	}
	defer Close(fd)
	var list []DirectoryEntry
	b := make([]byte, direntBuffer)
	for {
		n, err := unix.Getdents(fd, b)
		if err != nil || n == 0 {
			slices.SortFunc(list, func(a, b DirectoryEntry) int { return strings.Compare(a.Name, b.Name) })
			return list, err
		}
		for _, e := range parseDirents(b[:n]) {
			list = append(list, DirectoryEntry{e.name, e.isDirectory(fd)})
		}
	}
}

// isDirectory follows a link, but mounts nothing for it.
func (e dirent) isDirectory(dir int) bool {
	if e.kind != unix.DT_LNK && e.kind != unix.DT_UNKNOWN {
		return e.kind == unix.DT_DIR
	}
	stat, err := at{int32(dir), e.name}.statQuick(unix.AT_NO_AUTOMOUNT)
	return err == nil && stat.Mode&unix.S_IFMT == unix.S_IFDIR
}

// A Process is one that this process's pid namespace has.
type Process struct {
	Pid    int
	Name   string
	Child  bool // of this process
	folder string
}

// Command is its arguments, or its name in brackets where it has none.
func (p Process) Command() string {
	if line := commandLine(readProc(p.folder + "/cmdline")); line != "" {
		return line
	}
	return "[" + p.Name + "]"
}

// Processes are those that ps lists but for the kernel's threads, which nothing can
// be done with: children first, then the others, by pid. Their numbers begin with
// some digits.
func Processes(digits string) []Process {
	depth := procDepth()
	self, _ := (at{int32(fork.Proc()), "self"}).readlink()
	folders, _ := processFolders()
	list := make([]Process, 0, len(folders))
	for _, folder := range folders {
		pid, _ := strconv.Atoi(folder)
		if depth > 0 {
			pid = pidHere(folder, namespacePids(readProc(folder+"/status")), depth)
		}
		if pid <= 0 || !strings.HasPrefix(strconv.Itoa(pid), digits) {
			continue
		}
		if stat := parseStat(readProc(folder + "/stat")); stat.state != "" && !stat.kernel {
			list = append(list, Process{pid, stat.comm, strconv.Itoa(stat.ppid) == self, folder})
		}
	}
	slices.SortFunc(list, func(a, b Process) int { return cmp.Compare(a.Pid, b.Pid) })
	slices.SortStableFunc(list, func(a, b Process) int {
		switch {
		case a.Child == b.Child:
			return 0
		case a.Child:
			return -1
		}
		return 1
	})
	return list
}
