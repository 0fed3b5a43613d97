package lua

import (
	"strings"

	glua "github.com/yuin/gopher-lua"

	"nslua/lua/vm"
)

// A substitution is one call of gsub.
type substitution struct {
	call
	*matcher
	replacement glua.LValue
	result      strings.Builder
}

func (p *patterns) gsub(c call) int {
	source, text := c.text(1), c.text(2)
	replacement := c.Get(3)
	switch replacement.Type() {
	case glua.LTNumber:
		replacement = glua.LString(c.text(3))
	case glua.LTString, glua.LTFunction, glua.LTTable:
	default:
		c.bad(3, "string/function/table expected")
	}
	most := c.intOr(4, len(source)+1)
	m := p.matcher(c, p.compile(c, text), source)
	defer p.done(m)
	s := substitution{c, m, replacement, strings.Builder{}}
	n := s.run(most)
	if n == 0 {
		return c.give(glua.LString(source), glua.LNumber(0))
	}
	return c.give(glua.LString(s.result.String()), glua.LNumber(n))
}

// run makes at most so many replacements, and returns how many.
func (s *substitution) run(most int) (n int) {
	copied, next := 0, 0 // up to where the source is in the result; where to search on
	for n < most && next <= len(s.Source) && s.matched(s.Find(next)) {
		n++
		s.add(s.Source[copied:s.Start])
		s.replace()
		copied, next = s.End, s.End
		if s.End == s.Start {
			next++
		}
		if s.Anchored {
			break
		}
	}
	if n > 0 {
		s.add(s.Source[copied:])
	}
	return n
}

// add appends to the result.
func (s *substitution) add(text string) {
	if s.result.Len()+len(text) > s.result.Cap() {
		s.room(s.result.Len() + len(text))
	}
	s.result.WriteString(text)
}

// replace appends what takes the match's place.
func (s *substitution) replace() {
	var value glua.LValue
	switch replacement := s.replacement.(type) {
	case glua.LString:
		s.expand(string(replacement))
		return
	case *glua.LTable:
		value = vm.Index(s.LState, replacement, s.captured(s.matcher, 0))
	default:
		s.Push(replacement)
		s.Call(s.giveCaptures(s.matcher), 1)
		value = s.Get(-1)
		s.Pop(1)
	}
	switch value := value.(type) {
	case glua.LString:
		s.add(string(value))
	case glua.LNumber:
		s.add(textOf(value))
	default:
		if glua.LVAsBool(value) {
			s.RaiseError("invalid replacement value (a %s)", value.Type())
		}
		s.add(s.Source[s.Start:s.End])
	}
}

// expand appends a string in which %1 to %9 stand for captures, %0 for the whole
// match and % for itself before anything else. One at the end stands for the NUL
// that a string ends with in C.
func (s *substitution) expand(text string) {
	for {
		plain, rest, found := strings.Cut(text, "%")
		s.add(plain)
		switch {
		case !found:
			return
		case rest == "":
			s.add("\x00")
			return
		case rest[0] == '0':
			s.add(s.Source[s.Start:s.End])
		case rest[0] >= '1' && rest[0] <= '9':
			s.add(textOf(s.captured(s.matcher, int(rest[0]-'1'))))
		default:
			s.add(rest[:1])
		}
		text = rest[1:]
	}
}
