package lua

import (
	"os"
	"time"

	glua "github.com/yuin/gopher-lua"

	"nslua/bindings"
)

func (s *State) openOS() {
	s.install(s.library("os"), functions{
		"clock":     clock,
		"date":      s.date,
		"difftime":  difftime,
		"execute":   s.execute,
		"exit":      exit,
		"getenv":    getenv,
		"remove":    remove,
		"rename":    rename,
		"setlocale": setlocale,
		"time":      s.time,
		"tmpname":   tmpname,
	})
}

// exit takes true and false as well, as Lua does from 5.2 on.
func exit(c call) int {
	code := 0
	switch c.Get(1) {
	case glua.LTrue:
	case glua.LFalse:
		code = 1
	default:
		code = c.integerOr(1, 0)
	}
	bindings.Exit(code)
	return 0
}

func getenv(c call) int {
	value, ok := os.LookupEnv(c.text(1))
	if !ok {
		return c.give(glua.LNil)
	}
	return c.give(glua.LString(value))
}

// clock is the CPU time that the process has used, in seconds; clock(3) counts in
// microseconds.
func clock(c call) int {
	return c.give(glua.LNumber(bindings.CPUTime()/time.Microsecond) / 1e6)
}

func difftime(c call) int {
	return c.give(glua.LNumber(float64(int64(c.integer(1)) - int64(c.integerOr(2, 0)))))
}

// setlocale knows the one locale that a pure Go program has.
func setlocale(c call) int {
	name := c.textOr(1, "C")
	if !c.absent(2) {
		c.option(2, "all", "collate", "ctype", "monetary", "numeric", "time")
	}
	switch name {
	case "", "C", "POSIX":
		return c.give(glua.LString("C"))
	}
	return c.give(glua.LNil)
}

func remove(c call) int {
	path := c.text(1)
	if err := bindings.Remove(path); err != nil {
		return c.failedAt(path, err)
	}
	return c.give(glua.LTrue)
}

func rename(c call) int {
	from, to := c.text(1), c.text(2)
	if err := bindings.Rename(from, to); err != nil {
		return c.failedAt(from, err)
	}
	return c.give(glua.LTrue)
}

// tmpname makes an empty file, as mkstemp(3) does, so that the name is taken.
func tmpname(c call) int {
	path, fd, err := temporary(c.LState)
	if err != nil {
		c.RaiseError("unable to generate a unique filename")
	}
	bindings.Close(fd)
	return c.give(glua.LString(path))
}

// temporary makes an empty file that only its owner may read, as mkstemp(3).
func temporary(L *glua.LState) (path string, fd int, err error) {
	const letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
	for range 100 {
		b := []byte("/tmp/lua_XXXXXX")
		for i, random := len(b)-6, bindings.Random(); i < len(b); i++ {
			b[i] = letters[random%uint64(len(letters))]
			random /= uint64(len(letters))
		}
		path = string(b)
		fd, err = bindings.OpenFile(L, path, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o600)
		if !os.IsExist(err) {
			break
		}
	}
	return path, fd, err
}
