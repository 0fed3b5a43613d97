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
	if len(words) > 0 && words[len(words)-1] == ";" {
		words = words[:len(words)-1]
	}
	if len(words) < 3 || words[0] != "fork" && words[0] != "clone" {
		return false
	}
	depth := 0
	for i, word := range words[1:] {
		switch word {
		case "(", "{":
			depth++
		case ")", "}":
			depth--
		}
		if depth == 0 {
			return i == len(words)-2
		}
	}
	return false
}
