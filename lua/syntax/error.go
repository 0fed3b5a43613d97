package syntax

import (
	"fmt"
	"strings"
)

// An Error is why a source was not compiled, and where.
type Error struct {
	Chunk        string // as messages show it
	Line, Column int    // 0 where the place does not matter
	AtEnd        bool   // the source may go on to be right
	Message      string
	Source       string // the line, if who compiled it knows
}

func (e *Error) Error() string {
	if e.Line == 0 {
		return e.Message
	}
	return fmt.Sprintf("%s:%d: %s", e.Chunk, e.Line, e.Message)
}

// A failure ends the compilation, as a panic's value: an *Error, or what read
// gave.
type failure struct{ error }

func (l *lexer) raise(message string, column int, atEnd bool) {
	if l.lax {
		return
	}
	panic(failure{&Error{Chunk: Source(l.chunk, ErrorSource), Line: l.line, Column: column, AtEnd: atEnd, Message: message}})
}

// fail raises that the source is wrong near a text. A lax lexer takes it for what
// it began as.
func (l *lexer) fail(message, near string) {
	near, _, _ = strings.Cut(near, "\x00")
	l.raise(fmt.Sprintf("%s near '%s'", message, near), l.column(), false)
}

// failAtEnd raises that the source ends too soon.
func (l *lexer) failAtEnd(message string) {
	l.raise(message+" near '<eof>'", l.column(), true)
}

// fail raises that the source is wrong at the token that is looked at.
func (p *parser) fail(message string) {
	if near, _, _ := strings.Cut(p.token.String(), "\x00"); p.token.kind != 0 { // which is none in C
		message = fmt.Sprintf("%s near '%s'", message, near)
	}
	if p.token.kind == '|' {
		message += " (flags are joined by +)"
	}
	p.raise(message, p.token.column, p.token.kind == tokenEOS)
}

// limit raises that a function has too much of something.
func (p *parser) limit(most int, what string) {
	of := "main function"
	if line := p.fn.proto.LineDefined; line != 0 {
		of = fmt.Sprintf("function at line %d", line)
	}
	p.raise(fmt.Sprintf("%s has more than %d %s", of, most, what), p.token.column, false)
}

// overflow raises that a chunk has too much of something, at no line.
func overflow(message string) { panic(failure{&Error{Message: message}}) }
