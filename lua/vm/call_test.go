package vm

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	glua "github.com/yuin/gopher-lua"

	"nslua/lua/syntax"
)

// state has functions in Go that call what they are given in several ways.
func newTestState(t *testing.T) *glua.LState {
	t.Helper()
	L := New()
	for name, fn := range map[string]glua.LGFunction{
		"pcall": func(*glua.LState) int { return Pcall },
		"yield": Yield,
		"plain": func(L *glua.LState) int { L.Call(L.GetTop()-1, glua.MultRet); return L.GetTop() },
		"ours":  func(L *glua.LState) int { Call(L, L.GetTop()-1, glua.MultRet); return L.GetTop() },
		"guarded": func(L *glua.LState) int {
			if err := L.PCall(L.GetTop()-1, glua.MultRet, nil); err != nil {
				L.Push(glua.LString("caught " + err.(*glua.ApiError).Object.String()))
				return 1
			}
			return L.GetTop()
		},
		"fail":  func(L *glua.LState) int { L.RaiseError("failed"); return 0 },
		"fault": func(L *glua.LState) int { panic(errors.New("fault")) },
		"index": func(L *glua.LState) int { var none []int; _ = none[L.GetTop()]; return 0 },
		"setmetatable": func(L *glua.LState) int {
			L.CheckTable(1).Metatable = L.Get(2)
			L.SetTop(1)
			return 1
		},
		"resume": func(L *glua.LState) int {
			n, ok := Resume(L, L.CheckThread(1), L.GetTop()-1)
			L.Insert(glua.LBool(ok), L.GetTop()-n+1)
			return n + 1
		},
		"create": func(L *glua.LState) int { L.Push(Create(L, L.CheckFunction(1))); return 1 },
		"sum": func(L *glua.LState) int {
			total := glua.LNumber(0)
			for i := range L.GetTop() {
				total += L.CheckNumber(i + 1)
			}
			L.Push(total)
			return 1
		},
	} {
		L.SetGlobal(name, L.NewFunction(fn))
	}
	return L
}

// results runs a chunk and shows what it returns.
func results(L *glua.LState, source string) (string, error) {
	proto, err := syntax.Compile("=test", source, 0)
	if err != nil {
		return "", err
	}
	fn := NewFunction(L, proto)
	if err := L.CallByParam(glua.P{Fn: fn, NRet: glua.MultRet, Protect: true}); err != nil {
		return "", err
	}
	defer L.SetTop(0)
	var shown []string
	for i := range L.GetTop() {
		shown = append(shown, L.Get(i+1).String())
	}
	return strings.Join(shown, " "), nil
}

func TestCalls(t *testing.T) {
	for _, c := range []struct{ source, want string }{
		{`return plain(sum, 1, 2, 3), ours(sum, 1, 2), guarded(sum, 4)`, "6 3 4"},
		{`return plain(plain, plain, ours, ours, sum, 5)`, "5"},
		{`return guarded(function() fail() end)`, "caught test:1: failed"},
		{`return pcall(plain, ours, guarded, function() fail() end)`, "true caught test:1: failed"},
		{`return pcall(plain, ours, function() fail() end)`, "false test:1: failed"},
		{`return pcall(fault)`, "false fault"},
		{`return pcall(plain, index)`, "false runtime error: index out of range [0] with length 0"},
		// Upvalues outlive an error that Go or Lua catches, and are one with the
		// variables of the calls that go on.
		{`local x, get, inner = 1
		  guarded(function() local y = 5 inner = function() y = y + 1 return y end get = function() return x end fail() end)
		  x = 2
		  local a = inner()
		  return get(), a, inner()`, "2 6 7"},
		// A function in Go between two in Lua cannot be yielded across, others can.
		{`return resume(create(function() return pcall(yield, 1) end))`, "true 1"},
		{`return resume(create(function() return plain(yield, 1) end))`, "false attempt to yield across metamethod/C-call boundary"},
		{`local co = create(function() return setmetatable({}, {__index = yield}).key end)
		  local ok, t, key = resume(co) return key, resume(co, "value")`, "key true value"},
		// The frames move when there are more of them, whoever is on the way.
		{`local function deep(n) if n == 0 then return 0 end return 1 + (plain(deep, n - 1)) end
		  local function far(n) if n == 0 then return deep(50) end return 1 + far(n - 1) end
		  return far(5000)`, "5050"},
		{`local function f(...) return sum(...) end
		  local function g(n, ...) if n == 0 then return f(...) end return g(n - 1, n, ...) end
		  return g(200)`, "20100"},
	} {
		got, err := results(newTestState(t), c.source)
		if err != nil {
			t.Errorf("%s\n%v", c.source, err)
		} else if got != c.want {
			t.Errorf("%s\ngives %q, expected %q", c.source, got, c.want)
		}
	}
}

// TestOverflow: recursion without an end is an error, wherever it goes through,
// and leaves a state that works.
func TestOverflow(t *testing.T) {
	L := newTestState(t)
	for name, source := range map[string]string{
		"stack overflow":   `local function f() return 1 + f() end return f()`,
		"C stack overflow": `local function f() return plain(f) end return plain(f)`,
	} {
		for range 3 {
			_, err := results(L, source)
			if err == nil || !strings.Contains(err.Error(), name) {
				t.Fatalf("%v, expected a %s", err, name)
			}
			if got, err := results(L, `return sum(1, 2)`); got != "3" || err != nil {
				t.Fatalf("after it sum gives %q, %v", got, err)
			}
		}
	}
	if of(L).depth != 0 || of(L).loops != 0 || of(L).calls.sp != 0 {
		t.Errorf("%d loops, %d of the thread, %d frames are left", of(L).depth, of(L).loops, of(L).calls.sp)
	}
}

// TestForVariableIsKept: a loop that counts in its variable's memory must not show
// in what was kept of it.
func TestForVariableIsKept(t *testing.T) {
	for name, body := range map[string]string{
		"copy":       `local copy = i kept[#kept + 1] = copy`,
		"value":      `kept[i] = i`,
		"argument":   `keep(i)`,
		"upvalue":    `kept[i] = function() return i end`,
		"result":     `kept[i] = (function() return i end)()`,
		"metamethod": `local none = object[i]`,
		"operand":    `local none = object + i`,
		"choice":     `kept[i] = i > 2 and i or i`,
		"list":       `kept[i] = ({i})[1]`,
		"global":     `last = i kept[i] = last`,
	} {
		source := `
			local kept = {}
			local function keep(n) kept[#kept + 1] = n end
			local object = setmetatable({}, {__index = function(_, k) keep(k) end, __add = function(_, n) keep(n) end})
			for i = 1001, 1003 do kept.base = 1000 ` +
			strings.NewReplacer("kept[i]", "kept[i - kept.base]").Replace(body) + ` end
			local a, b, c = kept[1], kept[2], kept[3]
			if "` + name + `" == "upvalue" then a, b, c = a(), b(), c() end
			return a, b, c`
		if got, err := results(newTestState(t), source); got != "1001 1002 1003" || err != nil {
			t.Errorf("%s: %q, %v", name, got, err)
		}
	}
}

// TestFloatKeys: nor in a table's keys.
func TestFloatKeys(t *testing.T) {
	got, err := results(newTestState(t), `local t = {} for i = 0.5, 3 do t[i] = true end return t[0.5], t[1.5], t[2.5], t[3.5]`)
	if want := fmt.Sprint("true true true nil"); got != want || err != nil {
		t.Errorf("%q, %v", got, err)
	}
}
