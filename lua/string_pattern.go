package lua

import (
	"strings"

	glua "github.com/yuin/gopher-lua"

	"nslua/lua/memory"
	"nslua/lua/pattern"
	"nslua/lua/vm"
)

// patterns are those that the script has used lately, ready for matching.
type patterns struct {
	compiled map[string]*pattern.Pattern
	idle     *matcher
}

// How many patterns are kept, and how long one may be: a script that makes its
// patterns out of its data must not fill the memory with them.
const (
	maxPatterns = 512
	maxPattern  = 256
)

func (p *patterns) compile(c call, text string) *pattern.Pattern {
	if compiled := p.compiled[text]; compiled != nil {
		return compiled
	}
	if !memory.Product(len(text), pattern.Cost) {
		memory.Raise(c.LState)
	}
	compiled := pattern.Compile(text)
	if p.compiled == nil || len(p.compiled) >= maxPatterns {
		p.compiled = map[string]*pattern.Pattern{}
	}
	if len(text) <= maxPattern {
		p.compiled[strings.Clone(text)] = compiled
	}
	return compiled
}

// A matcher runs signal handlers while a match goes on.
type matcher struct {
	pattern.Matcher
	state *glua.LState
}

func (m *matcher) deliver() { vm.Interrupt(m.state) }

// matcher is one for a call. The idle one serves, unless a function that matching
// calls matches itself.
func (p *patterns) matcher(c call, compiled *pattern.Pattern, source string) *matcher {
	m := p.idle
	p.idle = nil
	if m == nil {
		m = new(matcher)
		m.Poll = m.deliver
	}
	m.state = c.LState
	m.Reset(compiled, source)
	return m
}

// done takes a matcher back, and keeps nothing of the script's in memory.
func (p *patterns) done(m *matcher) {
	m.Reset(nil, "")
	m.state = nil
	p.idle = m
}

// matched raises what has ended matching.
func (c call) matched(found bool, err error) bool {
	if err != nil {
		c.RaiseError("%s", err)
	}
	return found
}

// captured is the match's capture i: a string or a place.
func (c call) captured(m *matcher, i int) glua.LValue {
	start, end, err := m.Capture(i)
	switch {
	case err != nil:
		c.RaiseError("%s", err)
	case end < 0:
		return glua.LNumber(start + 1)
	}
	return piece(m.Source, start, end)
}

// giveCaptures pushes all captures, or the whole match if there are none.
func (c call) giveCaptures(m *matcher) int {
	n := max(m.Captures(), 1)
	for i := range n {
		c.Push(c.captured(m, i))
	}
	return n
}

func (p *patterns) find(c call) int {
	source, start := c.searched()
	text := c.text(2)
	if c.ToBool(4) || pattern.Plain(text) {
		return c.findPlain(source, text, start)
	}
	m := p.matcher(c, p.compile(c, text), source)
	defer p.done(m)
	if !c.matched(m.Find(start)) {
		return c.give(glua.LNil)
	}
	c.give(glua.LNumber(m.Start+1), glua.LNumber(m.End))
	if m.Captures() == 0 {
		return 2
	}
	return 2 + c.giveCaptures(m)
}

func (p *patterns) match(c call) int {
	source, start := c.searched()
	m := p.matcher(c, p.compile(c, c.text(2)), source)
	defer p.done(m)
	if !c.matched(m.Find(start)) {
		return c.give(glua.LNil)
	}
	return c.giveCaptures(m)
}

// searched are the string to search, the first argument, and where to begin, the
// third. Arguments are checked in their order.
func (c call) searched() (source string, start int) {
	source = c.text(1)
	c.text(2)
	start = position(c.integerOr(3, 1), len(source)) - 1
	return source, min(max(start, 0), len(source))
}

func (c call) findPlain(source, text string, start int) int {
	at := strings.Index(source[start:], text)
	if at < 0 {
		return c.give(glua.LNil)
	}
	return c.give(glua.LNumber(start+at+1), glua.LNumber(start+at+len(text)))
}

// gmatch gives an iterator. A ^ is no anchor there.
func (p *patterns) gmatch(c call) int {
	source, text := c.text(1), c.text(2)
	if strings.HasPrefix(text, "^") {
		text = "%" + text
	}
	compiled, next := p.compile(c, text), 0
	return c.give(c.NewFunction(func(L *glua.LState) int {
		c := call{L, "gmatch"}
		m := p.matcher(c, compiled, source)
		defer p.done(m)
		if !c.matched(m.Find(next)) {
			next = len(source) + 1
			return 0
		}
		next = m.End
		if m.End == m.Start {
			next++
		}
		return c.giveCaptures(m)
	}))
}
