package repl

import (
	"slices"

	"nslua/lua/syntax"
)

// isFork tells whether a line is a call of fork or clone and nothing else, but
// perhaps variables for what it returns.
func isFork(source string) bool {
	words := syntax.Words(source)
	if at := slices.Index(words, "="); at >= 0 {
		words = words[at+1:]
	}
	name := calledIn(words)
	return name == "fork" || name == "clone"
}
