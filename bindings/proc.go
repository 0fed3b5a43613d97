package bindings

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"nslua/bindings/fork"

	"golang.org/x/sys/unix"
)

// The host's /proc is the one that there was when nslua started. Its pid namespace
// is this process's or one around it, so a process may have another number there.
// What cannot be read is empty.

// readProc reads a file of the host's /proc.
func readProc(path string) string { return readIn(fork.Proc(), path) }

// readPath reads a file where the process is now. What is there may be anything.
func readPath(path string) string { return Beginning(path, mostRead) }

// mostRead is in bytes: a link to /dev/zero has no end.
const mostRead = 16 << 20

// Beginning is what a file begins with, up to so many bytes or a few more; "" where
// there is none. It waits for nobody: a FIFO may stand where a file is looked for.
func Beginning(path string, most int) string { return beginningIn(unix.AT_FDCWD, path, most) }

// readIn reads a file in the directory dir.
func readIn(dir int, name string) string { return beginningIn(dir, name, math.MaxInt) }

func beginningIn(dir int, name string, most int) string {
	fd, err := openatQuick(dir, name, unix.O_RDONLY|unix.O_NONBLOCK|unix.O_NOCTTY)
	if err != nil {
		return ""
	}
	return readUpTo(fd, most)
}

// readAll reads and closes fd, on which it may wait: no handler runs meanwhile.
func readAll(fd int) string { return readUpTo(fd, math.MaxInt) }

func readUpTo(fd, most int) string {
	defer Close(fd)
	var text []byte
	chunk := make([]byte, 4096)
	for len(text) < most {
		n, err := readQuick(fd, chunk)
		if err == unix.EINTR {
			continue
		}
		if err != nil || n == 0 {
			return string(text)
		}
		text = append(text, chunk[:n]...)
	}
	return string(text)
}

// writeProc writes a file of the host's /proc, in one write as the kernel wants.
func writeProc(path, text string) error {
	fd, err := openatQuick(fork.Proc(), path, unix.O_WRONLY)
	if err != nil {
		return err
	}
	defer Close(fd)
	_, err = write(fd, []byte(text))
	return err
}

// linkOf reads a link of the host's /proc.
func linkOf(path string) string {
	link, _ := at{int32(fork.Proc()), path}.readlink()
	return link
}

// descriptorLink is what /proc shows for an open descriptor: "pipe:[4711]".
func descriptorLink(fd int) string { return linkOf("self/fd/" + strconv.Itoa(fd)) }

// namespaceLink is "pid:[4026531836]"; "" also for one that has no process yet.
func namespaceLink(name string) string { return namespaceLinkOf("self", name) }

func namespaceLinkOf(dir, name string) string { return linkOf(dir + "/ns/" + name) }

// namespaceOfLink reads "net:[4026531833]"; inode is 0 for what is none.
func namespaceOfLink(link string) (name string, inode uint64) {
	name, rest, ok := strings.Cut(link, ":[")
	if !ok || typeFlag(name) == 0 {
		return "", 0
	}
	inode, _ = strconv.ParseUint(strings.TrimSuffix(rest, "]"), 10, 64)
	return name, inode
}

// field is what stands after a label at the beginning of a line.
func field(text, label string) string {
	for line := range strings.Lines(text) {
		if value, ok := strings.CutPrefix(line, label); ok {
			return strings.TrimSpace(value)
		}
	}
	return ""
}

func number(text string) int {
	n, _ := strconv.Atoi(strings.TrimSpace(text))
	return n
}

func numbersOf(text string) []int {
	words := strings.Fields(text)
	numbers := make([]int, len(words))
	for i, word := range words {
		numbers[i] = number(word)
	}
	return numbers
}

// processFolders are the folders of the host's /proc that are processes.
func processFolders() ([]string, error) {
	names, err := namesIn(fork.Proc(), ".")
	return slices.DeleteFunc(names, func(name string) bool { return name[0] < '0' || name[0] > '9' }), err
}

// processDir is the folder of the process pid, 0 for this one, in the host's /proc.
func processDir(pid int) (string, error) {
	if pid == 0 {
		return "self", nil
	}
	t, err := processTarget(pid)
	if err != nil {
		return "", err
	}
	t.close()
	return t.dir, nil
}

// processTarget holds the process by a pidfd, so that its number cannot become
// another's.
func processTarget(pid int) (target, error) {
	fd, err := quick(unix.SYS_PIDFD_OPEN, uintptr(pid), 0, 0, 0, 0, 0)
	if err == unix.ENOENT || err == unix.EINVAL && pid > 0 { // EINVAL before Linux 6.9
		err = explain(unix.ESRCH, fmt.Sprintf("%d is a thread's number", pid))
	}
	if err != nil {
		return target{}, err
	}
	t := target{fd: int(fd), opened: true, dir: pidfdDir(int(fd))}
	if t.dir == "" {
		t.close()
		return target{}, unix.ESRCH
	}
	return t, nil
}

// pidfdDir is the folder of a pidfd's process in the host's /proc; "" for other
// descriptors and for a process that has ended.
func pidfdDir(fd int) string { return pidfdNumber(readProc, fd) }

// pidfdNumber is the number that a pidfd's process has in a /proc: fdinfo tells it.
func pidfdNumber(read func(path string) string, fd int) string {
	if fd < 0 {
		return ""
	}
	pid := field(read("self/fdinfo/"+strconv.Itoa(fd)), "Pid:")
	if number(pid) <= 0 {
		return ""
	}
	return pid
}

// namespacePids are the pids of a process, of whose status or fdinfo the text is:
// in the pid namespace of /proc, and in each one within it down to its own.
func namespacePids(text string) []int { return numbersOf(field(text, "NSpid:")) }

// procDepth tells how far this process's pid namespace is below that of the host's
// /proc; -1 where there is none.
func procDepth() int { return len(namespacePids(readProc("self/status"))) - 1 }

// pidHere is the pid in this process's pid namespace, which is depth below /proc's,
// of the process with that folder and these pids; 0 if it has none. As deep down
// another namespace may have the same number: that of the process here leads to the
// same folder.
func pidHere(folder string, pids []int, depth int) int {
	switch {
	case depth < 0 || len(pids) <= depth:
		return 0
	case depth == 0:
		return pids[0]
	}
	if own, err := processDir(pids[depth]); err != nil || own != folder {
		return 0
	}
	return pids[depth]
}

// commandLine is a process's arguments with blanks between them; "" where it has
// none, as a kernel's thread or a zombie. Programs that write a title over them
// leave NUL bytes behind it.
func commandLine(cmdline string) string {
	return strings.ReplaceAll(strings.TrimRight(cmdline, "\x00"), "\x00", " ")
}

// commandOf is the command line, or the name of what has none.
func commandOf(dir string) string {
	if line := commandLine(readProc(dir + "/cmdline")); line != "" {
		return line
	}
	return strings.TrimSuffix(readProc(dir+"/comm"), "\n")
}
