package syntax

import "strings"

// The room that C Lua has for a chunk's name in a message, and for the end of
// the string: where a chunk does not compile (MAXSRC), and at run time and in the
// debug library (LUA_IDSIZE).
const (
	ErrorSource = 80
	ShortSource = 60
)

// Source is how messages show a chunk of that name: what follows = or @ (a file's,
// the end of it if it is long), or the first line of the source.
func Source(name string, room int) string {
	name, _, _ = strings.Cut(name, "\x00") // a string ends there in C
	switch {
	case strings.HasPrefix(name, "="):
		return name[1:min(len(name), room)]
	case strings.HasPrefix(name, "@"):
		path, longest := name[1:], room-len(" '...' ")-1
		if len(path) > longest {
			path = "..." + path[len(path)-longest:]
		}
		return path
	}
	longest := room - len(` [string "..."] `) - 1
	line := name
	if end := strings.IndexAny(line, "\r\n"); end >= 0 {
		line = line[:end]
	}
	line = line[:min(len(line), longest)]
	if len(line) < len(name) {
		line += "..."
	}
	return `[string "` + line + `"]`
}
