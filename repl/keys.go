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

// keysHelp is what .help keys tells.
const keysHelp = `The keys are those of readline(3), emacs's or, with NSLUA_EDIT=vi, vi's. Among them:
  Tab          completes names, flags, signals, pids, paths; again goes through them
  Enter        evaluates what is whole, on its last line, and else begins another line
  Alt-Enter    begins another line in any case
  Up, Down     go through the lines of an input, and what was typed before
  Ctrl-R       searches in what was typed before
  Ctrl-_       undoes the last change
  Ctrl-C       stops what runs, or drops the input
  Ctrl-D       leaves, from a child to its parent
  Ctrl-Z       suspends; a child waits, and its parent is back: fg() returns to it
  Ctrl-\       ends what Ctrl-C does not stop, and the process with it
What is pasted is one input.`
