package bindings

import (
	"strings"

	"golang.org/x/sys/unix"
)

// Hints for the paths of mounts that there are not, or that do not go together.

// hintMountMissing tells which of mount's paths there is not.
func hintMountMissing(m mounting, err error) string {
	if !m.does(0) {
		if m.does(unix.MS_REMOUNT) || m.does(propagations) {
			return hintMissing("", m.target, err)
		}
		return hintMissing(m.source, m.target, err)
	}
	if hint := hintMissing("", m.target, err); hint != "" {
		return hint
	}
	if m.fstype == "overlay" {
		return hintOverlay(m)
	}
	if filesystem(m.fstype).device {
		return hintMissing(m.source, m.target, err)
	}
	return ""
}

// hintMissing tells which of two paths there is not; "" is none.
func hintMissing(source, target string, err error) string {
	if errnoOf(err) != unix.ENOENT {
		return ""
	}
	for _, path := range []string{target, source} {
		if path == "" {
			continue
		}
		if w := here(path).walk(intent{}); w.err == unix.ENOENT {
			return "there is no " + w.place + w.through()
		}
	}
	return ""
}

// hintUnlike: a directory goes only on a directory, and a file on a file.
func hintUnlike(source, target string) string {
	var from, to unix.Stat_t
	if unix.Stat(source, &from) != nil || unix.Stat(target, &to) != nil {
		return ""
	}
	directory := func(s unix.Stat_t) bool { return s.Mode&unix.S_IFMT == unix.S_IFDIR }
	switch {
	case directory(from) && !directory(to):
		return source + " is a directory, and " + target + " is not"
	case !directory(from) && directory(to):
		return target + " is a directory, and " + source + " is not"
	}
	return ""
}

func hintInto(source, target string) string {
	if strings.HasPrefix(absolute(target)+"/", absolute(source)+"/") {
		return target + " is within " + source
	}
	return ""
}
