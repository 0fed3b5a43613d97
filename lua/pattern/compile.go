package pattern

import "strings"

// A kind is what an item does.
type kind uint8

const (
	literal   kind = iota // these characters
	one                   // a character of a set
	greedy                // as many as there are, and then fewer
	lazy                  // none, and then more
	optional              // one or none
	opening               // starts a capture
	closing               // ends it
	position              // is a capture, of the place
	reference             // what a capture has captured
	balance               // from a character to the one that closes it
	frontier              // a place between a character outside of a set and one in it
	end                   // the end of the string
	never                 // nothing
	success               // is the end of the pattern
	fault                 // ends matching with an error
)

// An item is one step of a match.
type item struct {
	kind kind
	// least is how many characters a greedy item must have.
	least   uint8
	capture uint8
	// follow is the character that must come next, or -1 if that is not known:
	// it spares returning to where the match cannot go on.
	follow int16
	set    *set
	text   string // of a literal; the pair of a balance; the message of a fault
}

// A Pattern is a pattern made ready for matching. It never changes and may be
// used by any number of Matchers.
type Pattern struct {
	Anchored bool // begins with ^
	items    []item

	// What a match begins with, if it is known: characters, or one of a set.
	prefix string
	first  *set
}

const (
	maxCaptures = 32 // LUA_MAXCAPTURES
	// maxChoices is how many items there may be that match in more than one way.
	// C's stack ends at about twice as many.
	maxChoices = 1 << 16
)

// Plain tells whether a pattern stands for itself, be it with a NUL in it.
func Plain(text string) bool {
	for i := range len(text) {
		switch text[i] {
		case '^', '$', '*', '+', '?', '.', '(', '[', '%', '-':
			return false
		case 0:
			return true
		}
	}
	return true
}

// Cost is how many bytes of memory a byte of a pattern may take once it is ready.
const Cost = 128

// Compile makes a pattern ready. A pattern ends at its first NUL, as in C; %z
// stands for one.
func Compile(text string) *Pattern {
	text, _, _ = strings.Cut(text, "\x00")
	p := &Pattern{}
	text, p.Anchored = strings.CutPrefix(text, "^")
	c := compiler{Pattern: p}
	for text != "" {
		text = text[c.item(text):]
	}
	c.add(item{kind: success})
	c.finish()
	return p
}

// A compiler makes a pattern's items. Which captures are open at an item depends
// on the items before it alone.
type compiler struct {
	*Pattern
	captures []captured
	choices  int    // how many items may match in more than one way
	run      []byte // characters that stand for themselves, of no item yet
}

// captured is what is known of a capture so far.
type captured uint8

const (
	open captured = iota
	closed
	place
)

// item adds the item that the text begins with and returns its length. After a
// fault nothing is ever reached.
func (c *compiler) item(text string) int {
	next := byte(0)
	if len(text) > 1 {
		next = text[1]
	}
	switch {
	case text[0] == '(' && next == ')':
		return c.capture(position, place, text, 2)
	case text[0] == '(':
		return c.capture(opening, open, text, 1)
	case text[0] == ')':
		return c.close(text)
	case text == "$":
		c.add(item{kind: end})
		return 1
	case text[0] == '%' && next == 'b':
		if len(text) < 4 {
			return c.fault("unbalanced pattern", text)
		}
		c.add(item{kind: balance, text: text[2:4]})
		return 4
	case text[0] == '%' && next == 'f':
		return c.frontier(text)
	case text[0] == '%' && next >= '0' && next <= '9':
		return c.reference(int(next)-'1', text)
	}
	return c.characters(text)
}

// add adds an item after what stood for itself before it.
func (c *compiler) add(i item) {
	if len(c.run) > 0 {
		c.items = append(c.items, item{kind: literal, text: string(c.run)})
		c.run = c.run[:0]
	}
	c.items = append(c.items, i)
}

func (c *compiler) fault(message, text string) int {
	c.add(item{kind: fault, text: message})
	return len(text)
}

