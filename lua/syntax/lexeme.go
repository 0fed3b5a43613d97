package syntax

import (
	"iter"
	"strings"
)

// A Lexeme is a piece of a source as an editor shows it: a token or a comment.
type Lexeme struct {
	Begin, End int // in bytes
	Class      Class
}

// A Class is what an editor tells lexemes apart by.
type Class int

const (
	Symbol Class = iota
	Keyword
	Name
	Number
	String
	Comment // or several, with nothing but white space between them
)

// Lexemes goes through a source, which may be unfinished or wrong: what is wrong
// is of the class that it began as.
func Lexemes(source string) iter.Seq[Lexeme] {
	return func(yield func(Lexeme) bool) {
		l := lexer{source: source, line: 1, lax: true}
		for end := 0; ; end = l.pos {
			t := l.scan()
			if comment := trimmed(source, end, l.first); comment.Begin < comment.End && !yield(comment) {
				return
			}
			if t.kind == tokenEOS || !yield(Lexeme{l.first, l.pos, t.class()}) {
				return
			}
		}
	}
}

// Words are the tokens of a source as they stand in it.
func Words(source string) (words []string) {
	for l := range Lexemes(source) {
		if l.Class != Comment {
			words = append(words, source[l.Begin:l.End])
		}
	}
	return words
}

// trimmed is what lies between two tokens, without the white space around it.
func trimmed(source string, begin, end int) Lexeme {
	const white = " \t\v\f\r\n"
	gap := source[begin:end]
	begin += len(gap) - len(strings.TrimLeft(gap, white))
	return Lexeme{begin, begin + len(strings.Trim(gap, white)), Comment}
}

func (t token) class() Class {
	switch {
	case t.kind >= tokenAnd && t.kind <= tokenWhile:
		return Keyword
	case t.kind == tokenName:
		return Name
	case t.kind == tokenNumber:
		return Number
	case t.kind == tokenString:
		return String
	}
	return Symbol
}
