package vm

import (
	"strings"
	"testing"

	glua "github.com/yuin/gopher-lua"

	"nslua/lua/syntax"
)

func compiled(t *testing.T, source string) *glua.FunctionProto {
	p, err := syntax.Compile("=test", source, 0)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// TestCallName: in each program one call has no arguments but "!"; what lua5.1
// says of the function that it calls is told where that is nil.
func TestCallName(t *testing.T) {
	for source, want := range map[string]string{
		`frok("!")`:                                      "global frok",
		`local f f("!")`:                                 "local f",
		`local f do local g end g("!")`:                  "global g",
		`do local f end do local g f("!") end`:           "global f",
		`a.b("!")`:                                       "field b",
		`a.b.c("!")`:                                     "field c",
		`a["b"]("!")`:                                    "field b",
		`a[1]("!")`:                                      "field ?",
		`local k a[k]("!")`:                              "field ?",
		`a:b("!")`:                                       "method b",
		`local a a:b("!")`:                               "method b",
		`a.b:c("!")`:                                     "method c",
		`local u return function() u("!") end`:           "upvalue u",
		`local u return function() u.x("!") end`:         "field x",
		`f()("!")`:                                       "",
		`(a or b)("!")`:                                  "",
		`(a and b)("!")`:                                 "",
		`local a, b (a or b)("!")`:                       "",
		`("x")("!")`:                                     "",
		`if x then y("!") end`:                           "global y",
		`if x then z() else y("!") end`:                  "global y",
		`for i = 1, 2 do f("!") end`:                     "global f",
		`for i = 1, 2 do i("!") end`:                     "local i",
		`for k, v in x do v("!") end`:                    "local v",
		`for k, v in x do end k("!")`:                    "global k",
		`while true do local f = g f("!") end`:           "local f",
		`repeat local f = g until f("!")`:                "local f",
		`local f = function() f("!") end`:                "global f",
		`local t = {f, g("!")}`:                          "global g",
		`local x = 1 + g("!")`:                           "global g",
		`local x = "a" .. g("!") .. "b"`:                 "global g",
		`return g("!")`:                                  "global g",
		`local function f(a) a = a.x("!") end`:           "field x",
		`local function f(a, b) b = g("!") end`:          "global g",
		`local function f(...) arg("!") end`:             "local arg",
		`local a, b, c = x, y c("!")`:                    "local c",
		`local t = {function() end} t[1] = 2 t.x.y("!")`: "field y",
	} {
		kind, name, found := callOf(compiled(t, source))
		if !found {
			t.Errorf("%s: the call is not found", source)
		} else if got := strings.TrimSpace(kind + " " + name); got != want {
			t.Errorf("%s: %q, expected %q", source, got, want)
		}
	}
}

func callOf(p *glua.FunctionProto) (kind, name string, found bool) {
	for pc := 1; pc < len(p.Code); pc++ {
		before, call := p.Code[pc-1], opcode(p.Code[pc])
		if (call == glua.OP_CALL || call == glua.OP_TAILCALL) && opcode(before) == glua.OP_LOADK &&
			p.Constants[argBx(before)] == glua.LString("!") {
			kind, name := CallName(p, pc)
			return kind, name, true
		}
	}
	for _, inner := range p.FunctionPrototypes {
		if kind, name, found := callOf(inner); found {
			return kind, name, true
		}
	}
	return "", "", false
}

// TestTypeError: the operand that fails is B's, or A's where a field is set.
func TestTypeError(t *testing.T) {
	for _, c := range []struct {
		source string
		op     int
		want   string
	}{
		{`local x = a.b`, glua.OP_GETTABLEKS, "attempt to try global 'a' (a nil value)"},
		{`a.b = 1`, glua.OP_SETTABLEKS, "attempt to try global 'a' (a nil value)"},
		{`local a a.b = 1`, glua.OP_SETTABLEKS, "attempt to try local 'a' (a nil value)"},
		{`a.b.c = 1`, glua.OP_SETTABLEKS, "attempt to try field 'b' (a nil value)"},
		{`a:b()`, glua.OP_SELF, "attempt to try global 'a' (a nil value)"},
		{`f():b()`, glua.OP_SELF, "attempt to try a nil value"},
		{`local x = a + 1`, glua.OP_ADD, "attempt to try global 'a' (a nil value)"},
		{`local x = "a" + b`, glua.OP_ADD, "attempt to try a nil value"},
		{`local a = {} local x = -a.b`, glua.OP_UNM, "attempt to try field 'b' (a nil value)"},
		{`local a local x = #a`, glua.OP_LEN, "attempt to try local 'a' (a nil value)"},
		{`local a local x = a .. 1`, glua.OP_CONCAT, "attempt to try local 'a' (a nil value)"},
		{`local u function f() return u.x end`, glua.OP_GETTABLEKS, "attempt to try upvalue 'u' (a nil value)"},
		{`for i = a.b, 2 do end`, glua.OP_GETTABLEKS, "attempt to try global 'a' (a nil value)"},
	} {
		got, found := typeErrorOf(compiled(t, c.source), c.op)
		if !found || got != c.want {
			t.Errorf("%s: %q, expected %q", c.source, got, c.want)
		}
	}
}

// typeErrorOf is of the last instruction with that opcode.
func typeErrorOf(p *glua.FunctionProto, op int) (string, bool) {
	for pc := len(p.Code) - 1; pc >= 0; pc-- {
		if i := p.Code[pc]; opcode(i) == op {
			operand := argB(i)
			if op == glua.OP_SETTABLEKS {
				operand = argA(i)
			}
			return TypeError(p, pc, operand, "try", glua.LNil), true
		}
	}
	for _, inner := range p.FunctionPrototypes {
		if text, found := typeErrorOf(inner, op); found {
			return text, found
		}
	}
	return "", false
}
