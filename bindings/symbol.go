package bindings

import (
	"fmt"
	"strings"

	"golang.org/x/sys/unix"
)

// A symbol is a constant as it is documented.
type symbol struct {
	constant
	kind kind   // its family's, "errno", "disposition" or "integer"
	text string // what it means, where the C library or we have words for it
}

// symbols are all constants, those of a family together.
func symbols() []symbol {
	list := make([]symbol, 0, 512)
	for _, f := range constantFamilies {
		for _, c := range f.names {
			s := symbol{c, f.kind, ""}
			if f.kind == "signal" {
				s.text = strsignal(int(c.value))
			}
			list = append(list, s)
		}
	}
	for errno := unix.Errno(1); errno <= lastErrno; errno++ {
		if name := errnoName(errno); name != "" {
			list = append(list, symbol{constant{name, uintptr(errno)}, "errno", strerror(errno)})
		}
	}
	for _, c := range integers {
		if strings.HasPrefix(c.name, "E") {
			list = append(list, symbol{c, "errno", strerror(unix.Errno(c.value))})
		} else {
			list = append(list, symbol{c, "integer", ""})
		}
	}
	return append(list,
		symbol{constant{"SIG_DFL", 0}, "disposition", "What the signal does by itself"},
		symbol{constant{"SIG_IGN", 0}, "disposition", "The signal does nothing"})
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

// isNumber tells symbols that are numbers in Lua from flags and dispositions.
func (s symbol) isNumber() bool {
	f := familyOf(s.kind)
	return s.kind != "disposition" && (f == nil || f.enum)
}

func (s symbol) page() string {
	text := fmt.Sprintf("%s: %s", s.name, s.kind)
	switch {
	case s.isNumber():
		text += fmt.Sprintf(" = %d\n", s.value)
	case s.kind == "disposition":
		text += "\n"
	default:
		text += fmt.Sprintf(" = %#x\n", s.value)
	}
	if s.text != "" {
		text += "\n" + s.text + "\n"
	}
	if by := takers(s.kind); by != nil && s.kind != "integer" {
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
			errs, _ := parseErrs(row.Errs)
			for _, e := range errs {
				if e[0] == canonical {
					of = append(of, [2]string{row.Name, e[1]})
				}
			}
		}
	}
	return of
}
