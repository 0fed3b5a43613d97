package show

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	glua "github.com/yuin/gopher-lua"

	"nslua/lua"
	"nslua/repl/colour"
)

var state = lua.New()

// shown is how the values that a source returns are printed.
func shown(t *testing.T, p Printer, source string) string {
	t.Helper()
	fn, err := state.Compile(source, "=stdin")
	if err != nil {
		t.Fatal(err)
	}
	values, err := state.Evaluate(fn)
	if err != nil {
		t.Fatal(err)
	}
	p.L = state.LState
	text := ""
	if err := state.Protect(func(*glua.LState) { text = p.Values(values, nil) }); err != nil {
		t.Fatal(err)
	}
	return text
}

func TestValues(t *testing.T) {
	for source, want := range map[string]string{
		`return 1, nil, true`:                   "1  nil  true",
		`return 2^53, -2^53, 10^15, 2^62`:       "9007199254740992  -9007199254740992  1000000000000000  4611686018427387904",
		`return 1/3, 1e300, 1/0, 0/0`:           "0.33333333333333  1e+300  inf  -nan",
		`return u64(-1), {u64(2^60)}`:           "18446744073709551615  {1152921504606846976}",
		`return "a b", ""`:                      `a b  ""`,
		`return "a\nb\tc"`:                      "a\nb\tc",
		`return "a", "b\nc", "d"`:               "a\nb\nc\nd",
		`return "\27[2J", "\255", "a\r"`:        `"\27[2J"  "\255"  "a\r"`,
		`return {"a\nb", "\0001", "\200"}`:      `{"a\nb", "\0001", "\200"}`,
		`return {'say "hi"', "a\\b"}`:           `{"say \"hi\"", "a\\b"}`,
		`return {"日本", "\226\128\174"}`:         `{"日本", "\226\128\174"}`,
		`return {}, {{}}`:                       "{}  {{}}",
		`return {1, nil, 3, n = 3}`:             "{1, nil, 3, n = 3}",
		`return {[2] = 1, [-1] = 2, [1.5] = 3}`: "{[-1] = 2, [1.5] = 3, [2] = 1}",
		`return {[false] = 1, [true] = 2, z = 3, a = 4, [10] = 5, [CLONE_NEWPID] = 6}`: "{[10] = 5, a = 4, z = 3, [false] = 1, [true] = 2, [CLONE_NEWPID] = 6}",
		`return {["end"] = 1, ["a b"] = 2, _x1 = 3, ["1a"] = 4}`:                       `{["1a"] = 4, _x1 = 3, ["a b"] = 2, ["end"] = 1}`,
		`local t = {} t.t = t t.u = {t} return t`:                                      "{t = <cycle>, u = {<cycle>}}",
		`local t = {} return {t, t}`:                                                   "{{}, {}}",
		`return {{{{{1}}}}}`:                                                           "{{{{{…}}}}}",
		`local t = {x = 1} t.x = nil return t`:                                         "{}",
		`return CLONE_NEWPID + CLONE_NEWNS, {SIG_DFL}`:                                 "CLONE_NEWPID|CLONE_NEWNS  {SIG_DFL}",
		`return setmetatable({}, {__tostring = function() return "me" end})`:           "me",
		`return {setmetatable({}, {__tostring = function() return "me" end})}`:         "{me}",
		`return setmetatable({}, {__tostring = function() error "no" end}), 1`:         "<error in __tostring: stdin:1: no>  1",
		`return setmetatable({}, {__tostring = function() error(nil) end})`:            "<error in __tostring>",
		`return setmetatable({}, {__tostring = function() return {} end})`:             "<__tostring gives no string>",
		`return setmetatable({}, {__tostring = 5, __metatable = 1})`:                   "<error in __tostring: attempt to call a non-function object>",
		`return setmetatable({a = 1}, {__index = error, __len = error})`:               "{a = 1}",
		`return coroutine.create(function() end)`:                                      "thread: suspended",
		`return unshare`:                                                           `function: unshare(flags: clone_flags, map?: table|"root"|"current"|"auto") -> 0`,
		`return print, string.format`:                                              "function: print builtin  function: string.format builtin",
		`return function(a, ...) end`:                                              "function: (a, ...) stdin:1",
		`function named(a) end return named, {f = named}`:                          "function: named(a) stdin:1  {f = function: (a) stdin:1}",
		`return loadstring "x = 1"`:                                                `function: main chunk [string "x = 1"]`,
		`return 12, "killed", 15, {how = "stopped", status = 19}`:                  "12  killed  15 (SIGTERM)  {how = \"stopped\", status = 19 (SIGSTOP)}",
		`return 12, "exited", 15, {how = "exited", status = 9}`:                    "12  exited  15  {how = \"exited\", status = 9}",
		`return {signo = SIGCHLD, code = CLD_KILLED, pid = 3}`:                     "{code = 2 (CLD_KILLED), pid = 3, signo = 17 (SIGCHLD)}",
		`return {signo = 36, code = SI_QUEUE}, {code = 1}`:                         "{code = -1 (SI_QUEUE), signo = 36 (SIGRTMIN+2)}  {code = 1}",
		`return nil, "kill(1): no", 1`:                                             "nil  kill(1): no",
		`return nil, "kill(1): no\nhint: ask\nagain", 1`:                           "nil  kill(1): no\nhint: ask\nagain",
		`return nil, "half", 1, CLONE_NEWPID`:                                      "nil  half  CLONE_NEWPID",
		`return nil, "open(\"\27\")", 2`:                                           `nil  open("\27")`,
		`return nil, "only a message"`:                                             "nil  only a message",
		`return {{pid = 1, name = "init"}, {pid = 20, name = "x\ny"}}`:             "PID  NAME\n  1  init\n 20  x?y",
		`return {{Pid = 1, ok = true, f = CLONE_FS}, {Pid = 2, ok = false}}`:       "Pid  OK     F\n  1  true   CLONE_FS\n  2  false",
		`return {{a = 1, b = 2}, {c = 3, d = 4}}`:                                  "{{a = 1, b = 2}, {c = 3, d = 4}}",
		`return {{a = 1}, {a = {}}}`:                                               "{{a = 1}, {a = {}}}",
		`return {{a = 1}}`:                                                         "{{a = 1}}",
		`return {x = {{a = 1}, {a = 2}}}`:                                          "{x = {{a = 1}, {a = 2}}}",
		`local l = {{a = 1}, {a = 2}} l.n = 2 l.first = l[1] l.sum = {1} return l`: "A\n1\n2\nn   = 2\nsum = {1}",
	} {
		if diff := cmp.Diff(want, shown(t, Printer{}, source)); diff != "" {
			t.Errorf("%s\n%s", source, diff)
		}
	}
}

