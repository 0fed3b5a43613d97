package bindings

import (
	"maps"
	"slices"
	"strings"
	"testing"
)

// What is said of constants is said once, of all of a family or of none, and in a
// line.
func TestMeanings(t *testing.T) {
	said := map[string]string{}
	for _, m := range meanings {
		if said[m[0]] != "" || m[1] == "" {
			t.Errorf("%s: twice, or nothing", m[0])
		}
		if len(m[1]) > 72 || strings.HasSuffix(m[1], ".") {
			t.Errorf("%s: %q is no short line", m[0], m[1])
		}
		said[m[0]] = m[1]
	}
	for _, f := range constantFamilies {
		var with, without []string
		for _, c := range f.names {
			if said[c.name] != "" {
				with = append(with, c.name)
			} else {
				without = append(without, c.name)
			}
		}
		if with != nil && without != nil {
			t.Errorf("%s: nothing is said of %q", f.kind, without)
		}
		for _, name := range with {
			delete(said, name)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(said)) {
		t.Errorf("there is no constant %s", name)
	}
}

func TestParameters(t *testing.T) {
	parameters := func(name string) []Parameter { return rowNamed(name).Parameters() }
	fields := func(p Parameter) string {
		var names []string
		for _, f := range p.Fields {
			names = append(names, f.Name)
		}
		return strings.Join(names, " ")
	}
	if kill := parameters("kill"); !kill[0].Process || kill[1].Constants[0].kind != "signal" || kill[1].Constants[0].Flags {
		t.Errorf("kill: %+v", kill)
	}
	if spawn := parameters("spawn"); fields(spawn[0]) != "" || fields(spawn[1]) != "argv0 env cwd fds pgroup flags set_tid cgroup mask" {
		t.Errorf("spawn: %q, %q", fields(spawn[0]), fields(spawn[1]))
	}
	if setns := parameters("setns"); !setns[0].Process || fields(setns[0]) != "pid" {
		t.Errorf("setns: %+v", setns[0])
	}
	if ps := parameters("ps"); fields(ps[0]) != "" { // what Items lists are results
		t.Errorf("ps: %+v", ps[0])
	}
	if idmap := parameters("idmap"); !slices.Equal(idmap[0].Words, []string{"root", "current", "auto"}) {
		t.Errorf("idmap: %q", idmap[0].Words)
	}
	unshare := parameters("unshare")[0].Constants[0]
	if forms := unshare.Short("CLONE_NEWUSER"); !slices.Equal(forms, []string{"newuser", "clone_newuser", "user"}) {
		t.Errorf("CLONE_NEWUSER in a string: %q", forms)
	}
	// Each of the short forms is taken.
	for _, f := range constantFamilies {
		for _, c := range f.constants().Names {
			for _, form := range f.constants().Short(c[0]) {
				if _, err := f.parse(form); err != nil {
					t.Errorf("%s: %v", c[0], err)
				}
			}
		}
	}
}

func TestApropos(t *testing.T) {
	for words, want := range map[string]string{
		"nothing-at-all":        "Nothing has to do with \"nothing-at-all\".\n",
		"unshrae":               "Nothing has to do with \"unshrae\"; perhaps unshare?\n",
		"":                      "apropos \"mount\" lists what has to do with a word, or with several.\n",
		"RLIMIT_nofile highest": "Constants\n  RLIMIT_NOFILE  resource: the number after the highest descriptor\n",
	} {
		if got := apropos(words); got != want {
			t.Errorf("%q: %q, want %q", words, got, want)
		}
	}
	// The nearest comes first: the name itself, names that begin so, names that have
	// it, and then what tells of it.
	text := apropos("mount")
	at := -1
	for _, name := range []string{"mount ", "mounts ", "mount_bind ", "move_mount ", "umount ", "ns_get_mntns_id ", "lsns "} {
		i := strings.Index(text, "\n  "+name)
		if i <= at {
			t.Errorf("%s comes too early or not at all in\n%s", name, text)
		}
		at = i
	}
	// All of the words must be there.
	if got := apropos("bind mount"); strings.Contains(got, "\n  umount2") || !strings.Contains(got, "\n  mount_bind ") {
		t.Errorf("of two words:\n%s", got)
	}
}
