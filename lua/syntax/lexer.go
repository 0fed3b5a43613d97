package syntax

import (
	"nslua/lua/number"
)

// endOfSource is what current gives behind the last byte.
const endOfSource = -1

// What a byte is in the C locale.
const (
	space = 1 << iota // white space but newlines
	digit
	alpha // a letter or _
	newline
)

var class = func() (table [256]uint8) {
	for _, c := range " \t\v\f" {
		table[c] = space
	}
	for _, c := range "\n\r" {
		table[c] = newline
	}
	for c := '0'; c <= '9'; c++ {
		table[c] = digit
	}
	for c := 'a'; c <= 'z'; c++ {
		table[c], table[c-'a'+'A'] = alpha, alpha
	}
	table['_'] = alpha
	return table
}()

// A lexer cuts a source into tokens. The source may come in pieces: read gives
// the next, "" is the end.
type lexer struct {
	source string
	read   func() (string, error) // nil when there is no more
	pos    int                    // of the current byte in source
	start  int                    // of what must be kept of source: the token that is read
	first  int                    // where that token began, if source is whole
	begun  int                    // where the line begins; negative when that was given up
	line   int
	chunk  string
	lax    bool // goes on past what is wrong
}

// current is the byte at pos.
func (l *lexer) current() int {
	if l.pos < len(l.source) {
		return int(l.source[l.pos])
	}
	return l.more()
}

// more gets the next piece and gives its first byte.
func (l *lexer) more() int {
	if l.read == nil {
		return endOfSource
	}
	piece, err := l.read()
	if err != nil {
		panic(failure{err})
	}
	if piece == "" {
		l.read = nil
		return endOfSource
	}
	l.source = l.source[l.start:] + piece
	l.pos -= l.start
	l.begun -= l.start
	l.start = 0
	return int(l.source[l.pos])
}

// pass goes on while bytes are of a class.
func (l *lexer) pass(classes uint8) {
	for {
		for l.pos < len(l.source) && class[l.source[l.pos]]&classes != 0 {
			l.pos++
		}
		if l.pos < len(l.source) || l.more() == endOfSource {
			return
		}
	}
}

// take passes a byte if it is the current one.
func (l *lexer) take(c int) bool {
	if l.current() != c {
		return false
	}
	l.pos++
	return true
}

// newline passes the end of a line: \n, \r, \r\n or \n\r.
func (l *lexer) newline() {
	first := l.current()
	l.pos++
	if second := l.current(); (second == '\n' || second == '\r') && second != first {
		l.pos++
	}
	l.line++
	l.begun = l.pos
}

// scan reads a token.
func (l *lexer) scan() token {
	for {
		l.start, l.first = l.pos, l.pos
		c := l.current()
		if c == endOfSource {
			return token{kind: tokenEOS, column: l.column()}
		}
		switch class[c] {
		case space:
			l.pos++
			continue
		case newline:
			l.newline()
			continue
		case alpha:
			return l.word()
		case digit:
			return l.numeral(l.column())
		}
		if c == '-' {
			column := l.column()
			l.pos++
			if !l.take('-') {
				return token{kind: '-', column: column}
			}
			l.comment()
			continue
		}
		t := l.symbol(c)
		l.current() // so that load asks for as many pieces as C Lua's does
		return t
	}
}

// column is where the token begins in its line, from 1.
func (l *lexer) column() int { return l.start - l.begun + 1 }

func (l *lexer) word() token {
	column := l.column()
	l.pass(alpha | digit)
	text := l.source[l.start:l.pos]
	return token{kind: reserved(text), column: column, text: text}
}

// symbol reads what is neither word nor number.
func (l *lexer) symbol(c int) token {
	t := token{kind: kind(c), column: l.column()}
	switch c {
	case '"', '\'':
		t.kind, t.quote = tokenString, string(rune(c))
		t.text = l.quoted(byte(c))
		return t
	case '[':
		level, ok := l.bracket('[')
		if ok {
			t.kind, t.quote = tokenString, l.source[l.start:l.pos]
			t.text = l.long(level, false)
		} else if level > 0 {
			l.fail("invalid long string delimiter", l.source[l.start:l.pos])
		}
		return t
	case '.':
		l.pos++
		switch next := l.current(); {
		case next == '.':
			l.pos++
			t.kind = tokenConcat
			if l.take('.') {
				t.kind = tokenDots
			}
		case next >= '0' && next <= '9':
			return l.numeral(t.column)
		}
		return t
	}
	l.pos++
	if equal := withEqual(c); equal != 0 && l.take('=') {
		t.kind = equal
	}
	return t
}

// withEqual is what a character and = make together.
func withEqual(c int) kind {
	switch c {
	case '=':
		return tokenEqual
	case '<':
		return tokenLessEqual
	case '>':
		return tokenGreaterEqual
	case '~':
		return tokenNotEqual
	}
	return 0
}

// comment passes a comment whose -- is read.
func (l *lexer) comment() {
	l.start = l.pos
	if l.current() == '[' {
		if level, ok := l.bracket('['); ok {
			l.long(level, true)
			return
		}
	}
	for c := l.current(); c != endOfSource && class[c] != newline; c = l.current() {
		for l.pos < len(l.source) && class[l.source[l.pos]] != newline {
			l.pos++
		}
		l.start = l.pos
	}
}

// numeral reads a number: all that may look like one, a point before it
// included, is taken and must be right then.
func (l *lexer) numeral(column int) token {
	for l.current() == '.' || l.current() != endOfSource && class[l.current()] == digit {
		l.pos++
	}
	if l.take('e') || l.take('E') {
		_ = l.take('+') || l.take('-')
	}
	l.pass(alpha | digit)
	text := l.source[l.start:l.pos]
	value, ok := integer(text)
	if !ok {
		value, ok = number.Parse(text)
	}
	if !ok {
		l.fail("malformed number", text)
	}
	return token{kind: tokenNumber, column: column, text: text, number: value}
}

// integer reads the short numbers that most are.
func integer(text string) (float64, bool) {
	if len(text) > 15 {
		return 0, false
	}
	n := 0
	for i := range len(text) {
		if class[text[i]] != digit {
			return 0, false
		}
		n = 10*n + int(text[i]-'0')
	}
	return float64(n), true
}
