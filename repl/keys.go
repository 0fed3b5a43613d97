package repl

import (
	"os"
	"slices"
	"strings"

	"nslua/bindings"
)

// wantsVi tells whether the user's keys are those of vi, and not those of Emacs:
// NSLUA_EDIT says so, and where it does not, what readline(3) goes by.
func wantsVi() bool {
	if mode := os.Getenv("NSLUA_EDIT"); mode != "" {
		return mode == "vi"
	}
	path := os.Getenv("INPUTRC")
	if path == "" {
		path = os.Getenv("HOME") + "/.inputrc"
	}
	mode := ""
	for line := range strings.Lines(bindings.Beginning(path, 16<<10)) {
		if words := strings.Fields(line); len(words) == 3 && slices.Equal(words[:2], []string{"set", "editing-mode"}) {
			mode = words[2]
		}
	}
	return mode == "vi"
}
