package vm

import (
	"fmt"
	"iter"
	"strings"

	glua "github.com/yuin/gopher-lua"
)

// Levels are the calls that a thread is in, from the running function outwards. A
// tail call leaves a level that nothing is known of, which is nil.
func Levels(L *glua.LState) iter.Seq[*Frame] {
	return func(yield func(*Frame) bool) {
		for f := current(L); f != nil; f = f.Parent {
			if !yield(f) {
				return
			}
			for range lost(f) {
				if !yield(nil) {
					return
				}
			}
		}
	}
}

// lost is how many tail calls led to a function.
func lost(f *Frame) int {
	if f.Fn.IsG {
		return 0
	}
	return f.TailCall
}

// Level is the n-th of a thread's calls, 0 being the running function. What is
// within that function is taken for a tail call.
func Level(L *glua.LState, n int) (f *Frame, ok bool) {
	if n < 0 {
		return nil, true
	}
	for f := current(L); f != nil; f = f.Parent {
		if n == 0 {
			return f, true
		}
		if n -= 1 + lost(f); n < 0 {
			return nil, true
		}
	}
	return nil, false
}

// Line is the line that a function in Lua is at, -1 for others.
func Line(f *Frame) int {
	if f == nil || f.Fn.IsG {
		return -1
	}
	return f.line()
}

// Called tells what a running function is called where it was called, as Name
// does. Both are empty where that was not in Lua.
func Called(f *Frame) (kind, name string) {
	if f == nil || lost(f) > 0 || f.Parent == nil || f.Parent.Fn.IsG {
		return "", ""
	}
	return CallName(f.Parent.Fn.Proto, f.Parent.Pc-1)
}

// Where is what a message begins with to tell the place that a level is at: name
// and line of a function in Lua, nothing for others.
func Where(L *glua.LState, level int) string {
	f, _ := Level(L, level)
	return f.where()
}

// How many levels a traceback shows at its beginning and, where there are more,
// at its end.
const (
	firstLevels = 12
	lastLevels  = 10
)

// Traceback lists a thread's levels from the given one outwards.
func Traceback(L *glua.LState, level int) string { return traceback(L, level, 0) }

// ErrorTraceback lists all levels of a thread whose running function has raised an
// error that nothing catches. lua5.1 makes the list two calls further in, which
// counts where it is long.
func ErrorTraceback(L *glua.LState) string { return traceback(L, 2, 2) }

// traceback lists the levels from the given one, the running function's being
// number first.
func traceback(L *glua.LState, level, first int) string {
	total := first
	for range Levels(L) {
		total++
	}
	cut, resume := max(level, firstLevels), total-lastLevels
	if cut+1 >= resume {
		cut = total // all are shown
	}
	var b strings.Builder
	b.WriteString("stack traceback:")
	for range -level {
		b.WriteString("\n\t(tail call): ?")
	}
	n := first
	for f := range Levels(L) {
		switch {
		case n == cut:
			b.WriteString("\n\t...")
		case n < level || n > cut && n < resume:
		default:
			b.WriteString("\n\t" + describe(f))
		}
		n++
	}
	return b.String()
}

// describe is a level's line of a traceback.
func describe(f *Frame) string {
	if f == nil {
		return "(tail call): ?"
	}
	place := "[C]:"
	if !f.Fn.IsG {
		place = fmt.Sprintf("%s:%d:", f.Fn.Proto.SourceName, Line(f))
	}
	_, name := Called(f)
	switch {
	case name != "":
		return fmt.Sprintf("%s in function '%s'", place, name)
	case f.Fn.IsG:
		return place + " ?"
	case f.Fn.Proto.LineDefined == 0:
		return place + " in main chunk"
	}
	return fmt.Sprintf("%s in function <%s:%d>", place, f.Fn.Proto.SourceName, f.Fn.Proto.LineDefined)
}
