package repl

import (
	"fmt"
	"strings"

	glua "github.com/yuin/gopher-lua"

	"nslua/bindings"
	"nslua/lua/syntax"
)

// helpOn is ?text: help on a name, or on what a name or a field is the value of. It
// runs no Lua, as help(text) would.
func (s *Session) helpOn(text string) error {
	page := s.page(strings.TrimSpace(text))
	return s.state.Protect(func(L *glua.LState) { bindings.Say(L, page) })
}

func (s *Session) page(text string) string {
	if text == "" {
		return bindings.Overview()
	}
	value, named := s.asked(text)
	if _, ok := s.state.Local(text); ok {
		return bindings.HelpOn(value)
	}
	if page := bindings.PageNamed(text); page != "" {
		return page
	}
	if value, ok := value.(glua.LString); ok && named {
		return fmt.Sprintf("A string, %s.\n", s.state.Brief(value))
	}
	switch {
	case value != nil && value != glua.LNil:
		return bindings.HelpOn(value)
	case named:
		return bindings.HelpNamed(text)
	}
	return fmt.Sprintf("? looks at names and fields, and runs nothing: help(%s) takes any value.\n", text)
}

// annotate keeps comments that are inputs of their own, and puts them above the chunk
// that comes next: help shows what stands above a function.
func (s *Session) annotate(c chunk) {
	if isComment(c.source) {
		s.remark += c.source
		return
	}
	if s.remark != "" && c.err == nil {
		c.line.Remark(strings.TrimSuffix(s.remark, "\n"))
	}
	s.remark = ""
}

// asked is the value of a text, nil if it is not to be known without running Lua.
// It is named if the text may be a name at least.
func (s *Session) asked(text string) (value glua.LValue, named bool) {
	p := placeAt(text + "\n")
	last := len(p.lexemes) - 1
	if last == 0 && (p.class(0) == syntax.Number || p.class(0) == syntax.String) {
		value, _ = p.literal(0)
		return value, false
	}
	r, ok := p.reference(last)
	if ok && r.from == 0 {
		return s.value(p, r), true
	}
	return nil, !strings.ContainsAny(text, "()+\"'")
}
