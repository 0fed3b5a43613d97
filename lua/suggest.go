package lua

import (
	"strconv"
	"strings"

	glua "github.com/yuin/gopher-lua"

	"nslua/lua/vm"
)

// absent tells what it is that a message says is nil, and that f has looked for.
// (Regular expressions would say it in fewer words, and be compiled at every start.)
func absent(f *vm.Frame, message string) (kind, name string) {
	if _, rest, ok := cutLast(message, ": bad argument #"); ok && strings.HasSuffix(rest, " got nil)") {
		digits, _, _ := strings.Cut(rest, " ")
		n, _ := strconv.Atoi(digits)
		return vm.ArgumentName(f, n)
	}
	what, operand := strings.CutSuffix(message, "' (a nil value)")
	what, global := strings.CutSuffix(what, "' is not declared") // the module strict
	what, name, _ = cutLast(what, " '")
	_, kind, _ = cutLast(what, " ")
	switch kind {
	case "global", "field", "method":
		if operand {
			return kind, name
		}
	case "variable":
		if global {
			return kind, name
		}
	}
	return "", ""
}

// cutLast cuts text at the last separator.
func cutLast(text, separator string) (before, after string, found bool) {
	if i := strings.LastIndex(text, separator); i >= 0 {
		return text[:i], text[i+len(separator):], true
	}
	return text, "", false
}

// suggest is a hint to a name that is near to one that was not found, if there is
// one; f is the function that failed.
func (s *State) suggest(L *glua.LState, f *vm.Frame, message string) string {
	kind, name := absent(f, message)
	correct := speller{name: name}
	switch kind {
	case "field", "method":
		correct.tryObject(L, vm.Holder(L, f, kind, name))
	case "global", "variable":
		for outer := range vm.Levels(L) {
			if outer != nil && encloses(outer.Fn, f.Fn) {
				correct.tryVariables(L, outer)
			}
		}
		if f.Fn.Proto.SourceName == s.session.source {
			for name := range s.Locals {
				correct.try(name)
			}
		}
		correct.tryObject(L, f.Fn.Env)
	}
	if correct.nearest == "" {
		return ""
	}
	return "hint: did you mean " + correct.nearest + "?"
}

// Nearest is the one of some names that is a slip of the fingers away from one that
// is wrong; "" if there is none.
func Nearest(name string, names []string) string {
	s := speller{name: name}
	for _, other := range names {
		s.try(other)
	}
	return s.nearest
}

// encloses tells whether a function is another or is around it in the source.
func encloses(outer, inner *glua.LFunction) bool {
	if outer.IsG || outer.Proto.SourceName != inner.Proto.SourceName {
		return false
	}
	o, i := outer.Proto, inner.Proto
	return o.LineDefined == 0 || o.LineDefined <= i.LineDefined && i.LastLineDefined <= o.LastLineDefined
}

// A speller looks for the name that is nearest to one that is wrong.
type speller struct {
	name, nearest string
	distance      int // of the nearest
}

// tryVariables tries the local variables and upvalues of a running function.
func (s *speller) tryVariables(L *glua.LState, f *vm.Frame) {
	for n := 1; ; n++ {
		name, _ := vm.Local(L, f, n)
		if name == "" || name == "(*temporary)" {
			break
		}
		s.try(name)
	}
	for _, name := range f.Fn.Proto.DbgUpvalues {
		s.try(name)
	}
}

// tryObject tries the names of an object's fields, and of those that it has by
// its metatable.
func (s *speller) tryObject(L *glua.LState, object glua.LValue) {
	for table := range vm.Tables(L, object) {
		for key := range vm.Pairs(table) {
			if name, ok := key.(glua.LString); ok {
				s.try(string(name))
			}
		}
	}
}

// try takes a name that is one slip of the fingers away, or two of a long one.
// Of names that are equally near the first by the alphabet is taken.
func (s *speller) try(name string) {
	most := 1
	switch n := len(s.name); {
	case n < 3:
		return // everything is near
	case n >= 8:
		most = 2
	}
	if strings.EqualFold(s.name, name) {
		s.nearest, s.distance = name, 0
		return
	}
	if d := distance(s.name, name); d <= most &&
		(s.nearest == "" || d < s.distance || d == s.distance && name < s.nearest) {
		s.nearest, s.distance = name, d
	}
}

// distance is how many letters must be put in, left out, changed, or changed
// places with their neighbours, to make one name from another; more than 2 is
// told as 3.
func distance(a, b string) int {
	const far = 3
	if len(a)-len(b) >= far || len(b)-len(a) >= far {
		return far
	}
	// Rows of the table of distances between the beginnings of a and of b.
	before, last, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := 1; i <= len(a); i++ {
		before, last, row = last, row, before
		row[0] = i
		for j := 1; j <= len(b); j++ {
			changed := last[j-1]
			if a[i-1] != b[j-1] {
				changed++
			}
			row[j] = min(changed, last[j]+1, row[j-1]+1)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
	}
	return min(row[len(b)], far)
}
