package calendar

import (
	"os"
	"slices"
	"strings"
)

// A Zone tells local time.
type Zone struct {
	changes []int64 // when it changes, in order
	kinds   []kind  // of the file
	after   []uint8 // the kind from each change on
	rules   *posix  // what holds after the last change; nil if nothing is known
	guess   int64   // the offset of the last time that Unix was asked for
}

// A kind is a clock that a zone has had.
type kind struct {
	offset int64
	dst    bool
	name   string
}

// UTC is what gmtime(3) goes by.
var UTC = &Zone{rules: fixed("GMT")}

// fixed is a zone without summer time, at UTC.
func fixed(name string) *posix {
	return &posix{clocks: [2]clock{{name: name}, {name: name}}}
}

// Local is the zone that the value of TZ names, or the machine's if it is not set:
// a file if there is one, else a zone as POSIX writes it. read gives a file's
// content, "" if there is none.
func Local(name string, set bool, read func(path string) string) *Zone {
	path := name
	switch {
	case !set:
		path = "/etc/localtime"
	case name == "":
		path = "Universal"
	default:
		path = strings.TrimPrefix(name, ":")
	}
	if path == "" {
		return &Zone{rules: fixed("UTC")}
	}
	file := path
	if path[0] != '/' {
		folder := os.Getenv("TZDIR")
		if folder == "" {
			folder = "/usr/share/zoneinfo"
		}
		file = folder + "/" + path
	}
	if zone := parseFile(read(file)); zone != nil {
		return zone
	}
	if !set {
		return &Zone{rules: fixed("UTC")}
	}
	return &Zone{rules: parsePOSIX(path)}
}

// At breaks t down in local time; it fails where the year is too large for C.
func (z *Zone) At(t int64) (Time, bool) {
	k, ok := z.kindAt(t)
	if !ok {
		return Time{}, false
	}
	tm, ok := split(t, k.offset)
	tm.DST, tm.Zone = k.dst, k.name
	return tm, ok
}

func (z *Zone) kindAt(t int64) (kind, bool) {
	next, found := slices.BinarySearch(z.changes, t)
	if found {
		next++
	}
	switch {
	case next < len(z.changes) && next > 0:
		return z.kinds[z.after[next-1]], true
	case next == len(z.changes) && z.rules != nil:
		return z.rules.at(t)
	case next > 0:
		return z.kinds[z.after[next-1]], true
	}
	standard := max(slices.IndexFunc(z.kinds, func(k kind) bool { return !k.dst }), 0)
	return z.kinds[standard], true
}
