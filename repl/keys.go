package repl

import (
	"cmp"
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
	mode := ""
	for line := range strings.Lines(bindings.Beginning(cmp.Or(os.Getenv("INPUTRC"), os.Getenv("HOME")+"/.inputrc"), 16<<10)) {
		if words := strings.Fields(line); len(words) == 3 && slices.Equal(words[:2], []string{"set", "editing-mode"}) {
			mode = words[2]
		}
	}
	return mode == "vi"
}
