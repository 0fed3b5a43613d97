package syntax

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	glua "github.com/yuin/gopher-lua"

	"nslua/lua/number"
)

// TestLikeLuac compiles the Lua programs that there are, and those of testdata,
// with Debian's luac5.1 too: instructions, lines, constants, and the scopes of
// variables must agree.
func TestLikeLuac(t *testing.T) {
	luac, err := exec.LookPath("luac5.1")
	if err != nil {
		t.Skip("nothing to compare with: ", err)
	}
	paths := []string{}
	for _, pattern := range []string{"testdata/*.lua", "../lib/*.lua", "../lib/*/*.lua", "../../tests/lua51/*/*.lua", "../../tests/programs/*.lua", "../../scripts/*.lua"} {
		found, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		paths = append(paths, found...)
	}
	if more := os.Getenv("LUAC_MORE"); more != "" { // generated programs
		found, _ := filepath.Glob(more)
		paths = append(paths, found...)
	}
	compared := 0
	for _, path := range paths {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if text[0] == '#' {
			continue // which load passes over
		}
		listed, err := exec.Command(luac, "-l", "-l", "-p", path).Output()
		p, ours := Compile("@"+path, string(text), 1)
		if (err == nil) != (ours == nil) {
			t.Errorf("%s: luac: %v, here: %v", path, err, ours)
		}
		if err != nil || ours != nil {
			continue
		}
		want := theirs(string(listed))
		var got strings.Builder
		list(&got, p, first.FindAllStringSubmatch(want, -1))
		if diff := cmp.Diff(strings.Split(want, "\n"), strings.Split(got.String(), "\n")); diff != "" {
			t.Errorf("%s (-luac5.1 +here):\n%s", path, diff)
		}
		compared++
	}
	if compared < 50 {
		t.Errorf("only %d programs compared", compared)
	}
}

var (
	comment = regexp.MustCompile(`(?m)\s*; .*$`)
	address = regexp.MustCompile(` (at|for) 0x[0-9a-f]+`)
	plural  = regexp.MustCompile(`(?m)^(\d+\+?) params?, (\d+) slots?, (\d+) upvalues?, (\d+) locals?, (\d+) constants?, (\d+) functions?$`)
	head    = regexp.MustCompile(`(?m)^(main|function) <.*:(\d+),(\d+)> \((\d+) instructions?, .*$`)
	padding = regexp.MustCompile(`(?m) *\t`)
	first   = regexp.MustCompile(`(?m)^\t1\t\[\d+\]\t(\w+)`)
)

// theirs is luac's listing without what we do not show.
func theirs(text string) string {
	text = address.ReplaceAllString(text, "")
	text = head.ReplaceAllString(text, "$1 $2 $3 $4")
	text = plural.ReplaceAllString(text, "$1 $2 $3 $4 $5 $6")
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		if strings.Contains(line, "\t[") {
			lines[i] = padding.ReplaceAllString(comment.ReplaceAllString(line, ""), "\t")
		}
	}
	return strings.TrimLeft(strings.Join(lines, "\n"), "\n")
}

var names = map[int]string{
	glua.OP_MOVE: "MOVE", glua.OP_LOADK: "LOADK", glua.OP_LOADBOOL: "LOADBOOL", glua.OP_LOADNIL: "LOADNIL",
	glua.OP_GETUPVAL: "GETUPVAL", glua.OP_GETGLOBAL: "GETGLOBAL", glua.OP_GETTABLE: "GETTABLE", glua.OP_GETTABLEKS: "GETTABLE",
	glua.OP_SETGLOBAL: "SETGLOBAL", glua.OP_SETUPVAL: "SETUPVAL", glua.OP_SETTABLE: "SETTABLE", glua.OP_SETTABLEKS: "SETTABLE",
	glua.OP_NEWTABLE: "NEWTABLE", glua.OP_SELF: "SELF", glua.OP_ADD: "ADD", glua.OP_SUB: "SUB", glua.OP_MUL: "MUL",
	glua.OP_DIV: "DIV", glua.OP_MOD: "MOD", glua.OP_POW: "POW", glua.OP_UNM: "UNM", glua.OP_NOT: "NOT", glua.OP_LEN: "LEN",
	glua.OP_CONCAT: "CONCAT", OpNextTest: "JMP", OpCountPrepare: "FORPREP", OpCountLoop: "FORLOOP", glua.OP_JMP: "JMP", glua.OP_EQ: "EQ", glua.OP_LT: "LT", glua.OP_LE: "LE", glua.OP_TEST: "TEST",
	glua.OP_TESTSET: "TESTSET", glua.OP_CALL: "CALL", glua.OP_TAILCALL: "TAILCALL", glua.OP_RETURN: "RETURN",
	glua.OP_FORLOOP: "FORLOOP", glua.OP_FORPREP: "FORPREP", glua.OP_TFORLOOP: "TFORLOOP", glua.OP_SETLIST: "SETLIST",
	glua.OP_CLOSE: "CLOSE", glua.OP_CLOSURE: "CLOSURE", glua.OP_VARARG: "VARARG",
}

