package bindings

import (
	"slices"
	"strconv"
	"strings"

	"nslua/bindings/fork"
)

// A process is one that the host's /proc shows. number is how that counts it, which
// is an outer pid namespace's where this process has entered one since nslua
// started.
type process struct {
	number  int
	numbers []int // NSpid: in /proc's pid namespace, and in each one within it down to the process's own
	here    int   // in this process's pid namespace, 0 where it is not in there
	ns      map[string]uint64
}

func (p *process) dir() string { return strconv.Itoa(p.number) }

// inward are its numbers, from /proc's pid namespace down to its own.
func (p *process) inward() []int { return namespacePids(readProc(p.dir() + "/status")) }

// command is the command line, or the name of what has none (a kernel's thread or
// a zombie).
func (p *process) command() string { return commandOf(p.dir()) }

func commandOf(dir string) string {
	line := strings.TrimRight(readProc(dir+"/cmdline"), "\x00")
	if line == "" {
		return strings.TrimSuffix(readProc(dir+"/comm"), "\n")
	}
	return strings.ReplaceAll(line, "\x00", " ")
}

// processes are all that the host's /proc shows, by their numbers.
func processes() (list []*process) {
	folders, _ := processFolders()
	for _, name := range folders {
		list = append(list, &process{number: number(name)})
	}
	slices.SortFunc(list, func(a, b *process) int { return a.number - b.number })
	return list
}

// linkOf reads a link of the host's /proc.
func linkOf(path string) string {
	b := make([]byte, 256)
	n, err := readlinkat(fork.Proc(), path, b)
	if err != nil {
		return ""
	}
	return string(b[:n])
}

// namespaceOfLink reads "net:[4026531833]"; inode is 0 for what is none.
func namespaceOfLink(link string) (name string, inode uint64) {
	name, rest, ok := strings.Cut(link, ":[")
	if !ok || typeFlag(name) == 0 {
		return "", 0
	}
	inode, _ = strconv.ParseUint(strings.TrimSuffix(rest, "]"), 10, 64)
	return name, inode
}
