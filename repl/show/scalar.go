package show

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/mattn/go-runewidth"
	glua "github.com/yuin/gopher-lua"

	"nslua/bindings"
	"nslua/lua/number"
	"nslua/lua/vm"
	"nslua/repl/colour"
)

const (
	mostBytes  = 64 << 10 // of a text that is printed by itself
	mostWithin = 200      // of one in a table
)

// leaf is the node of a text on one line.
func (p *Printer) leaf(style colour.Style, text string) *node {
	return &node{text: p.Palette.Paint(style, text), width: runewidth.StringWidth(text)}
}

// top is a value that is not in a table: a string is then as it would be written.
func (p *Printer) top(value glua.LValue, m bindings.Namer) *node {
	switch value := value.(type) {
	case glua.LString:
		text := string(value)
		if text == "" || !isPlain(text) {
			return p.quoted(text, mostBytes)
		}
		text, rest := cut(text, mostBytes)
		return p.block(colour.Text, text, rest)
	case *glua.LFunction:
		return p.function(value, p.variable(value))
	}
	return p.value(value, m, 0)
}

// value is one that is anywhere, with so many tables around it. If it is known what
// numbers mean in it, they are named.
func (p *Printer) value(value glua.LValue, m bindings.Namer, depth int) *node {
	p.left--
	switch value := value.(type) {
	case *glua.LNilType:
		return p.leaf(colour.Keyword, "nil")
	case glua.LBool:
		return p.leaf(colour.Keyword, value.String())
	case glua.LNumber:
		return p.named(p.leaf(colour.Number, numberText(float64(value))), m, value)
	case glua.LString:
		return p.quoted(string(value), mostWithin)
	case *glua.LFunction:
		return p.function(value, "")
	case *glua.LState:
		return p.leaf(colour.Plain, "thread: "+vm.Status(p.L, value))
	case *glua.LTable:
		return p.table(value, m, depth)
	}
	if n := p.told(value, depth); n != nil {
		return n
	}
	return p.leaf(colour.Plain, value.String())
}

// numberText shows whole numbers with all their digits, and others as Lua does.
func numberText(f float64) string {
	if f == math.Trunc(f) && math.Abs(f) < 1<<63 && f != 0 {
		return strconv.FormatInt(int64(f), 10)
	}
	return number.Text(f)
}

// named adds the name of the constant that a number stands for.
func (p *Printer) named(n *node, m bindings.Namer, value glua.LValue) *node {
	if m == nil {
		return n
	}
	if name := m(value); name != "" {
		n.text += " (" + p.Palette.Paint(colour.Constant, name) + ")"
		n.width += len(" ()") + len(name)
	}
	return n
}

// isPlain tells whether a terminal shows a text as it is.
func isPlain(text string) bool {
	return utf8.ValidString(text) && strings.IndexFunc(text, func(r rune) bool {
		return bindings.IsDisguise(r) && r != '\n' && r != '\t'
	}) < 0
}

// Clean is a message of which a terminal shows every character: it may quote
// anything.
func Clean(text string) string {
	if isPlain(text) {
		return text
	}
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		if !isPlain(line) {
			lines[i] = escaped(line, 0)
		}
	}
	return strings.Join(lines, "\n")
}

// cut gives the beginning of a text and how many bytes follow it. Where they are few
// it is all of it.
func cut(text string, most int) (string, int) {
	if len(text) <= most+most/4 {
		return text, 0
	}
	for most > 0 && !utf8.RuneStart(text[most]) {
		most--
	}
	return text[:most], len(text) - most
}

// moreBytes is what stands for the rest of a text.
func moreBytes(n int) string { return fmt.Sprintf("… %d more bytes", n) }

// quoted is a string as Lua reads it.
func (p *Printer) quoted(text string, most int) *node {
	text, rest := cut(text, most)
	n := p.leaf(colour.Text, `"`+escaped(text, '"')+`"`)
	if rest > 0 {
		note := p.leaf(colour.Hint, moreBytes(rest))
		n.text += " " + note.text
		n.width += 1 + note.width
	}
	return n
}

// escaped writes what cannot be seen as Lua's escapes, and so the quote.
func escaped(text string, quote rune) string {
	var b strings.Builder
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		after := text[i+size:]
		switch {
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\t':
			b.WriteString(`\t`)
		case r == '\r':
			b.WriteString(`\r`)
		case r == quote || r == '\\' && quote != 0:
			b.WriteByte('\\')
			b.WriteRune(r)
		case r == utf8.RuneError && size == 1, !unicode.IsPrint(r):
			for j := range size {
				format := `\%d`
				if j < size-1 || after != "" && after[0] >= '0' && after[0] <= '9' {
					format = `\%03d`
				}
				fmt.Fprintf(&b, format, text[i+j])
			}
		default:
			b.WriteRune(r)
		}
		i += size
	}
	return b.String()
}

// because is what an error says, on one line, "" for nothing.
func because(err error) string {
	api := (*glua.ApiError)(nil)
	if !errors.As(err, &api) {
		return ""
	}
	said, _ := api.Object.(glua.LString)
	text, _, _ := strings.Cut(strings.TrimSpace(string(said)), "\n")
	if text, _ = cut(Clean(text), mostWithin); text == "" {
		return ""
	}
	return ": " + text
}

// told is what a value's __tostring says, nil if it has none.
func (p *Printer) told(value glua.LValue, depth int) *node {
	tostring := vm.Metamethod(p.L, value, "__tostring")
	if tostring == glua.LNil {
		return nil
	}
	err := p.L.CallByParam(glua.P{Fn: tostring, NRet: 1, Protect: true}, value)
	if err != nil {
		if p.Stop != nil && p.Stop(err) {
			panic(err)
		}
		return p.leaf(colour.Error, "<error in __tostring"+because(err)+">")
	}
	defer p.L.Pop(1)
	said, ok := p.L.Get(-1).(glua.LString)
	if !ok {
		return p.leaf(colour.Error, "<__tostring gives no string>")
	}
	if bindings.IsConstant(value) {
		return p.constant(string(said))
	}
	most := mostBytes
	if depth > 0 {
		most = mostWithin
	}
	text, rest := cut(Clean(string(said)), most)
	return p.block(style(value), text, rest)
}

// constant is a constant's names, which may be many.
func (p *Printer) constant(names string) *node {
	n := p.leaf(colour.Constant, names)
	for name := range strings.SplitAfterSeq(names, "|") {
		n.parts = append(n.parts, p.leaf(colour.Constant, name))
	}
	return n
}

func style(value glua.LValue) colour.Style {
	if _, ok := bindings.Uint64(value); ok {
		return colour.Number
	}
	if bindings.IsConstant(value) {
		return colour.Constant
	}
	return colour.Plain
}

// block is a text of any number of lines, of which a rest is left out.
func (p *Printer) block(style colour.Style, text string, rest int) *node {
	if rest == 0 && !strings.Contains(text, "\n") {
		return p.leaf(style, text)
	}
	lines := strings.Split(painted(p.Palette, style, text), "\n")
	if rest > 0 {
		lines = append(lines, p.Palette.Paint(colour.Hint, moreBytes(rest)))
	}
	return &node{lines: lines, width: never}
}
