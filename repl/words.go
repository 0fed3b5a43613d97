package repl

import (
	"slices"

	"nslua/lua/syntax"
)

// What the words of an input tell, which need not compile.

// calledIn is the name of the function that words are one call of and nothing else,
// or "".
func calledIn(words []string) string {
	if n := len(words); n > 0 && words[n-1] == ";" {
		words = words[:n-1]
	}
	depth := 0
	for i, word := range words {
		switch word {
		case "(", "{":
			depth++
		case ")", "}":
			depth--
		}
		if i > 0 && depth == 0 {
			if i == len(words)-1 && i > 1 {
				return words[0]
			}
			break
		}
	}
	return ""
}

// isFork tells whether a line is a call of fork or clone and nothing else, but
// perhaps return, or variables for what it returns.
func isFork(source string) bool {
	words := syntax.Words(source)
	if len(words) > 0 && words[0] == "return" {
		words = words[1:]
	}
	name := calledIn(words)
	if at := slices.Index(words, "="); name == "" && at >= 0 {
		name = calledIn(words[at+1:])
	}
	return name == "fork" || name == "clone"
}

var (
	opening = []string{"function", "do", "then", "repeat", "else", "(", "{", "["}
	closing = []string{"end", "until", "else", "elseif", ")", "}", "]"}
)

// nesting is how much deeper a text ends than it begins, and where it was least
// deep.
func nesting(text string) (depth, lowest int) {
	for _, word := range syntax.Words(text) {
		if slices.Contains(closing, word) {
			depth--
			lowest = min(lowest, depth)
		}
		if slices.Contains(opening, word) {
			depth++
		}
	}
	return depth, lowest
}

// isComment tells whether there is nothing but comments in a source.
func isComment(source string) bool {
	for l := range syntax.Lexemes(source) {
		if l.Class != syntax.Comment {
			return false
		}
	}
	return !blank(source)
}

// tokens are a text and its lexemes.
type tokens struct {
	text    string
	lexemes []syntax.Lexeme
}

// is tells whether a lexeme is that keyword or symbol.
func (t tokens) is(i int, word string) bool { return t.at(i) == word && t.class(i) != syntax.String }

// at is a lexeme's text, "" outside of them.
func (t tokens) at(i int) string {
	if i < 0 || i >= len(t.lexemes) {
		return ""
	}
	return t.text[t.lexemes[i].Begin:t.lexemes[i].End]
}

// class is a lexeme's, a symbol's outside of them.
func (t tokens) class(i int) syntax.Class {
	if i < 0 || i >= len(t.lexemes) {
		return syntax.Symbol
	}
	return t.lexemes[i].Class
}

// isNamePart tells what names are made of.
func isNamePart(r rune) bool {
	return r == '_' || r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' || r >= '0' && r <= '9'
}
