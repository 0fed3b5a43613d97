package tests

import (
	"fmt"
	"math/rand"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestLua51Messages has lua5.1 and nslua run the same random statements, of which
// most fail, and compares what they say: which values messages name, how, and at
// which lines.
func TestLua51Messages(t *testing.T) {
	reference, err := exec.LookPath("lua5.1")
	if err != nil {
		t.Skip("nothing to compare with: ", err)
	}
	ours := nslua(t)
	for seed := range int64(5) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			g := generator{rand.New(rand.NewSource(seed))}
			path := filepath.Join(t.TempDir(), "random.lua")
			if err := os.WriteFile(path, []byte(g.program(300)), 0o644); err != nil {
				t.Fatal(err)
			}
			want, got := runLua(t, reference, path), runLua(t, ours, path)
			if n := strings.Count(want.stdout, "attempt to"); n < 100 {
				t.Fatalf("only %d statements fail:\n%s", n, want.stdout)
			}
			theirs, mine := withoutAddresses(want.stdout), withoutAddresses(got.stdout)
			nameFunctions(theirs, mine)
			if diff := cmp.Diff(theirs, mine); diff != "" || want.stderr != got.stderr {
				t.Errorf("(-lua5.1 +nslua):\n%s%s%s", diff, want.stderr, got.stderr)
			}
		})
	}
}

var address = regexp.MustCompile(`0x[0-9a-f]+`)

func withoutAddresses(text string) []string {
	return strings.Split(address.ReplaceAllString(text, "address"), "\n")
}

// A generator makes programs in Lua that mean nothing.
type generator struct{ *rand.Rand }

func (g generator) of(choices ...string) string { return choices[g.Intn(len(choices))] }

// program tries n pieces of statements, and shows the error of each, which calls
// failed, and which variables there were at some places.
func (g generator) program(n int) string {
	var b strings.Builder
	b.WriteString(`local show = print
function probe()
  local names = {}
  for i = 1, 200 do
    local name, value = debug.getlocal(2, i)
    if not name then break end
    names[i] = name .. "=" .. type(value)
  end
  local info = debug.getinfo(2, "nlu")
  show(table.concat(names, " "), info.name, info.namewhat, info.currentline, info.nups)
  show((debug.traceback()))
end
local function try(n, source)
  local f, message = loadstring(source, "=chunk")
  if not f then show(n, message) return end
  ga, gb = nil, {y = 1}
  show(n, pcall(f, {x = {}}))
end
`)
	for i := range n {
		var body []string
		for range 1 + g.Intn(4) {
			body = append(body, g.statement(2))
		}
		fmt.Fprintf(&b, "try(%d, [==[local ua, ub = ...\nlocal function run(la, lb, ...)\n%s\nend\nlocal r = run({x = 1}, 5)\nreturn r]==])\n",
			i, strings.Join(body, "\n"))
	}
	return b.String()
}

func (g generator) statement(depth int) string {
	if depth <= 0 {
		return "do return " + g.expression(2) + " end"
	}
	inner := func() string { return g.statement(depth - 1) }
	switch g.Intn(13) {
	case 0, 1:
		return "probe()"
	case 2, 3:
		return "local " + g.of("la", "lb", "lc") + " = " + g.expression(2)
	case 4:
		return "lc = " + g.prefix(2) + ".x; " + g.of("la", "ub", "ga") + ", lb = " + g.expression(1) + ", " + g.expression(1)
	case 5:
		return "gb." + g.of("x", "y") + " = " + g.expression(2) + "; la." + g.of("x", "y") + ".z = 1"
	case 6, 7:
		return g.of("la", "ub", "ga", "gb") + g.of(".x", ".y", ":z", "") + "(" + g.expression(1) + ")"
	case 8:
		return "if " + g.expression(2) + " then\n" + inner() + "\nelse\n" + inner() + "\nend"
	case 9:
		return "for " + g.of("la", "lc") + " = 1, " + g.of("2", "lb", g.expression(1)) + " do\n" + inner() + "\nend"
	case 10:
		return "for lc, lb in " + g.of("pairs{1}", "next, {1}", g.expression(1)) + " do\n" + inner() + "\nend"
	case 11:
		return "repeat\n" + inner() + "\nuntil true or " + g.expression(1)
	}
	return "do\n" + inner() + "\nend"
}

func (g generator) prefix(depth int) string {
	if depth <= 0 {
		return g.of("la", "lb", "lc", "ua", "ub", "ga", "gb", "string")
	}
	inner := g.prefix(depth - 1)
	switch g.Intn(6) {
	case 0, 1:
		return inner + "." + g.of("x", "y", "rep")
	case 2:
		return inner + "[" + g.expression(depth-1) + "]"
	case 3:
		return inner + "(" + g.expression(depth-1) + ")"
	case 4:
		return inner + ":" + g.of("x", "y", "rep") + "(" + g.expression(depth-1) + ", " + g.expression(0) + ")"
	}
	return "(" + g.expression(depth-1) + ")"
}

func (g generator) expression(depth int) string {
	if depth <= 0 {
		return g.of("nil", "1", "2.5", `"s"`, "true", "{}", "la", "lb", "lc", "ua", "ub", "ga", "gb")
	}
	left, right := g.expression(depth-1), g.expression(depth-1)
	switch g.Intn(8) {
	case 0, 1, 2:
		return g.prefix(depth)
	case 3:
		return left + g.of(" + ", " - ", " * ", " / ", " % ", " ^ ") + right
	case 4:
		return left + " .. " + right
	case 5:
		return left + g.of(" < ", " <= ", " == ", " > ") + right
	case 6:
		return left + g.of(" and ", " or ") + right
	}
	return g.of("-", "#", "not ") + left
}