func (c *compiler) capture(kind kind, state captured, text string, length int) int {
	if len(c.captures) == maxCaptures {
		return c.fault("too many captures", text)
	}
	c.add(item{kind: kind, capture: uint8(len(c.captures))})
	c.captures = append(c.captures, state)
	return length
}

func (c *compiler) close(text string) int {
	for i := len(c.captures) - 1; i >= 0; i-- {
		if c.captures[i] == open {
			c.captures[i] = closed
			c.add(item{kind: closing, capture: uint8(i)})
			return 1
		}
	}
	return c.fault("invalid pattern capture", text)
}

func (c *compiler) reference(capture int, text string) int {
	switch {
	case capture < 0 || capture >= len(c.captures) || c.captures[capture] == open:
		return c.fault("invalid capture index", text)
	case c.captures[capture] == place:
		c.add(item{kind: never})
	default:
		c.add(item{kind: reference, capture: uint8(capture)})
	}
	return 2
}

func (c *compiler) frontier(text string) int {
	rest := text[len("%f"):]
	if !strings.HasPrefix(rest, "[") {
		return c.fault("missing '[' after '%f' in pattern", text)
	}
	length, message := single(rest)
	if message != "" {
		return c.fault(message, text)
	}
	c.add(item{kind: frontier, set: bracketed(rest[1 : length-1])})
	return len("%f") + length
}

// characters adds a single character or a set, with the sign after it that tells
// how often it is wanted.
func (c *compiler) characters(text string) int {
	length, message := single(text)
	if message != "" {
		return c.fault(message, text)
	}
	what, sign := text[:length], byte(0)
	if length < len(text) {
		sign = text[length]
	}
	if strings.IndexByte("*+-?", sign) >= 0 {
		if c.choices++; c.choices > maxChoices {
			return c.fault(string(tooComplex), text)
		}
	}
	switch sign {
	case '*':
		c.add(item{kind: greedy, set: setOf(what)})
	case '+':
		c.add(item{kind: greedy, set: setOf(what), least: 1})
	case '-':
		c.add(item{kind: lazy, set: setOf(what)})
	case '?':
		c.add(item{kind: optional, set: setOf(what)})
	default:
		c.once(what)
		return length
	}
	return length + 1
}

// once adds what matches once. Characters that stand for themselves become one
// item with those before them.
func (c *compiler) once(what string) {
	if what == "." || what[0] == '[' || what[0] == '%' && classes[what[1]] != nil {
		c.add(item{kind: one, set: setOf(what)})
	} else {
		c.run = append(c.run, what[len(what)-1])
	}
}

// single is the length of the character or set that the text begins with, or
// what is wrong with it.
func single(text string) (length int, message string) {
	switch text[0] {
	case '%':
		if len(text) == 1 {
			return 0, "malformed pattern (ends with '%')"
		}
		return 2, ""
	case '[':
		i := 1
		if strings.HasPrefix(text[i:], "^") {
			i++
		}
		for start := i; i < len(text); i++ { // a ] at the start belongs to the set
			if text[i] == ']' && i > start {
				return i + 1, ""
			}
			if text[i] == '%' {
				i++
			}
		}
		return 0, "malformed pattern (missing ']')"
	}
	return 1, ""
}

// setOf is the set that a single character or a set in brackets stands for.
func setOf(what string) *set {
	switch {
	case what == ".":
		return any
	case what[0] == '[':
		return bracketed(what[1 : len(what)-1])
	case what[0] == '%' && classes[what[1]] != nil:
		return classes[what[1]]
	}
	s := new(set)
	s[what[len(what)-1]] = true
	return s
}

// finish notes what can be known before matching.
func (c *compiler) finish() {
	follow := int16(-1)
	for i := len(c.items) - 1; i >= 0; i-- {
		it := &c.items[i]
		it.follow = follow
		switch it.kind {
		case opening, closing, position: // take no characters
		case literal:
			follow = int16(it.text[0])
		default:
			follow = -1
		}
	}
	for _, it := range c.items {
		switch it.kind {
		case opening, position:
			continue
		case literal:
			c.prefix = it.text
		case one, greedy:
			if it.kind == one || it.least > 0 {
				c.first = it.set
			}
		}
		return
	}
}
