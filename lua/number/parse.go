package number

import (
	"math"
	"strconv"
	"strings"
)

// space is what C's isspace(3) takes for white space in the C locale.
const space = " \t\n\v\f\r"

// Parse reads a number as luaO_str2d does: what strtod(3) takes for one, with
// white space around it and nothing else. A string ends at its first NUL, as it
// does in C.
func Parse(text string) (f float64, ok bool) {
	text = strings.Trim(cString(text), space)
	digits, negative := sign(text)
	switch {
	case digits == "":
		return 0, false
	case len(digits) > 2 && digits[0] == '0' && digits[1]|0x20 == 'x':
		f, ok = hexadecimal(digits)
	case digits[0] >= '0' && digits[0] <= '9' || digits[0] == '.':
		f, ok = float(digits)
	default:
		f, ok = named(strings.ToLower(digits))
	}
	if negative {
		f = -f
	}
	return f, ok
}

// cString is the string as C sees it.
func cString(text string) string {
	if end := strings.IndexByte(text, 0); end >= 0 {
		return text[:end]
	}
	return text
}

// sign takes a sign off.
func sign(text string) (digits string, negative bool) {
	if text != "" && (text[0] == '-' || text[0] == '+') {
		return text[1:], text[0] == '-'
	}
	return text, false
}

// float has strconv read it, which would take 1_000 in hexadecimal. Out of range
// is infinity, as in C.
func float(digits string) (float64, bool) {
	if strings.IndexByte(digits, '_') >= 0 {
		return 0, false
	}
	f, err := strconv.ParseFloat(digits, 64)
	return f, err == nil || math.IsInf(f, 0)
}

// hexadecimal reads digits, a fraction and a binary exponent, without which Go
// does not take them.
func hexadecimal(digits string) (float64, bool) {
	if !strings.ContainsAny(digits, "pP") {
		digits += "p0"
	}
	return float(digits)
}

// named are the numbers that strtod(3) knows by name.
func named(name string) (float64, bool) {
	switch {
	case name == "inf" || name == "infinity":
		return math.Inf(1), true
	case name == "nan" || strings.HasPrefix(name, "nan(") && payload(name[len("nan("):]):
		return math.Copysign(math.NaN(), 1), true
	}
	return 0, false
}

// payload tells whether text is what may follow "nan(".
func payload(text string) bool {
	inside, closed := strings.CutSuffix(text, ")")
	for i := range len(inside) {
		if c := inside[i]; c != '_' && digit(c) >= 36 {
			return false
		}
	}
	return closed
}

// digit is the value of a digit or letter, as in base 36; of anything else, 36.
func digit(c byte) uint64 {
	switch lower := c | 0x20; {
	case c >= '0' && c <= '9':
		return uint64(c - '0')
	case lower >= 'a' && lower <= 'z':
		return uint64(lower-'a') + 10
	}
	return 36
}

// ParseBase reads an integer in a base from 2 to 36 as strtoul(3) does, with
// white space around it and nothing else: what does not fit into 64 bits is the
// largest that does. But a minus sign makes it negative, as it did where C's long
// had 32 bits and as the official tests want it, and does not wrap it around.
func ParseBase(text string, base int) (f float64, ok bool) {
	digits, negative := sign(strings.Trim(cString(text), space))
	if base == 16 && len(digits) > 2 && digits[0] == '0' && digits[1]|0x20 == 'x' && digit(digits[2]) < 16 {
		digits = digits[2:]
	}
	if digits == "" {
		return 0, false
	}
	n, over := uint64(0), false
	for i := range len(digits) {
		d := digit(digits[i])
		if d >= uint64(base) {
			return 0, false
		}
		over = over || n > (math.MaxUint64-d)/uint64(base)
		n = n*uint64(base) + d
	}
	if over {
		n = math.MaxUint64
	}
	if negative && n != 0 {
		return -float64(n), true
	}
	return float64(n), true
}
