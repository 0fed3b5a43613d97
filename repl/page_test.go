package repl

import (
	"testing"

	"nslua/repl/colour"
)

func TestPage(t *testing.T) {
	s := coloured(t)
	for line, want := range map[string]string{
		"unshare(flags: clone_flags) -> 0 -- unshare(2)":  "{b:unshare}(flags: clone_flags) -> 0 -- unshare(2)",
		"Moves the process; wait and CLONE_NEWPID follow": "Moves the process; wait and {c:CLONE_NEWPID} follow",
		"Errors:":                       "{1:Errors:}",
		"  EPERM   no CAP_SYS_ADMIN":    "  {c:EPERM}   no {c:CAP_SYS_ADMIN}",
		"  fork    Makes a child":       "  {b:fork}    Makes a child",
		"  wait as wait does":           "  wait as wait does",
		"  > print(fork(), 'x')":        "  > print({b:fork}(), {t:'x'})",
		"See also: idmap getidmap none": "See also: {b:idmap} {b:getidmap} none",
		"":                              "",
	} {
		h := highlighter{state: s.state}
		h.page(line)
		if got := lettered(h.spans, line); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	if s.palette = (colour.Palette{}); s.painted("Errors:\n") != "Errors:\n" {
		t.Error("colours where there is no terminal")
	}
}
