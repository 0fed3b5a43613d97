package lua

import (
	"fmt"
	"os"
	"time"

	glua "github.com/yuin/gopher-lua"

	"nslua/bindings"
)

func (s *State) openOS() {
	s.RegisterModule("os", map[string]glua.LGFunction{
		"clock":     clock,
		"date":      date,
		"difftime":  difftime,
		"execute":   s.execute,
		"exit":      exit,
		"getenv":    getenv,
		"remove":    remove,
		"rename":    rename,
		"setlocale": setlocale,
		"time":      osTime,
		"tmpname":   tmpname,
	})
}

// exit takes true and false as well, as Lua does from 5.2 on.
func exit(L *glua.LState) int {
	code := 0
	switch value := L.Get(1); value {
	case glua.LNil, glua.LTrue:
	case glua.LFalse:
		code = 1
	default:
		code = L.CheckInt(1)
	}
	bindings.Exit(code)
	return 0
}

func getenv(L *glua.LState) int {
	value, ok := os.LookupEnv(L.CheckString(1))
	if !ok {
		L.Push(glua.LNil)
		return 1
	}
	L.Push(glua.LString(value))
	return 1
}

// clock is the CPU time that the process has used, in seconds.
func clock(L *glua.LState) int {
	L.Push(glua.LNumber(bindings.CPUTime().Seconds()))
	return 1
}

func difftime(L *glua.LState) int {
	L.Push(L.CheckNumber(1) - L.OptNumber(2, 0))
	return 1
}

// setlocale knows the one locale that a pure Go program has.
func setlocale(L *glua.LState) int {
	switch L.OptString(1, "C") {
	case "", "C", "POSIX":
		L.Push(glua.LString("C"))
	default:
		L.Push(glua.LNil)
	}
	return 1
}

func remove(L *glua.LState) int {
	path := L.CheckString(1)
	if err := bindings.Remove(path); err != nil {
		return fail(L, path, err)
	}
	L.Push(glua.LTrue)
	return 1
}

func rename(L *glua.LState) int {
	from, to := L.CheckString(1), L.CheckString(2)
	if err := bindings.Rename(from, to); err != nil {
		return fail(L, from, err)
	}
	L.Push(glua.LTrue)
	return 1
}

// tmpname makes an empty file, as mkstemp(3) does, so that the name is taken.
func tmpname(L *glua.LState) int {
	path, fd, err := temporary(L)
	if err != nil {
		raiseFailure(L, path, err)
	}
	bindings.Close(fd)
	L.Push(glua.LString(path))
	return 1
}

// temporary makes an empty file in $TMPDIR or /tmp that only its owner may
// read.
func temporary(L *glua.LState) (path string, fd int, err error) {
	for range 100 {
		path = fmt.Sprintf("%s/lua_%016x", os.TempDir(), bindings.Random())
		fd, err = bindings.OpenFile(L, path, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o600)
		if !os.IsExist(err) {
			break
		}
	}
	return path, fd, err
}

// osTime is the time now, or the one that a table tells in local time; fields
// out of their range carry over, as in mktime(3).
func osTime(L *glua.LState) int {
	if L.Get(1) == glua.LNil {
		L.Push(glua.LNumber(time.Now().Unix()))
		return 1
	}
	table := L.CheckTable(1)
	field := func(name string, otherwise int) int {
		if value := table.RawGetString(name); value != glua.LNil {
			return int(glua.LVAsNumber(value))
		}
		if otherwise < 0 {
			L.RaiseError("field '%s' missing in date table", name)
		}
		return otherwise
	}
	t := time.Date(field("year", -1), time.Month(field("month", -1)), field("day", -1),
		field("hour", 12), field("min", 0), field("sec", 0), 0, time.Local)
	L.Push(glua.LNumber(t.Unix()))
	return 1
}
