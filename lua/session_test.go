package lua

import (
	"fmt"
	"strings"
	"testing"
)

// TestSession types lines, and looks at what each returns, or its error.
func TestSession(t *testing.T) {
	s := New()
	for _, c := range []struct{ line, want string }{
		{"local x = 1", ""},
		{"return x", "1"},
		{"x = x + 1 return x, _G.x", "2 nil"},
		{"local x = x * 10 return x", "20"},
		{"local function down(n) if n == 0 then return x end return down(n - 1) end", ""},
		{"x = 21 return down(3)", "21"},
		{"local x = 'new' return x, down(1)", "new 21"},
		{"local a = 1 error('middle', 0) local x = 'never'", "error: middle"},
		{"return a, x", "1 new"},
		{"local b, c = 1, error('within', 0)", "error: within"},
		{"b = 5 return b, _G.b", "5 5"}, // it is no local variable
		{"local d, e = 6 return d, e", "6 nil"},
		{"local d = d, e return d", "6"},
		{"local p, p = 1, 2 return p", "2"},
		{"local n = 0 local function count() n = n + 1 return n end local n = 'mine' return count(), count(), n", "1 2 mine"},
		{"return count(), n", "3 mine"},
		{"do local inner = 1 end for inner = 1, 1 do end return inner", "nil"},
		{"local f = {} for i = 1, 3 do f[i] = function() return i + x end end x = 10 return f[1](), f[3]()", "11 13"},
		{"local last for i = 1, 300 do last = i end return last", "300"},
		{"local co = coroutine.wrap(function(v) while true do x = v v = coroutine.yield(x) end end) return co(1)", "1"},
		{"return co(2), x", "2 2"},
		{"do return end local unreached = 1", ""},
		{"return unreached", "nil"},
		{"return loadstring('return x')()", "nil"},
		{"return loadstring('local x = 5 return x')(), x", "5 2"},
		{"local ok, why = pcall(error, 'caught') return ok, why", "false caught"},
		{"return select('#', ...)", "0"},
		{"local v = ... return v", "nil"},
		{"return countt()", "error: s:1: attempt to call global 'countt' (a nil value)\nhint: did you mean count?"},
		{"return function() return down end", "function"},
	} {
		got := "error: "
		line, err := s.CompileLine(c.line, "=s")
		if err != nil {
			t.Errorf("%s: %v", c.line, err)
			continue
		}
		values, err := s.EvaluateLine(line)
		if err != nil {
			text, _ := s.Describe(err)
			got += text
		} else {
			var texts []string
			for _, value := range values {
				text, _, _ := strings.Cut(fmt.Sprint(value), ":")
				texts = append(texts, text)
			}
			got = strings.Join(texts, " ")
		}
		if got != c.want {
			t.Errorf("%s\ngives %s, want %s", c.line, got, c.want)
		}
	}
	names := ""
	for name, value := range s.Locals {
		if name == "x" {
			names = value.String()
		}
	}
	if names != "2" {
		t.Errorf("x is listed as %q", names)
	}
	s.Forget("x")
	if line, err := s.CompileLine("return x", "=s"); err == nil {
		if values, err := s.EvaluateLine(line); err != nil || values[0].String() != "nil" {
			t.Error(values, err)
		}
	}
}

// A session may have more variables than a function may have upvalues.
func TestSessionOfMany(t *testing.T) {
	s := New()
	evaluate := func(source string) string {
		line, err := s.CompileLine(source, "=s")
		if err != nil {
			t.Fatal(err)
		}
		values, err := s.EvaluateLine(line)
		if err != nil {
			t.Fatal(err)
		}
		return fmt.Sprint(values)
	}
	for i := range 500 {
		evaluate(fmt.Sprintf("local v%d = %d", i, i))
	}
	if got := evaluate("return v0, v499, v250"); got != "[0 499 250]" {
		t.Error(got)
	}
}
