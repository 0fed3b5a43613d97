package syntax

// bracket reads [==[, or with ']' what ends it, and gives how many = it has. It
// is none where ok is false; level then counts the brackets and = that were read,
// less one.
func (l *lexer) bracket(c int) (level int, ok bool) {
	l.pos++
	for l.take('=') {
		level++
	}
	if l.current() == c {
		l.pos++
		return level, true
	}
	return level, false
}

// long reads a long string or comment, whose opening bracket is read. A newline
// at once after it does not count.
func (l *lexer) long(level int, comment bool) string {
	var value []byte
	if c := l.current(); c == '\n' || c == '\r' {
		l.newline()
	}
	for {
		l.start = l.pos
		switch l.current() {
		case endOfSource:
			what := "unfinished long string"
			if comment {
				what = "unfinished long comment"
			}
			l.failAtEnd(what)
			return string(value)
		case '[':
			if n, ok := l.bracket('['); ok && n == level && level == 0 {
				l.fail("nesting of [[...]] is deprecated", "[")
			} else if ok && n != level {
				l.pos-- // it may open another
			}
		case ']':
			n, ok := l.bracket(']')
			if ok && n == level {
				return string(value)
			}
			if ok {
				l.pos-- // it may begin the one that ends
			}
		case '\n', '\r':
			l.newline()
			if !comment {
				value = append(value, '\n')
			}
			continue
		default:
			l.pos++
			for l.pos < len(l.source) && !special(l.source[l.pos]) {
				l.pos++
			}
		}
		if !comment {
			value = append(value, l.source[l.start:l.pos]...)
		}
	}
}

// special tells whether a byte needs a look in a long string.
func special(c byte) bool { return c == ']' || c == '[' || c == '\n' || c == '\r' }

// quoted reads a string between quotes.
func (l *lexer) quoted(quote byte) string {
	l.pos++
	value, whole := []byte(nil), true // whole: the source is the value as it stands
	from := l.pos - l.start
	for {
		for l.pos < len(l.source) && l.source[l.pos] != quote && l.source[l.pos] != '\\' && class[l.source[l.pos]] != newline {
			l.pos++
		}
		switch c := l.current(); c {
		case endOfSource:
			l.failAtEnd("unfinished string")
			return string(value)
		case '\n', '\r':
			value = append(value, l.source[l.start+from:l.pos]...)
			l.fail("unfinished string", string(quote)+string(value))
			return string(value)
		case '\\':
			value, whole = append(value, l.source[l.start+from:l.pos]...), false
			value = l.escape(quote, value)
			from = l.pos - l.start
		case int(quote):
			rest := l.source[l.start+from : l.pos]
			l.pos++
			if whole {
				return rest
			}
			return string(append(value, rest...))
		}
	}
}

// escapes are what stands for a character behind a backslash.
var escapes = [256]byte{'a': '\a', 'b': '\b', 'f': '\f', 'n': '\n', 'r': '\r', 't': '\t', 'v': '\v'}

// escape reads what begins with a backslash and adds what it stands for.
func (l *lexer) escape(quote byte, value []byte) []byte {
	l.pos++
	c := l.current()
	switch {
	case c == endOfSource:
		return value // the string is not finished either
	case class[c] == newline:
		l.newline()
		return append(value, '\n')
	case class[c] == digit:
		code := 0
		for i := 0; i < 3 && c != endOfSource && class[c] == digit; i++ {
			code = 10*code + c - '0'
			l.pos++
			c = l.current()
		}
		if code > 255 {
			l.fail("escape sequence too large", string(quote)+string(value))
		}
		return append(value, byte(code))
	}
	l.pos++
	if escapes[c] != 0 {
		return append(value, escapes[c])
	}
	return append(value, byte(c))
}