// What does not fit the width takes several lines.
func TestWidth(t *testing.T) {
	for _, c := range []struct {
		width        int
		source, want string
	}{
		{20, `return {1, 2, 3, 4, 5, 6, 7}`, "{1, 2, 3, 4, 5, 6,\n 7}"},
		{20, `return {name = "a long one", n = 1}`, "{\n  n    = 1,\n  name = \"a long one\"\n}"},
		{20, `return {a = {b = {1, 2}, c = "long enough"}}`, "{\n  a = {\n    b = {1, 2},\n    c = \"long enough\"\n  }\n}"},
		{20, `return "a string that is longer than the width"`, "a string that is longer than the width"},
		{30, `return 4711, "exited", 0, {utime = 0.5, stime = 0.25, maxrss = 1000}`,
			"4711  exited  0\n{maxrss = 1000, stime = 0.25,\n utime = 0.5}"},
		{30, `return CLONE_NEWPID + CLONE_NEWNS + CLONE_NEWUSER, 1`, "CLONE_NEWUSER|CLONE_NEWPID|\nCLONE_NEWNS  1"},
		{30, `return {flags = CLONE_NEWPID + CLONE_NEWNS}`, "{\n  flags = CLONE_NEWPID|\n          CLONE_NEWNS\n}"},
		{30, `return {a = "wide enough to be broken", u = {x = 1, y = 2, z = 3, w = 4, v = 5}}`,
			"{\n  a = \"wide enough to be broken\",\n  u = {v = 5, w = 4, x = 1,\n       y = 2, z = 3}\n}"},
		{30, `return 4711, {a = {1}, b = "long enough to be broken"}`,
			"4711\n{\n  a = {1},\n  b = \"long enough to be broken\"\n}"},
		{20, `return {{id = 1, text = "far too long for it"}, {id = 2, text = "short"}}`, "ID  TEXT\n 1  far too long fo…\n 2  short"},
		{26, `return {{aa = "日本日本日本日本日本", bb = "rather long as well"}, {aa = "", bb = ""}}`,
			"AA            BB\n日本日本日…   rather long…\n"},
		{20, `return {x = {{id = 1, text = "long"}, {id = 2, text = "shorter"}}}`, "{\n  x = \n    ID  TEXT\n     1  long\n     2  shorter\n}"},
	} {
		if diff := cmp.Diff(c.want, shown(t, Printer{Width: c.width}, c.source)); diff != "" {
			t.Errorf("%s\n%s", c.source, diff)
		}
	}
}

