package calendar

import (
	"encoding/binary"
	"strings"
)

// header is that of tzfile(5): the counts of what follows.
type header struct {
	version                                   byte
	isutc, isstd, leaps, changes, kinds, text int
}

const headerSize = 44

// parseHeader takes a header off the file.
func parseHeader(file string) (h header, rest string, ok bool) {
	if len(file) < headerSize || file[:4] != "TZif" {
		return h, "", false
	}
	count := func(i int) int { return int(binary.BigEndian.Uint32([]byte(file[20+4*i:]))) }
	h = header{file[4], count(0), count(1), count(2), count(3), count(4), count(5)}
	return h, file[headerSize:], true
}

// size is how long what follows the header is, its times having so many bytes.
func (h header) size(timeSize int) int {
	return h.changes*(timeSize+1) + h.kinds*6 + h.text + h.leaps*(timeSize+4) + h.isstd + h.isutc
}

// parseFile reads a zone's file, see tzfile(5); nil if it is none. Leap seconds are
// passed over.
func parseFile(file string) *Zone {
	h, rest, ok := parseHeader(file)
	timeSize := 4
	if ok && h.version >= '2' { // the same again, with times of 64 bits, follows
		if h.size(timeSize) > len(rest) {
			return nil
		}
		h, rest, ok = parseHeader(rest[h.size(timeSize):])
		timeSize = 8
	}
	if !ok || h.kinds == 0 || h.size(timeSize) > len(rest) {
		return nil
	}
	z := &Zone{}
	footer := rest[h.size(timeSize):]
	take := func(n int) []byte {
		b := []byte(rest[:n])
		rest = rest[n:]
		return b
	}
	for b := take(h.changes * timeSize); len(b) > 0; b = b[timeSize:] {
		if timeSize == 4 {
			z.changes = append(z.changes, int64(int32(binary.BigEndian.Uint32(b))))
		} else {
			z.changes = append(z.changes, int64(binary.BigEndian.Uint64(b)))
		}
	}
	z.after = take(h.changes)
	for _, k := range z.after {
		if int(k) >= h.kinds {
			return nil
		}
	}
	kinds := take(h.kinds * 6)
	text := string(take(h.text))
	for ; len(kinds) > 0; kinds = kinds[6:] {
		name := int(kinds[5])
		if name > len(text) {
			return nil
		}
		abbreviation, _, _ := strings.Cut(text[name:], "\x00")
		z.kinds = append(z.kinds, kind{int64(int32(binary.BigEndian.Uint32(kinds))), kinds[4] != 0, abbreviation})
	}
	if line, ok := strings.CutPrefix(footer, "\n"); ok && timeSize == 8 {
		if line, _, ended := strings.Cut(line, "\n"); ended && line != "" {
			z.rules = parsePOSIX(line)
		}
	}
	return z
}
