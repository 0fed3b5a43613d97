package syntax

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	glua "github.com/yuin/gopher-lua"
)

// hidden are the variables of loops, in short.
var hidden = strings.NewReplacer("(for index) (for limit) (for step)", "=",
	"(for generator) (for state) (for control)", "in")

// TestScopes: at each call of at, its argument names the local variables that are
// in scope.
func TestScopes(t *testing.T) {
	for _, source := range []string{
		`at("") local a = at("") at("a") local b, c = at("a") at("a b c")`,
		`do local a at("a") end at("") do local b at("b") do local c at("b c") end at("b") end local d at("d")`,
		`local a do local a = at("a") at("a a") end at("a")`,
		`while at("") do local a at("a") break end at("") local b at("b")`,
		`repeat local a = at("") until at("a") at("")`,
		`if at("") then local a at("a") elseif at("") then local b at("b") else local c at("c") end at("")`,
		`for i = at(""), at(""), at("") do at("= i") local a at("= i a") end at("")`,
		`for i = 1, 2 do for j = 1, 2 do at("= i = j") end at("= i") end at("")`,
		`for k, v in at("") do at("in k v") local a at("in k v a") end at("") for k in at("") do at("in k") end`,
		`for i = 1, 2 do end at("") for k in x do end at("")`,
		`local f = function(x, y) at("x y") local z at("x y z") end at("f")`,
		`local function f(x) at("x") end at("f") function g(...) at("arg") end at("f")`,
		`local t function t.f(x) at("x") end function t:g(x, ...) at("self x arg") end at("t")`,
		`local a = {at(""), function(x) at("x") return function(y) at("y") end end, at("")} at("a")`,
		`local a if a then local b = function() return b end at("a b") end at("a") return function() at("") end`,
		`do local a = function() return a end end at("") do local b local c = function() return b end at("b c") end at("")`,
	} {
		p, err := Compile("=test", source, 0)
		if err != nil {
			t.Fatal(err)
		}
		checked := checkScopes(t, source, p)
		if want := strings.Count(source, "at("); checked != want {
			t.Errorf("%s\n%d calls of at found, there are %d", source, checked, want)
		}
	}
}

// checkScopes looks at the constant that is loaded before each call.
func checkScopes(t *testing.T, source string, p *glua.FunctionProto) (checked int) {
	for pc := 1; pc < len(p.Code); pc++ {
		if p.DbgSourcePositions[pc] != 1 && pc < len(p.Code)-1 {
			t.Errorf("%s\nline %#x at %d", source, p.DbgSourcePositions[pc], pc)
		}
		if p.Code[pc]>>26 != uint32(glua.OP_CALL) || p.Code[pc-1]>>26 != uint32(glua.OP_LOADK) {
			continue
		}
		want := p.Constants[p.Code[pc-1]&0x3ffff].String()
		var names []string
		for _, l := range p.DbgLocals {
			if l.StartPc <= pc && pc < l.EndPc {
				names = append(names, l.Name)
			}
		}
		if got := hidden.Replace(strings.Join(names, " ")); got != want {
			t.Errorf("%s\nin scope at %d: %q, expected %q", source, pc, got, want)
		}
		checked++
	}
	for _, inner := range p.FunctionPrototypes {
		checked += checkScopes(t, source, inner)
	}
	return checked
}

// TestScopesOfPrograms: each local variable of the Lua programs that there are
// has a scope, within the one before it or after it.
func TestScopesOfPrograms(t *testing.T) {
	files := 0
	filepath.WalkDir("../..", func(path string, _ fs.DirEntry, _ error) error {
		if filepath.Ext(path) != ".lua" {
			return nil
		}
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		p, err := Compile("@"+path, string(text), 0)
		if err != nil {
			return nil
		}
		checkNesting(t, p)
		files++
		return nil
	})
	if files < 20 {
		t.Errorf("only %d programs found", files)
	}
}

func checkNesting(t *testing.T, p *glua.FunctionProto) {
	for i, l := range p.DbgLocals {
		if l.StartPc > l.EndPc || l.EndPc > len(p.Code) {
			t.Errorf("%s:%d: %s in scope from %d to %d", p.SourceName, p.LineDefined, l.Name, l.StartPc, l.EndPc)
		}
		if i > 0 && l.StartPc < p.DbgLocals[i-1].StartPc {
			t.Errorf("%s:%d: %s begins at %d, before the variable declared before it", p.SourceName, p.LineDefined, l.Name, l.StartPc)
		}
	}
	for _, inner := range p.FunctionPrototypes {
		checkNesting(t, inner)
	}
}
