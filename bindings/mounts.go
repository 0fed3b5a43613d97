package bindings

import (
	"slices"
	"strconv"
	"strings"

	"nslua/bindings/fork"

	glua "github.com/yuin/gopher-lua"
	"golang.org/x/sys/unix"
)

// A mountEntry is a line of /proc/PID/mountinfo; proc_pid_mountinfo(5).
type mountEntry struct {
	id, parent              int
	device                  string // "254:0"
	root, target            string
	options                 string
	shared, master, from    int // peer groups, 0 for none
	unbindable              bool
	fstype, source, special string
}

// parseMounts reads mountinfo. (Package moby/sys/mountinfo reads it too, but not
// lines of over 64 KiB, as overlays of many layers have, and leaves the octal
// numbers in options.)
func parseMounts(text string) (entries []mountEntry) {
	for line := range strings.Lines(text) {
		words := strings.Split(strings.TrimSuffix(line, "\n"), " ")
		end := slices.Index(words, "-")
		if end < 6 || len(words) < end+4 {
			continue
		}
		m := mountEntry{
			id: number(words[0]), parent: number(words[1]), device: words[2],
			root: unescape(words[3]), target: unescape(words[4]), options: unescape(words[5]),
			fstype: unescape(words[end+1]), source: unescape(words[end+2]),
			special: unescape(strings.Join(words[end+3:], " ")),
		}
		for _, word := range words[6:end] {
			name, group, _ := strings.Cut(word, ":")
			switch name {
			case "shared":
				m.shared = number(group)
			case "master":
				m.master = number(group)
			case "propagate_from":
				m.from = number(group)
			case "unbindable":
				m.unbindable = true
			}
		}
		entries = append(entries, m)
	}
	return entries
}

// unescape undoes mangle (fs/seq_file.c): "\040" is a blank.
func unescape(text string) string {
	if !strings.Contains(text, `\`) {
		return text
	}
	plain := make([]byte, 0, len(text))
	for i := 0; i < len(text); i++ {
		c := text[i]
		if c == '\\' && i+3 < len(text) {
			if octal, err := strconv.ParseUint(text[i+1:i+4], 8, 8); err == nil {
				c, i = byte(octal), i+3
			}
		}
		plain = append(plain, c)
	}
	return string(plain)
}

// propagation is in findmnt's words.
func (m *mountEntry) propagation() string {
	text := "private"
	if m.shared != 0 {
		text = "shared"
	}
	if m.master != 0 {
		text += ",slave"
	}
	if m.unbindable {
		text += ",unbindable"
	}
	return text
}

var mountList = newRecordList("id parent target source fstype propagation options")

// mounts lists those of a process, 0 for this one, that its root directory reaches.
func mounts(L *glua.LState, pid int) (*glua.LTable, error) {
	dir, err := processDir(pid)
	if err != nil {
		return nil, err
	}
	fd, err := openatQuick(fork.Proc(), dir+"/mountinfo", unix.O_RDONLY)
	if err != nil {
		return nil, explain(err, hintEnded(err))
	}
	var records []*glua.LTable
	for _, m := range parseMounts(readAll(fd)) {
		records = append(records, m.record(L))
	}
	return mountList.list(L, records), nil
}

func (m *mountEntry) record(L *glua.LState) *glua.LTable {
	return record(L,
		count("id", m.id), count("parent", m.parent), text("device", m.device),
		text("root", m.root), text("target", m.target), text("options", m.options),
		text("propagation", m.propagation()), text("fstype", m.fstype), text("source", m.source),
		text("superoptions", m.special),
		known("shared", m.shared, m.shared != 0), known("master", m.master, m.master != 0), known("propagate_from", m.from, m.from != 0))
}

// ownMounts are the mounts that the process's root directory reaches.
func ownMounts() []mountEntry { return parseMounts(readProc("self/mountinfo")) }

// rootMount is the mount at the root directory; nil in a chroot.
func rootMount() *mountEntry {
	if root := mountAt("/"); root != nil && root.target == "/" {
		return root
	}
	return nil
}

// mountAt is the mount that a path leads into; nil where that cannot be told, or
// where it is none of this mount namespace.
func mountAt(path string) *mountEntry {
	fd, err := openatQuick(unix.AT_FDCWD, path, unix.O_PATH)
	if err != nil {
		return nil
	}
	defer Close(fd)
	return mountNumbered(number(field(readProc("self/fdinfo/"+strconv.Itoa(fd)), "mnt_id:")))
}

// mountNumbered is the mount of that id, nil where there is none, as for 0.
func mountNumbered(id int) *mountEntry {
	for _, m := range ownMounts() {
		if m.id == id && id != 0 {
			return &m
		}
	}
	return nil
}

// mountsBelow are the mounts below a directory, which the process's root
// directory sees as dir.
func mountsBelow(dir string) (below []mountEntry) {
	for _, m := range ownMounts() {
		if strings.HasPrefix(m.target, strings.TrimSuffix(dir, "/")+"/") && m.target != "/" {
			below = append(below, m)
		}
	}
	return below
}

// absolute is a path as the process's root directory sees it, without symbolic
// links; the path itself where that cannot be told.
func absolute(path string) string {
	fd, err := openatQuick(unix.AT_FDCWD, path, unix.O_PATH)
	if err != nil {
		return path
	}
	defer Close(fd)
	if link := descriptorLink(fd); strings.HasPrefix(link, "/") {
		return link
	}
	return path
}

// hasOption looks into options as mountinfo lists them.
func hasOption(options, option string) bool {
	return strings.Contains(","+options+",", ","+option+",")
}
