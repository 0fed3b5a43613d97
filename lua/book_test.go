package lua

import (
	"strings"
	"testing"

	glua "github.com/yuin/gopher-lua"

	"nslua/bindings"
	"nslua/lua/manual"
)

// defined runs a script and gives the global f that it sets.
func defined(t *testing.T, source, name string) *glua.LFunction {
	t.Helper()
	s := New()
	fn, err := s.Compile(source, name)
	if err == nil {
		_, err = s.Evaluate(fn)
	}
	if err != nil {
		t.Fatal(err)
	}
	f, ok := s.GetGlobal("f").(*glua.LFunction)
	if !ok {
		t.Fatalf("%q makes no function f", source)
	}
	return f
}

// The manual has what the libraries have, and no more.
func TestManualIsWhole(t *testing.T) {
	s := New()
	b := book{s}
	for _, topic := range manual.Topics {
		for _, e := range topic.Entries {
			if topic.Name != "keywords" && b.entryValue(e.Name) == glua.LNil {
				t.Errorf("there is no %s", e.Name)
			}
			if e.Text == "" || !strings.HasSuffix(e.Text, ".") {
				t.Errorf("%s: %q is no sentence", e.Name, e.Text)
			}
		}
	}
	documented := func(name string) {
		if manual.Entry(name) == nil {
			t.Errorf("nothing is said of %s", name)
		}
	}
	for _, f := range namedFields(s.loaded) {
		library, ok := f.value.(*glua.LTable)
		if !ok || f.name == "_G" {
			continue
		}
		for _, field := range namedFields(library) {
			documented(f.name + "." + field.name)
		}
	}
	for _, f := range namedFields(s.G.Global) {
		if _, library := f.value.(*glua.LTable); !library && bindings.Original(f.name) == nil {
			documented(f.name)
		}
	}
	for _, f := range namedFields(s.fileMeta) {
		if !strings.HasPrefix(f.name, "__") {
			documented("file:" + f.name)
		}
	}
	for _, f := range namedFields(bindings.FlagMethods()) {
		documented("flags:" + f.name)
	}
}

// Every page of the manual fits a terminal of 80 columns.
func TestManualFits(t *testing.T) {
	New()
	for _, topic := range manual.Topics {
		names := []string{topic.Name}
		for _, e := range topic.Entries {
			names = append(names, e.Name)
		}
		for _, name := range names {
			page, _, _ := strings.Cut(bindings.PageNamed(name), "\nExample:\n")
			for line := range strings.Lines(page) {
				line = strings.TrimSuffix(line, "\n")
				if len(line) > 80 || strings.TrimRight(line, " ") != line {
					t.Errorf("help %q has the line %q", name, line)
				}
			}
		}
	}
}

func TestHeadingAndComment(t *testing.T) {
	for source, want := range map[string]string{
		"-- adds.\nfunction f(a, b) end":                    "f(a, b)|adds.",
		"-- one\n\n-- two\n--   three\nfunction f(...) end": "f(...)|two\n  three",
		"--- doc\n---@param a number\nfunction f(a) end":    "f(a)|doc\n@param a number",
		"--[[ long\n  and wide ]]\nfunction f() end":        "f()|long\nand wide",
		"x = 1 -- beside\nfunction f() end":                 "f()|",
		"--[[ a ]]\n-- b\nfunction f() end":                 "f()|a\nb",
		"--[[ of something else ]]\n\nfunction f() end":     "f()|",
		"local x = [[\n]]\nfunction f() end":                "f()|",
		"-------\n-- framed\n-------\nfunction f() end":     "f()|framed",
		"f = function(a) end":                               "f(a)|",
		"-- a field\nt = {} t.g = function(a) end f = t.g":  "t.g(a)|a field",
		"t = {}\n-- method\nfunction t:m(a) end f = t.m":    "t:m(a)|method",
		"g = function(x) end f = function(y) end":           "f(y)|",
		"f = (function() return function(a) end end)()":     "function(a)|",
		"-- \x1b[31mred\x07\nfunction f() end":              "f()| [31mred ",
	} {
		fn := defined(t, source, "=test")
		if got := heading(fn) + "|" + commentAbove(fn); got != want {
			t.Errorf("%q: %q, want %q", source, got, want)
		}
	}
}

// A comment that came as an input of its own stands above what follows it, and
// changes no line number.
func TestRemark(t *testing.T) {
	s := New()
	fn, err := s.Compile("function f()\n error 'x'\nend", "=stdin")
	if err != nil {
		t.Fatal(err)
	}
	(&Line{fn: fn}).Remark("-- one\n-- two")
	if _, err := s.Evaluate(fn); err != nil {
		t.Fatal(err)
	}
	f := s.GetGlobal("f").(*glua.LFunction)
	if got := commentAbove(f); got != "one\ntwo" {
		t.Errorf("the comment is %q", got)
	}
	if got := SourceOf(f); got != "function f()\n error 'x'\nend" {
		t.Errorf("the source is %q", got)
	}
	if got := sourceLine(f.Proto, 2); got != " error 'x'" {
		t.Errorf("line 2 is %q", got)
	}
	again, err := undump(s.LState, dump(f), "=stdin")
	if err != nil || again.Proto.LineDefined != 1 {
		t.Errorf("dumped and loaded: %v", err)
	}
}

func TestHead(t *testing.T) {
	for source, want := range map[string]string{
		"-- one\n-- two\nlocal x":            "one\ntwo",
		"#!/usr/bin/env nslua\n\n-- one\n\n": "one",
		"--[[ one\ntwo\n]]\nlocal x":         "one\ntwo",
		"local x -- no head":                 "",
		"":                                   "",
		"--[[ endless":                       "endless",
	} {
		if got := head(source); got != want {
			t.Errorf("%q: %q, want %q", source, got, want)
		}
	}
}

func TestBrief(t *testing.T) {
	s := New()
	fn, _ := s.Compile(`return "text", 1.5, {}, {1, 2}, {1, x = 1}, true, print, io.stdout, CLONE_NEWPID, coroutine.create(function() end), ("x"):rep(100), u64(7), unshare`, "=test")
	values, err := s.Evaluate(fn)
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []string{
		`"text"`, "1.5", "table, which is empty", "table of 2 items", "table of 1 item and 1 field", "true",
		"Writes its arguments by tostring, with tabs between them and a newline, in one write(2)", "a file", "CLONE_NEWPID", "a coroutine",
		`"` + strings.Repeat("x", 40) + `"... (100 bytes)`, "7", "Moves the process into new namespaces",
	} {
		if got := s.Brief(values[i]); got != want {
			t.Errorf("%s: %q, want %q", values[i], got, want)
		}
	}
}
