package bindings

import (
	"math"

	"nslua/bindings/fork"

	glua "github.com/yuin/gopher-lua"
	"golang.org/x/sys/unix"
)

// A symbol is a constant as scripts find it, and as it is documented.
type symbol struct {
	constant
	kind   kind // its family's, "errno", "disposition", "integer", or "number" for math.huge
	family *family
}

// constants goes through all of them, those of a family together.
func constants(yield func(symbol) bool) {
	for _, f := range constantFamilies {
		for s := range f.symbols {
			if !yield(s) {
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

// symbols goes through the family's.
func (f *family) symbols(yield func(symbol) bool) {
	for _, c := range f.names {
		if !yield(symbol{constant: c, kind: f.kind, family: f}) {
			return
		}
	}
}

// symbolsByName has every constant, made when it is asked for first.
var symbolsByName map[string]symbol

func symbolNamed(name string) (s symbol, ok bool) {
	if symbolsByName == nil {
		symbolsByName = make(map[string]symbol, 1024)
		for s := range constants {
			symbolsByName[s.name] = s
		}
	}
	s, ok = symbolsByName[name]
	return s, ok
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

// isNumber tells symbols that are integers in Lua from flags and dispositions.
func (s symbol) isNumber() bool {
	return s.kind != "disposition" && s.kind != "number" && (s.family == nil || s.family.enum)
}
