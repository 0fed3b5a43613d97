package bindings

import (
	"fmt"
	"math"
	"strings"

	"nslua/bindings/fork"

	glua "github.com/yuin/gopher-lua"
	"golang.org/x/sys/unix"
)

// A symbol is a constant as scripts find it, and as it is documented.
type symbol struct {
	constant
	kind   kind // its family's, "errno", "disposition", "integer", or "number" for math.huge
	family *family
	text   string // what it means, where the C library or we have words for it
}

// constants goes through all of them, those of a family together, without texts.
func constants(yield func(symbol) bool) {
	for _, f := range constantFamilies {
		for _, c := range f.names {
			if !yield(symbol{constant: c, kind: f.kind, family: f}) {
				return
			}
		}
	}
	for errno := unix.Errno(1); errno <= lastErrno; errno++ {
		name := errnoName(errno)
		if name != "" && !yield(symbol{constant: constant{name, uintptr(errno)}, kind: "errno"}) {
			return
		}
	}
	for _, c := range secondErrnos {
		if !yield(symbol{constant: c, kind: "errno"}) {
			return
		}
	}
	for _, c := range integers {
		if !yield(symbol{constant: c, kind: "integer"}) {
			return
		}
	}
	if !yield(symbol{constant: constant{"RLIM_INFINITY", unix.RLIM_INFINITY}, kind: "number"}) {
		return
	}
	for _, c := range []constant{{"SIG_DFL", uintptr(fork.Default)}, {"SIG_IGN", uintptr(fork.Ignore)}} {
		if !yield(symbol{constant: c, kind: "disposition"}) {
			return
		}
	}
}

// luaValue is what scripts find: flags and dispositions are values of their own,
// the rest are integers.
func (s symbol) luaValue() glua.LValue {
	switch {
	case s.family != nil && !s.family.enum:
		return s.family.flags(s.value)
	case s.kind == "number":
		return glua.LNumber(math.Inf(1))
	case s.kind != "disposition":
		return glua.LNumber(int64(s.value)) // AT_FDCWD is negative
	case s.value == uintptr(fork.Ignore):
		return sigIgnore
	}
	return sigDefault
}

// symbols are all constants with their texts.
func symbols() []symbol {
	list := make([]symbol, 0, 1024)
	for s := range constants {
		s.text = s.meaning()
		list = append(list, s)
	}
	return list
}

// meaning is what is said of the constant, "" for nothing.
func (s symbol) meaning() string {
	switch {
	case s.kind == "signal":
		return strsignal(int(s.value))
	case s.kind == "errno":
		return strerror(unix.Errno(s.value))
	case s.kind == "number":
		return "no limit: math.huge"
	case s.name == "SIG_DFL":
		return "what the signal does by itself"
	case s.name == "SIG_IGN":
		return "the signal does nothing"
	}
	return meaning(s.name)
}

func errnoPage() string {
	var lines [][2]string
	for _, s := range symbols() {
		if s.kind == "errno" {
			lines = append(lines, [2]string{s.name, s.text})
		}
	}
	return "errno: integers, the third result of a call that is refused\n\n" + table(lines)
}

// isNumber tells symbols that are integers in Lua from flags and dispositions.
func (s symbol) isNumber() bool {
	return s.kind != "disposition" && s.kind != "number" && (s.family == nil || s.family.enum)
}

func (s symbol) page() string {
	text := fmt.Sprintf("%s: %s", s.name, s.kind)
	switch {
	case s.isNumber():
		text += fmt.Sprintf(" = %d\n", int64(s.value))
	case s.kind == "disposition":
		text += "\n"
	case s.kind == "number":
		text += " = math.huge\n"
	default:
		text += fmt.Sprintf(" = %#x\n", s.value)
	}
	if s.text != "" {
		text += "\n" + wrapped("", words(strings.ToUpper(s.text[:1])+s.text[1:]))
	}
	if by := takers(s.kind); by != nil && s.kind != "integer" && s.kind != "number" {
		text += "\n" + wrapped("Taken by: ", by)
	}
	if of := s.refusals(); of != nil {
		text += "\nComes from:\n" + table(of)
	}
	return text
}

// refusals are the functions that tell when they fail with this error.
func (s symbol) refusals() (of [][2]string) {
	if s.kind != "errno" {
		return nil
	}
	canonical := errnoName(unix.Errno(s.value))
	for _, c := range chapters {
		for _, row := range c.rows {
			errs, _ := parseItems(row.Errs)
			for _, e := range errs {
				if e[0] == canonical {
					of = append(of, [2]string{row.Name, e[1]})
				}
			}
		}
	}
	return of
}
