package bindings

import (
	"strings"

	"golang.org/x/sys/unix"
)

// A walk goes along a path as the kernel does, name by name, to tell where it
// leads or which of its names stands in the way. Between two steps others may
// change what is there: it explains and names, and decides nothing.
type walk struct {
	at
	place  string       // where it has come to, without links; "" is where a relative path begins
	parent string       // the directory that place is a name in
	link   string       // the last symbolic link that it followed
	links  int          // how many of them
	stat   *unix.Stat_t // of place, nil where there is none
	err    error        // why it did not come to the end
	left   bool         // there are names after place
	bounds uint64       // RESOLVE_BENEATH and its kin; openat2(2)
	on     uint64       // the mount that RESOLVE_NO_XDEV keeps it on
	out    string       // how it would have crossed the bounds: err is EXDEV or ELOOP
}

// linksMax is MAXSYMLINKS (linux/namei.h).
const linksMax = 40

// walk goes to the end of the path, in the way of a call with that intent.
func (a at) walk(do intent) walk {
	w := walk{at: a, bounds: do.bounds}
	if w.bounds&unix.RESOLVE_NO_XDEV != 0 {
		w.on = w.of("").mountQuick()
	}
	names := w.start(a.path)
	for len(names) > 0 && w.err == nil {
		name := names[0]
		names = names[1:]
		switch name {
		case "", ".":
			continue
		case "..":
			w.up()
			continue
		}
		w.parent = w.place
		w.place = join(w.place, name)
		w.left = strings.Trim(strings.Join(names, ""), ".") != ""
		if w.look(); w.err != nil {
			break
		}
		switch kind := w.stat.Mode & unix.S_IFMT; {
		case kind == unix.S_IFLNK && (!do.nofollow || len(names) > 0):
			names = w.follow(names)
		case kind != unix.S_IFDIR && kind != unix.S_IFLNK && len(names) > 0:
			w.err = unix.ENOTDIR
		}
	}
	if w.err == nil && w.stat == nil {
		w.look() // what ".." led to, or "/"
	}
	return w
}

// start puts the walk where a path begins and gives the path's names.
func (w *walk) start(path string) []string {
	if strings.HasPrefix(path, "/") {
		switch {
		case w.bounds&unix.RESOLVE_BENEATH != 0 && w.link == "":
			w.cross(unix.EXDEV, "the path begins at the root directory")
		case w.bounds&unix.RESOLVE_BENEATH != 0:
			w.cross(unix.EXDEV, "the symbolic link "+w.link+" leads to "+path)
		case w.bounds&unix.RESOLVE_IN_ROOT != 0:
			w.place = ""
		default:
			w.place = "/"
		}
	}
	return strings.Split(path, "/")
}

// cross notes the bound that the kernel stops at.
func (w *walk) cross(errno unix.Errno, out string) { w.err, w.out = errno, out }

func (w *walk) look() {
	w.stat, w.err = w.of(w.place).statQuick(unix.AT_SYMLINK_NOFOLLOW)
	switch {
	case w.err != nil:
		w.stat = nil
	case w.bounds&unix.RESOLVE_NO_XDEV != 0 && w.of(w.place).mountQuick() != w.on:
		w.cross(unix.EXDEV, w.named(w.place)+" is on another mount")
	}
}

func (w *walk) up() {
	switch {
	case w.place == "/":
	case w.place == "" && w.bounds&unix.RESOLVE_BENEATH != 0:
		w.cross(unix.EXDEV, "\"..\" leads out of the directory"+w.through())
		return
	case w.place == "" && w.bounds&unix.RESOLVE_IN_ROOT != 0:
	case w.place == "" || w.place == ".." || strings.HasSuffix(w.place, "/.."):
		w.place = join(w.place, "..")
	default:
		w.place = above(w.place)
	}
	w.parent, w.stat = above(w.place), nil
}

// follow goes on at what the link holds, before the names that are left. A magic
// link of /proc leads elsewhere than it says: that is itself the place then.
func (w *walk) follow(names []string) []string {
	link := w.of(w.place)
	target, err := link.readlink()
	if err != nil {
		w.err = err
		return nil
	}
	w.link = w.place
	if w.links++; w.links > linksMax {
		w.err = unix.ELOOP
		return nil
	}
	if w.bounds&unix.RESOLVE_NO_SYMLINKS != 0 {
		w.cross(unix.ELOOP, w.link+" is a symbolic link to "+target)
		return nil
	}
	if w.bounds != 0 && link.isMagic() {
		w.magic(target)
	}
	if leads, err := link.statQuick(0); err == nil && (w.err != nil || !w.says(target, leads)) {
		w.stat = leads
		if w.err == nil && leads.Mode&unix.S_IFMT != unix.S_IFDIR && len(names) > 0 {
			w.err = unix.ENOTDIR
		}
		return names
	}
	w.place, w.stat = w.parent, nil
	return append(w.start(target), names...)
}

// magic is for a link that the kernel does not follow by its text.
func (w *walk) magic(target string) {
	out := w.link + " is a magic link, to " + target
	switch {
	case w.bounds&unix.RESOLVE_NO_MAGICLINKS != 0:
		w.cross(unix.ELOOP, out)
	case w.bounds&(unix.RESOLVE_BENEATH|unix.RESOLVE_IN_ROOT) != 0:
		w.cross(unix.EXDEV, out)
	}
}

// says tells whether the text of the link leads to the same file.
func (w *walk) says(target string, leads *unix.Stat_t) bool {
	if !strings.HasPrefix(target, "/") {
		target = join(w.parent, target)
	}
	stat, err := w.of(target).statQuick(0)
	return err == nil && stat.Dev == leads.Dev && stat.Ino == leads.Ino
}

// of is the at of a place.
func (a at) of(place string) at {
	if place == "" {
		place = "."
	}
	return at{a.dir, place}
}

func join(place, name string) string {
	if place == "" || strings.HasSuffix(place, "/") {
		return place + name
	}
	return place + "/" + name
}

// above is the directory of a place that is no "..".
func above(place string) string {
	slash := strings.LastIndexByte(place, '/')
	if slash == 0 {
		return "/"
	}
	return place[:max(slash, 0)]
}
