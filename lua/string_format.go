package lua

import (
	"fmt"
	"math"
	"strings"

	glua "github.com/yuin/gopher-lua"

	"nslua/bindings"
	"nslua/lua/number"
)

// stringFormat is string.format, by the conversions of printf(3).
func stringFormat(c call) int {
	template := c.text(1)
	result := make([]byte, 0, len(template)+32)
	for argument := 2; ; {
		plain, rest, found := strings.Cut(template, "%")
		result = append(result, plain...)
		switch {
		case !found:
			c.room(len(result))
			return c.give(glua.LString(result))
		case strings.HasPrefix(rest, "%"):
			result, template = append(result, '%'), rest[1:]
			continue
		case !c.given(argument):
			c.bad(argument, "no value")
		}
		spec, rest := c.spec(rest)
		result = c.convert(result, spec, rest, argument)
		template = rest[1:]
		argument++
	}
}

// flags are those of printf(3) that a conversion may have.
const flags = "-+ #0"

// spec reads flags, width and precision; what is left begins with the letter of
// the conversion.
func (c call) spec(text string) (spec number.Spec, rest string) {
	rest = strings.TrimLeft(text, flags)
	if len(text)-len(rest) > len(flags) {
		c.RaiseError("invalid format (repeated flags)")
	}
	for _, flag := range text[:len(text)-len(rest)] {
		switch flag {
		case '-':
			spec.Left = true
		case '+':
			spec.Plus = true
		case ' ':
			spec.Space = true
		case '#':
			spec.Alternate = true
		case '0':
			spec.Zero = true
		}
	}
	spec.Width, rest = twoDigits(rest)
	spec.Precision = -1
	if strings.HasPrefix(rest, ".") {
		spec.Precision, rest = twoDigits(rest[1:])
	}
	switch {
	case rest == "":
		c.invalid("")
	case rest[0] >= '0' && rest[0] <= '9':
		c.RaiseError("invalid format (width or precision too long)")
	}
	return spec, rest
}

func (c call) invalid(conversion string) {
	c.RaiseError("invalid option '%%%s' to 'format'", strings.TrimRight(conversion, "\x00"))
}

// twoDigits reads a number of at most two digits; of none, it is 0.
func twoDigits(text string) (n int, rest string) {
	for i := range 2 {
		if i == len(text) || text[i] < '0' || text[i] > '9' {
			return n, text[i:]
		}
		n = n*10 + int(text[i]-'0')
	}
	return n, text[2:]
}

// convert appends an argument as the letter that the text begins with says.
func (c call) convert(result []byte, spec number.Spec, text string, argument int) []byte {
	switch conversion := text[0]; conversion {
	case 'c':
		return character(result, spec, c.number(argument))
	case 'd', 'i':
		if n, ok := bindings.Uint64(c.Get(argument)); ok {
			return spec.Unsigned(result, n, 'u')
		}
		return spec.Signed(result, int64(c.integer(argument)))
	case 'o', 'u', 'x', 'X':
		n, ok := bindings.Uint64(c.Get(argument))
		if !ok {
			n = unsigned(c.number(argument))
		}
		return spec.Unsigned(result, n, conversion)
	case 'e', 'E', 'f', 'g', 'G':
		return spec.Float(result, c.number(argument), conversion)
	case 'q':
		text := c.text(argument)
		c.room(len(result) + len(`\000`)*len(text))
		return quote(result, text)
	case 's':
		text := c.shown(argument)
		if spec.Precision < 0 && len(text) >= 100 {
			c.room(len(result) + len(text))
			return append(result, text...)
		}
		text, _, _ = strings.Cut(text, "\x00") // sprintf(3) sees no more
		return spec.Text(result, text)
	}
	c.invalid(text[:1])
	return nil
}

// shown is argument n as text: what bindings give shows itself, flags and u64.
func (c call) shown(n int) string {
	if value, ok := c.Get(n).(*glua.LUserData); ok {
		if shown, ok := value.Value.(fmt.Stringer); ok {
			return shown.String()
		}
	}
	return c.text(n)
}

// unsigned converts as amd64 does in C.
func unsigned(f float64) uint64 {
	if f >= 1<<63 {
		return uint64(integer(f-1<<63)) ^ 1<<63
	}
	return uint64(integer(f))
}

// character appends a character as sprintf(3) and strlen(3) leave it: nothing is
// left of a NUL and what pads it on the right.
func character(result []byte, spec number.Spec, f float64) []byte {
	spec.Precision = -1
	c := byte(0)
	if f > math.MinInt32-1 && f < math.MaxInt32+1 {
		c = byte(int32(f))
	}
	switch {
	case c != 0:
		return spec.Text(result, string([]byte{c}))
	case spec.Left:
		return result
	}
	spec.Width--
	return spec.Text(result, "")
}

// quote appends a string as Lua can read it.
func quote(result []byte, text string) []byte {
	result = append(result, '"')
	for i := range len(text) {
		switch c := text[i]; c {
		case '"', '\\', '\n':
			result = append(result, '\\', c)
		case '\r':
			result = append(result, `\r`...)
		case 0:
			result = append(result, `\000`...)
		default:
			result = append(result, c)
		}
	}
	return append(result, '"')
}
