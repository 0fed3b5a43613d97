package syntax

import (
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	glua "github.com/yuin/gopher-lua"
	"github.com/yuin/gopher-lua/parse"
)

// TestErrors: the messages are those of lua5.1.
func TestErrors(t *testing.T) {
	many := strings.Repeat
	for source, want := range map[string]string{
		`x y`:                                `x:1: '=' expected near 'y'`,
		`x =`:                                `x:1: unexpected symbol near '<eof>'`,
		"\n\nx = = 1":                        `x:3: unexpected symbol near '='`,
		`x = "abc`:                           `x:1: unfinished string near '<eof>'`,
		"x = \"abc\ndef\"":                   `x:1: unfinished string near '"abc'`,
		`x = [[abc`:                          `x:1: unfinished long string near '<eof>'`,
		`--[[abc`:                            `x:1: unfinished long comment near '<eof>'`,
		`x = [==`:                            `x:1: invalid long string delimiter near '[=='`,
		`x = [[ [[ ]]`:                       `x:1: nesting of [[...]] is deprecated near '['`,
		`x = 'a\256'`:                        `x:1: escape sequence too large near ''a'`,
		`x = 3x`:                             `x:1: malformed number near '3x'`,
		`x = 1..2`:                           `x:1: malformed number near '1..2'`,
		`x = 0x`:                             `x:1: malformed number near '0x'`,
		"if x then\n\n":                      `x:3: 'end' expected (to close 'if' at line 1) near '<eof>'`,
		`if x then`:                          `x:1: 'end' expected near '<eof>'`,
		"f\n(1)":                             `x:2: ambiguous syntax (function call x new statement) near '('`,
		`function f() return ... end`:        `x:1: cannot use '...' outside a vararg function near '...'`,
		`break`:                              `x:1: no loop to break near '<eof>'`,
		`goto x`:                             `x:1: '=' expected near 'x'`,
		`x = 1 // 2`:                         `x:1: unexpected symbol near '/'`,
		`x = a & b`:                          `x:1: unexpected symbol near '&'`,
		`f(A | B)`:                           `x:1: ')' expected near '|' (flags are joined by +)`,
		`return 1 return`:                    `x:1: '<eof>' expected near 'return'`,
		`end`:                                `x:1: '<eof>' expected near 'end'`,
		`for`:                                `x:1: '<name>' expected near '<eof>'`,
		`for x do`:                           `x:1: '=' or 'in' expected near 'do'`,
		`function f(1) end`:                  `x:1: <name> or '...' expected near '1'`,
		`(x) = 1`:                            `x:1: syntax error near '='`,
		`x, (f()) = 1`:                       `x:1: syntax error near '='`,
		`a.b:c = 1`:                          `x:1: function arguments expected near '='`,
		"x = \x7f":                           `x:1: unexpected symbol near 'char(127)'`,
		"x = \x00":                           `x:1: unexpected symbol`,
		"local 'c\x00d'":                     `x:1: '<name>' expected near ''c'`,
		"local [==[\nc\r\nd]==]":             "x:3: '<name>' expected near '[==[c\nd]==]'",
		`local t = {1 2}`:                    `x:1: '}' expected near '2'`,
		"x = (1\n+ 2":                        `x:2: ')' expected (to close '(' at line 1) near '<eof>'`,
		many("do ", 1000):                    `x:1: chunk has too many syntax levels`,
		"x=" + many("(", 1e6):                `x:1: chunk has too many syntax levels`,
		"x=" + many("{", 1e6):                `x:1: chunk has too many syntax levels`,
		"x=" + many("not ", 1e6):             `x:1: chunk has too many syntax levels`,
		"x=" + many("a^", 1e6):               `x:1: chunk has too many syntax levels`,
		"x=" + many("f{", 1e6):               `x:1: function or expression too complex near '{'`,
		many("f(function() ", 1e6):           `x:1: chunk has too many syntax levels`,
		many("a,", 1e6) + "a=1":              `x:1: main function has more than 199 variables in assignment`,
		"local " + many("a,", 300):           `x:1: main function has more than 200 local variables`,
		"\nfunction f(" + many("a,", 300):    `x:2: function at line 2 has more than 200 local variables`,
		"return f(" + many("1,", 250) + "1)": `x:1: function or expression too complex near '1'`,
		"return " + many("f, ", 300) + "f":   `x:1: function or expression too complex near 'f'`,
		many("do local a end ", 1<<15):       `too many local variables`,
		captures(61):                         `x:1: function at line 1 has more than 60 upvalues`,
		"while x do " + many("f() ", 70000) + "end": `x:1: control structure too long near 'end'`,
		"return {" + numbers(1<<18) + "}":           `constant table overflow`,
	} {
		_, err := Compile("=x", source, 0)
		if err == nil {
			t.Errorf("%.60q compiles", source)
		} else if err.Error() != want {
			t.Errorf("%.60q\n%s, want\n%s", source, err, want)
		}
	}
}

