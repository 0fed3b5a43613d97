package repl

import (
	"slices"

	"nslua/lua/syntax"
)

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