// list writes a function as luac does. firsts are the first instructions that
// luac has written for this function and those to come, if that is to matter; the
// latter are given back. C Lua's functions begin with clean registers, ours perhaps with an
// instruction more that clears them.
func list(b *strings.Builder, p *glua.FunctionProto, firsts [][]string) [][]string {
	code, lines, shift := p.Code, p.DbgSourcePositions, 0
	if len(firsts) > 0 {
		if opcode(code[0]) == glua.OP_LOADNIL && firsts[0][1] != "LOADNIL" {
			code, lines, shift = code[1:], lines[1:], 1
		}
		firsts = firsts[1:]
	}
	what, vararg := "function", ""
	if p.LineDefined == 0 {
		what = "main"
	}
	if p.IsVarArg != 0 {
		vararg = "+"
	}
	fmt.Fprintf(b, "%s %d %d %d\n", what, p.LineDefined, p.LastLineDefined, len(code))
	fmt.Fprintf(b, "%d%s %d %d %d %d %d\n", p.NumParameters, vararg, p.NumUsedRegisters, p.NumUpvalues,
		len(p.DbgLocals), len(p.Constants), len(p.FunctionPrototypes))
	for pc, i := range code {
		fmt.Fprintf(b, "\t%d\t[%d]\t%s\t%s\n", pc+1, lines[pc], names[opcode(i)], arguments(i))
	}
	fmt.Fprintf(b, "constants (%d):\n", len(p.Constants))
	for i, value := range p.Constants {
		fmt.Fprintf(b, "\t%d\t%s\n", i+1, literal(value))
	}
	fmt.Fprintf(b, "locals (%d):\n", len(p.DbgLocals))
	for i, l := range p.DbgLocals {
		fmt.Fprintf(b, "\t%d\t%s\t%d\t%d\n", i, l.Name, max(l.StartPc-shift, 0)+1, max(l.EndPc-shift, 0)+1)
	}
	fmt.Fprintf(b, "upvalues (%d):\n", len(p.DbgUpvalues))
	for i, name := range p.DbgUpvalues {
		fmt.Fprintf(b, "\t%d\t%s\n", i, name)
	}
	for _, inner := range p.FunctionPrototypes {
		b.WriteString("\n")
		firsts = list(b, inner, firsts)
	}
	return firsts
}

func arguments(i instruction) string {
	a, b, c := argA(i), shown(argB(i)), shown(argC(i))
	bx := int(i & maxBx)
	switch opcode(i) {
	case glua.OP_MOVE, glua.OP_LOADNIL, glua.OP_GETUPVAL, glua.OP_SETUPVAL, glua.OP_UNM, glua.OP_NOT,
		glua.OP_LEN, glua.OP_RETURN, glua.OP_VARARG:
		return fmt.Sprint(a, argB(i))
	case glua.OP_LOADK, glua.OP_GETGLOBAL, glua.OP_SETGLOBAL:
		return fmt.Sprint(a, -1-bx)
	case glua.OP_CLOSURE:
		return fmt.Sprint(a, bx)
	case glua.OP_CLOSE:
		return fmt.Sprint(a)
	case glua.OP_JMP, OpNextTest:
		return fmt.Sprint(argSbx(i))
	case glua.OP_FORLOOP, glua.OP_FORPREP, OpCountPrepare, OpCountLoop:
		return fmt.Sprint(a, argSbx(i))
	case glua.OP_TEST:
		return fmt.Sprint(a, 0, argC(i))
	case glua.OP_TFORLOOP:
		return fmt.Sprint(a, argC(i))
	case glua.OP_LOADBOOL, glua.OP_NEWTABLE, glua.OP_CALL, glua.OP_TAILCALL, glua.OP_SETLIST, glua.OP_TESTSET:
		return fmt.Sprint(a, argB(i), argC(i))
	}
	return fmt.Sprint(a, b, c)
}

// shown is a B or C in luac's listing: constants are negative.
func shown(operand int) int {
	if operand&constant != 0 {
		return -1 - operand&^constant
	}
	return operand
}

// literal is a constant in luac's listing.
func literal(value glua.LValue) string {
	switch value := value.(type) {
	case glua.LNumber:
		return number.Text(float64(value))
	case glua.LString:
		var b strings.Builder
		b.WriteByte('"')
		for _, c := range []byte(value) {
			switch {
			case c == '"' || c == '\\':
				b.WriteString(`\` + string(c))
			case c >= 7 && c <= 13:
				b.WriteString(`\` + string("abtnvfr"[c-7]))
			case c >= ' ' && c < 0x7f:
				b.WriteByte(c)
			default:
				fmt.Fprintf(&b, `\%03d`, c)
			}
		}
		return b.String() + `"`
	}
	return value.String()
}
