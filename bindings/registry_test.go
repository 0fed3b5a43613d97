package bindings

import (
	"strings"
	"testing"
)

// Every row is complete, can be bound, and no name is given twice.
func TestRows(t *testing.T) {
	seen := map[string]bool{}
	for _, chapter := range chapters {
		for _, row := range chapter.rows {
			if seen[row.Name] {
				t.Errorf("%s: a second row of that name", row.Name)
			}
			seen[row.Name] = true
			bind(&row)
			if errs, err := parseItems(row.Errs); err != nil {
				t.Errorf("%s: Errs: %v", row.Name, err)
			} else {
				checkErrs(t, row.Name, errs)
			}
			if items, err := parseItems(row.Items); err != nil || items != nil && !strings.Contains(row.Doc, "below") {
				t.Errorf("%s: Items: %v; Doc says that they are \"below\"", row.Name, err)
			}
			if row.Man == "" || row.Example == "" || !strings.HasSuffix(row.Doc, ".") {
				t.Errorf("%s: no manual page, no example or no whole sentence", row.Name)
			}
		}
	}
}

// checkErrs: each error is named once, as errno(3) names it.
func checkErrs(t *testing.T, row string, errs [][2]string) {
	t.Helper()
	seen := map[string]bool{}
	for _, e := range errs {
		if s, ok := symbolNamed(e[0]); !ok || s.kind != "errno" {
			t.Errorf("%s: Errs: %s is no errno", row, e[0])
		}
		if seen[e[0]] {
			t.Errorf("%s: Errs: %s a second time", row, e[0])
		}
		seen[e[0]] = true
	}
}

func TestBindRefuses(t *testing.T) {
	for name, row := range map[string]Row{
		"too few parameters": {Sig: "(a: integer) -> 0", Impl: func() error { return nil }},
		"a wrong type":       {Sig: "(a: integer) -> 0", Impl: func(a string) error { return nil }},
		"a missing result":   {Sig: "() -> integer", Impl: func() error { return nil }},
		"a result too many":  {Sig: "() -> 0", Impl: func() (int, error) { return 0, nil }},
		"an unknown kind":    {Sig: "(a: whole) -> 0", Impl: func(a int) {}},
		"no arrow":           {Sig: "(a: integer)", Impl: func(a int) {}},
		"no name":            {Sig: "(integer) -> 0", Impl: func(a int) {}},
	} {
		t.Run(name, func(t *testing.T) {
			defer func() {
				if recover() == nil {
					t.Errorf("%s was bound to %T", row.Sig, row.Impl)
				}
			}()
			bind(&row)
		})
	}
}

// Each example is run in a process of its own: its input as a REPL would run
// it, each line with "return" before it if that can be compiled, and what it
// prints is compared.
func TestExamples(t *testing.T) {
	for _, chapter := range chapters {
		for _, row := range chapter.rows {
			t.Run(row.Name, func(t *testing.T) {
				t.Parallel()
				runExample(t, row.Example)
			})
		}
	}
}

// RunExample is for the examples of package manual, which imports this one.
var RunExample = runExample

func runExample(t *testing.T, example string) {
	t.Helper()
	var script, want strings.Builder
	for line := range strings.Lines(example + "\n") {
		if input, ok := strings.CutPrefix(line, "> "); ok {
			script.WriteString("evaluate " + quote(input) + "\n")
		} else {
			want.WriteString(line)
		}
	}
	got := lua(t, evaluate+script.String())
	wantLines(t, got, strings.TrimSuffix(want.String(), "\n"))
}

const evaluate = `
local function show(...) if select("#", ...) > 0 then print(...) end end
function evaluate(line)
	show(assert(loadstring("return " .. line) or loadstring(line))())
end
`

func quote(s string) string { return "[==[" + strings.TrimSuffix(s, "\n") + "]==]" }

func TestGlobalsAndModule(t *testing.T) {
	wantLines(t, lua(t, `
		local sys = require "sys"
		print(sys.getpid == getpid, sys.CLONE_NEWPID == CLONE_NEWPID, sys.EPERM, sys.SIGTERM)
		print(type(select), select("#", 1, 2))
	`), "true\ttrue\t1\t15\nfunction\t2")
}