// captures is a function that uses so many variables of the one around it.
func captures(n int) string {
	var variables, uses strings.Builder
	for i := range n {
		name := "v" + strings.Repeat("i", i)
		variables.WriteString("local " + name + " ")
		uses.WriteString(name + "() ")
	}
	return variables.String() + "function f() " + uses.String() + "end"
}

// numbers are so many different ones.
func numbers(n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(literal(glua.LNumber(i)) + ",")
	}
	return b.String()
}

// TestAtEnd: whether more source could make it right.
func TestAtEnd(t *testing.T) {
	for source, want := range map[string]bool{
		"x =": true, "f(": true, "{": false, "return {": true, "if x then": true, "x = [[": true, "--[==[ x": true,
		"x = 'a\\\n": true, "x = 'a\n": false, "x = = 1": false, "function f(a": true, "end": false, "x y": false,
	} {
		_, err := Compile("=x", source, 0)
		if e := (*Error)(nil); !errors.As(err, &e) || e.AtEnd != want {
			t.Errorf("%q: %v, at the end: %v", source, err, !want)
		}
	}
}

func TestColumn(t *testing.T) {
	for source, want := range map[string]int{
		"x y": 3, "  x = 3x": 7, "\n\tx = = 1": 6, "x\n\n  = 'a\n": 5, "x = [[\n\n]] y": 5, "\r\n= ": 1,
	} {
		for name, compile := range map[string]func() error{
			"whole":  func() error { _, err := Compile("=x", source, 0); return err },
			"pieces": func() error { _, err := CompileFrom("=x", pieces(source), 0); return err },
		} {
			if e := (*Error)(nil); !errors.As(compile(), &e) || e.Column != want {
				t.Errorf("%q: %v, column %d, want %d (%s)", source, e, e.Column, want, name)
			}
		}
	}
}

// pieces gives a source byte by byte.
func pieces(source string) func() (string, error) {
	return func() (piece string, err error) {
		if source != "" {
			piece, source = source[:1], source[1:]
		}
		return piece, nil
	}
}

// TestReadError: what the reader says is the error, and nothing is read after a
// mistake.
func TestReadError(t *testing.T) {
	failed := errors.New("failed")
	if _, err := CompileFrom("=x", func() (string, error) { return "", failed }, 0); err != failed {
		t.Errorf("%v, want %v", err, failed)
	}
	count := 0
	_, err := CompileFrom("=x", func() (string, error) { count++; return "= ", nil }, 0)
	if err == nil || count > 2 {
		t.Errorf("%v after %d pieces", err, count)
	}
}

func TestWords(t *testing.T) {
	got := strings.Join(Words(`local p, q = fork( ) -- x
		t[1.5] = 'a' .. [[b]] ~= ... 3x never`), " ")
	if want := `local p , q = fork ( ) t [ 1.5 ] = 'a' .. [[b]] ~= ... 3x never`; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

// programs are the Lua files that there are.
func programs(t testing.TB) (texts []string) {
	paths, err := filepath.Glob("../../tests/lua51/*/*.lua")
	if err != nil || len(paths) < 50 {
		t.Fatal("no programs", err)
	}
	for _, path := range paths {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		texts = append(texts, string(text))
	}
	return texts
}

// FuzzCompile: nothing panics, and a source in pieces is as good as whole.
func FuzzCompile(f *testing.F) {
	for _, text := range programs(f) {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, source string) {
		Words(source)
		whole, err := Compile("=x", source, 0)
		parts, again := CompileFrom("=x", pieces(source), 0)
		if (err == nil) != (again == nil) || err != nil && err.Error() != again.Error() {
			t.Fatalf("whole: %v, in pieces: %v", err, again)
		}
		if err == nil && plain(whole) != plain(parts) {
			t.Fatal("in pieces it compiles to something else")
		}
	})
}

// plain lists a function with all instructions.
func plain(p *glua.FunctionProto) string {
	var b strings.Builder
	list(&b, p, nil)
	return b.String()
}

func BenchmarkCompile(b *testing.B) {
	b.Run("here", func(b *testing.B) { benchmark(b, programs(b), func(s string) { Compile("=x", s, 0) }) })
	b.Run("gopher-lua", func(b *testing.B) {
		benchmark(b, programs(b), func(s string) {
			if chunk, err := parse.Parse(strings.NewReader(s), "x"); err == nil {
				glua.Compile(chunk, "x")
			}
		})
	})
}

func benchmark(b *testing.B, texts []string, compile func(string)) {
	size := 0
	for _, text := range texts {
		size += len(text)
	}
	b.SetBytes(int64(size))
	b.ReportAllocs()
	for b.Loop() {
		for _, text := range texts {
			compile(text)
		}
	}
}

// TestStringConstants holds what setConstants writes against the field's type in
// gopher-lua.
func TestStringConstants(t *testing.T) {
	p, err := Compile("=x", `x = "a" .. 1`, 0)
	if err != nil {
		t.Fatal(err)
	}
	texts := reflect.ValueOf(p).Elem().FieldByName("stringConstants")
	if texts.Len() != len(p.Constants) || texts.Index(0).String() != "x" || texts.Index(1).String() != "a" || texts.Index(2).String() != "" {
		t.Errorf("%v of %v", texts, p.Constants)
	}
}
