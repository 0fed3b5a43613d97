package lua

import (
	"strings"

	glua "github.com/yuin/gopher-lua"

	"nslua/lua/memory"
)

// openString makes the string library, which is also where a method of a string
// is looked for.
func (s *State) openString() {
	library := s.library("string")
	s.install(library, functions{
		"byte":    stringByte,
		"char":    stringChar,
		"dump":    stringDump,
		"find":    s.patterns.find,
		"format":  stringFormat,
		"gmatch":  s.patterns.gmatch,
		"gsub":    s.patterns.gsub,
		"len":     stringLen,
		"lower":   stringLower,
		"match":   s.patterns.match,
		"rep":     stringRep,
		"reverse": stringReverse,
		"sub":     stringSub,
		"upper":   stringUpper,
	})
	library.RawSetString("gfind", library.RawGetString("gmatch"))
	meta := s.NewTable()
	meta.RawSetString("__index", library)
	s.SetMetatable(glua.LString(""), meta)
}

// position makes an index into a string that may count from its end one that
// counts from its start; 0 is before it.
func position(index, length int) int {
	if index < 0 {
		index += length + 1
	}
	return max(index, 0)
}

// oneByte are the strings of one byte, which need no memory of their own.
var oneByte = func() (values [256]glua.LValue) {
	for c := range values {
		values[c] = glua.LString([]byte{byte(c)})
	}
	return values
}()

// piece is part of a string. A small part of a large one is a copy, lest it keep
// the large one in memory.
func piece(text string, start, end int) glua.LValue {
	part := text[start:end]
	switch {
	case len(part) == 1:
		return oneByte[part[0]]
	case len(text) >= 4096 && len(part) < len(text)/8:
		part = strings.Clone(part)
	}
	return glua.LString(part)
}

func stringLen(c call) int { return c.give(glua.LNumber(len(c.text(1)))) }

func stringSub(c call) int {
	text := c.text(1)
	start := max(position(c.integer(2), len(text)), 1)
	end := min(position(c.integerOr(3, -1), len(text)), len(text))
	if start > end {
		return c.give(glua.LString(""))
	}
	return c.give(piece(text, start-1, end))
}

func stringByte(c call) int {
	text := c.text(1)
	first := position(c.integerOr(2, 1), len(text))
	last := min(position(c.integerOr(3, first), len(text)), len(text))
	first = max(first, 1)
	if first > last {
		return 0
	}
	if last-first+1 > mostResults-c.GetTop() {
		c.RaiseError("stack overflow (string slice too long)")
	}
	for _, b := range []byte(text[first-1 : last]) {
		c.Push(glua.LNumber(b))
	}
	return last - first + 1
}

func stringChar(c call) int {
	text := make([]byte, c.GetTop())
	for i := range text {
		n := c.int(i + 1)
		if n < 0 || n > 255 {
			c.bad(i+1, "invalid value")
		}
		text[i] = byte(n)
	}
	if len(text) == 1 {
		return c.give(oneByte[text[0]])
	}
	return c.give(glua.LString(text))
}

func stringRep(c call) int {
	text, n := c.text(1), max(c.integer(2), 0)
	if !memory.Product(n, len(text)) {
		memory.Raise(c.LState)
	}
	return c.give(glua.LString(strings.Repeat(text, n)))
}

func stringReverse(c call) int {
	text := c.text(1)
	c.room(len(text))
	reversed := make([]byte, len(text))
	for i := range len(text) {
		reversed[len(text)-1-i] = text[i]
	}
	return c.give(glua.LString(reversed))
}

func stringLower(c call) int { return c.give(glua.LString(c.recase('A', 'Z'))) }
func stringUpper(c call) int { return c.give(glua.LString(c.recase('a', 'z'))) }

// recase is the first argument with another case of the letters from first to
// last. Other bytes than those of ASCII have none in the C locale.
func (c call) recase(first, last byte) string {
	text := c.text(1)
	for i := range len(text) {
		if text[i] < first || text[i] > last {
			continue
		}
		c.room(len(text))
		changed := []byte(text)
		for ; i < len(changed); i++ {
			if changed[i] >= first && changed[i] <= last {
				changed[i] ^= 'a' - 'A'
			}
		}
		return string(changed)
	}
	return text
}

func stringDump(c call) int {
	if fn := c.function(1); !fn.IsG {
		if text := dump(fn); text != "" {
			return c.give(glua.LString(text))
		}
	}
	c.RaiseError("unable to dump given function")
	return 0
}
