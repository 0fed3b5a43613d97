package repl

import (
	"fmt"
	"os"
)

// prompt shows the pid, as the process's own namespace counts, and who it is.
func prompt() string {
	who := "#"
	if uid := os.Geteuid(); uid != 0 {
		who = fmt.Sprint("uid ", uid)
	}
	return fmt.Sprintf("[pid %d %s] ns> ", os.Getpid(), who)
}

// continuation is as wide as the prompt, so that what is typed is aligned.
func continuation(prompt string) string { return fmt.Sprintf("%*s", len(prompt), "... ") }