// Printing takes little, whatever there is.
func TestBounds(t *testing.T) {
	for source, want := range map[string]string{
		`local t = {} for i = 1, 1e6 do t[i] = i end return t`:                                  "… 999900 more",
		`local t = {} for i = 1, 1e5 do t["k" .. i] = i end return t`:                           "… 99900 more",
		`local t = {} for i = 1, 5000 do t[i] = {n = i} end return t`:                           "… 4000 more",
		`return {("x"):rep(1000)}`:                                                              "… 800 more bytes",
		`return ("x"):rep(1e6)`:                                                                 "… 934464 more bytes",
		`local t = {} for i = 1, 1e5 do t = {t} end return t`:                                   "{…}",
		`local t = {} for i = 1, 90 do t[i] = t end return {t, t, t, {t, t, t, {t, t, t}}}`:     "<cycle>",
		`local t = {1, 2, 3} for i = 1, 200 do t = {t, t, t, t, t, t, t, t, t, t} end return t`: "{…}",
	} {
		text := shown(t, Printer{}, source)
		if !strings.Contains(text, want) || len(text) > 300<<10 {
			t.Errorf("%s: %d bytes without %q", source, len(text), want)
		}
	}
}

// Colours take no room, and leave when there are none to be.
func TestColours(t *testing.T) {
	const source = `return {x = {1, "a"}, [CLONE_FS] = true}, unshare, "text", {{id = 1}, {id = 2}}`
	plain := shown(t, Printer{Width: 40}, source)
	painted := shown(t, Printer{Width: 40, Palette: colour.Palette{Colours: true}}, source)
	if strings.Contains(plain, "\x1b") {
		t.Errorf("colours in %q", plain)
	}
	styles := []colour.Style{colour.Text, colour.Number, colour.Binding, colour.Constant, colour.Key, colour.Keyword}
	paint := func(style colour.Style, text string) string { return "\x1b[" + string(style) + "m" + text + "\x1b[m" }
	for _, part := range []string{
		paint(colour.Key, "x") + " = {" + paint(colour.Number, "1") + ", " + paint(colour.Text, `"a"`) + "}",
		paint(colour.Binding, "unshare") + "(", "[" + paint(colour.Constant, "CLONE_FS") + "] = " + paint(colour.Keyword, "true"),
		paint(colour.Text, "text"),
	} {
		if !strings.Contains(painted, part) {
			t.Errorf("no %q in %q", part, painted)
		}
	}
	for _, s := range styles {
		painted = strings.ReplaceAll(painted, "\x1b["+string(s)+"m", "")
	}
	if diff := cmp.Diff(plain, strings.ReplaceAll(painted, "\x1b[m", "")); diff != "" {
		t.Error(diff)
	}
}

func TestError(t *testing.T) {
	got := Error(colour.Palette{Colours: true}, "stdin:1: no\x1b\nat all\nhint: else\nmore", "    1 | x", "stack traceback:\n\tf")
	want := "\x1b[31mstdin:1: no\\27\x1b[m\n\x1b[31mat all\x1b[m\n\x1b[2m    1 | x\x1b[m\n\x1b[2mhint: else\x1b[m\n\x1b[2mmore\x1b[m\n" +
		"\x1b[2mstack traceback:\x1b[m\n\x1b[2m\tf\x1b[m"
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if got := Error(colour.Palette{}, "no", "", ""); got != "no" {
		t.Errorf("%q", got)
	}
}

// An error in a __tostring that is to end the printing does.
func TestStop(t *testing.T) {
	fn, _ := state.Compile(`return {setmetatable({}, {__tostring = function() error("stop", 0) end})}`, "=stdin")
	values, _ := state.Evaluate(fn)
	p := Printer{L: state.LState, Stop: func(err error) bool {
		api := (*glua.ApiError)(nil)
		return errors.As(err, &api) && api.Object == glua.LString("stop")
	}}
	if err := state.Protect(func(*glua.LState) { p.Values(values, nil) }); err == nil {
		t.Error("it went on")
	}
	if text := shown(t, Printer{}, "return 1"); text != "1" {
		t.Errorf("afterwards: %q", text)
	}
}

// Whatever there is can be printed, in whatever width.
func TestNarrow(t *testing.T) {
	for _, width := range []int{1, 2, 3, 7, 13, 40, 1000} {
		for _, source := range []string{
			"return _G, package.loaded, debug.getregistry(), nil, '', 1e300",
			"return ps(), mounts(), nsinfo(), capget(), stat('/'), {x = {ps()}}",
			"local t = {} t[t] = t t[1] = {t, {[t] = t}} return t, {[{}] = {[{}] = {}}}, {[print] = print, [''] = '', [1e300] = 0}",
			"return {{a = CLONE_NEWPID, b = io.stdout, c = u64(1)}, {a = print == 1, b = '\\n', c = coroutine.create(function() end)}}",
		} {
			p := Printer{Width: width, Palette: colour.Palette{Colours: width%2 == 0}}
			if shown(t, p, source) == "" {
				t.Errorf("%s prints nothing in %d columns", source, width)
			}
		}
	}
}
