package bindings

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	glua "github.com/yuin/gopher-lua"
	"golang.org/x/sys/unix"
)

var traceRows = []Row{{
	Name: "trace", Sig: "(on: boolean) -> boolean", Man: "strace(1)",
	Doc: "Prints every call from here on, as strace would: a line on standard error when it has returned, " +
		"with pid and time. false ends that. Returns what was in force before.",
	Example: "> trace(false)\nfalse",
	Impl:    Trace,
}}

var tracing bool

// Trace turns the printing of calls on and off, and tells which it was.
func Trace(on bool) (before bool) {
	before, tracing = tracing, on
	return before
}

// Tracing tells whether calls are printed.
func Tracing() bool { return tracing }

// An entry is when a call was entered.
type entry time.Time

// traced is answer for when calls are printed: what does not return when it
// succeeds now, the rest when it has returned.
func (b *binding) traced(L *glua.LState, args int) int {
	b.check(L)
	e := entry(time.Now())
	if b.never {
		e.print(b.text(L, args), "?")
	}
	n := b.answer(L, args)
	if b.Name != "trace" {
		e.print(b.text(L, args), b.outcome(L, n))
	}
	return n
}

// outcome shows the results, the last n values on the stack.
func (b *binding) outcome(L *glua.LState, n int) string {
	first := L.GetTop() - n + 1
	if n >= 3 && L.Get(first) == glua.LNil { // see Fail
		errno := unix.Errno(L.Get(first + 2).(glua.LNumber))
		return fmt.Sprintf("-1 %s (%s)", errnoName(errno), strerror(errno))
	}
	results := make([]string, 0, 4)
	for i := first; i <= L.GetTop(); i++ {
		k := kind("integer")
		if i-first < len(b.results) {
			k = b.results[i-first].kind
		}
		results = append(results, formatValue(k, L.Get(i), 0))
	}
	return strings.Join(results, ", ")
}

// print writes one line in one write, so that the lines of several processes
// do not mix.
func (e entry) print(call, result string) {
	pid, _, _ := unix.RawSyscall(unix.SYS_GETPID, 0, 0, 0)
	line := fmt.Sprintf("[pid %d] %s %s = %s\n", pid, time.Time(e).Format("15:04:05.000000"), call, result)
	write(2, []byte(line))
}

// text is the call as it was made: unshare(CLONE_NEWPID), barrier:wait(100).
func (b *binding) text(L *glua.LState, args int) string {
	words := make([]string, 0, 4)
	for i, p := range b.params {
		if i >= args {
			break
		}
		word := formatValue(p.kind, L.Get(i+1), 0)
		if p.family != nil && p.family.within != nil {
			word = p.family.formatWithin(words[i-1], L.Get(i+1), word)
		}
		words = append(words, word)
	}
	if len(words) > 0 && isMethod(b.Name) {
		words = words[1:]
	}
	return b.Name + "(" + strings.Join(words, ", ") + ")"
}

const (
	shownBytes = 64 // of a string that is data
	shownItems = 32 // of a table
	shownDepth = 4
)

// formatValue prints a value as strace prints one of its kind.
func formatValue(k kind, value glua.LValue, depth int) string {
	f := k.family()
	switch value := value.(type) {
	case glua.LString:
		if f != nil {
			if bits, err := f.parse(string(value)); err == nil {
				return f.format(bits)
			}
		}
		if k == "mode" {
			return string(value)
		}
		return formatString(k, string(value))
	case glua.LNumber:
		if f != nil && !k.has("integer") {
			return f.format(uintptr(int64(value)))
		}
		if k == "mode" {
			return "0" + strconv.FormatInt(int64(value), 8)
		}
		if k == "descriptor" && uintptr(int64(value)) == atCwd {
			return "AT_FDCWD"
		}
		return formatNumber(float64(value))
	case *glua.LTable:
		return formatTable(k, value, depth)
	case *glua.LUserData:
		if named, ok := value.Value.(fmt.Stringer); ok {
			return named.String()
		}
		return "userdata"
	case *glua.LNilType:
		return "NULL"
	case glua.LBool:
		return value.String()
	}
	return value.Type().String()
}

func formatString(k kind, s string) string {
	if k != "path" && len(s) > shownBytes {
		return strconv.Quote(s[:shownBytes]) + "..."
	}
	return strconv.Quote(s)
}

// formatTable prints a list as ["a", "b"] and a record as {uid=[[0, 1000, 1]]}.
// What is of a family by itself or in a list, signal|table, is so in both.
func formatTable(k kind, t *glua.LTable, depth int) string {
	if depth == shownDepth {
		return "..."
	}
	var list, record []string
	length := t.Len()
	for i := 1; i <= length && i <= shownItems; i++ {
		if value := t.RawGetInt(i); value != glua.LNil {
			list = append(list, formatValue(k, value, depth+1))
		} else { // a list with holes is none
			list, length = nil, 0
		}
	}
	if length > shownItems {
		list = append(list, "...")
	}
	for key, value := range pairs(t) {
		if name := formatKey(key, length); name != "" && len(record) < shownItems {
			record = append(record, name+"="+formatValue("", value, depth+1))
		}
	}
	if record == nil {
		return "[" + strings.Join(list, ", ") + "]"
	}
	return "{" + strings.Join(append(list, record...), ", ") + "}"
}

// formatKey is a key as a record shows it; "" for those of the list.
func formatKey(key glua.LValue, list int) string {
	switch key := key.(type) {
	case glua.LString:
		return string(key)
	case glua.LNumber:
		if i := int(key); glua.LNumber(i) == key && i >= 1 && i <= list {
			return ""
		}
	}
	return "[" + formatValue("", key, shownDepth) + "]"
}
