package number

import (
	"math"
	"strconv"
	"strings"
)

// space is what C's isspace(3) takes for white space in the C locale.
const space = " \t\n\v\f\r"

// Parse reads a number as luaO_str2d does: what strtod(3) takes for one, or an
// integer in hexadecimal, with white space around it and nothing else.
func Parse(text string) (f float64, ok bool) {
	text = strings.Trim(text, space)
	sign, digits := 1.0, text
	if digits != "" && (digits[0] == '-' || digits[0] == '+') {
		if digits[0] == '-' {
			sign = -1
		}
		digits = digits[1:]
	}
	switch {
	case digits == "" || strings.Contains(digits, "_"):
		return 0, false
	case len(digits) > 2 && (digits[:2] == "0x" || digits[:2] == "0X"):
		f, ok = hexadecimal(digits[2:])
		return sign * f, ok
	case digits[0] >= '0' && digits[0] <= '9' || digits[0] == '.':
		f, err := strconv.ParseFloat(digits, 64)
		if err != nil && !math.IsInf(f, 0) { // out of range is infinity, as in C
			return 0, false
		}
		return sign * f, true
	}
	return named(strings.ToLower(digits), sign)
}

// hexadecimal reads digits, a fraction and a binary exponent, as strtod(3) does.
func hexadecimal(digits string) (float64, bool) {
	text := "0x" + digits
	if !strings.ContainsAny(digits, "pP") {
		text += "p0"
	}
	f, err := strconv.ParseFloat(text, 64)
	return f, err == nil || math.IsInf(f, 0)
}

// named are the numbers that strtod(3) knows by name.
func named(name string, sign float64) (float64, bool) {
	switch name {
	case "inf", "infinity":
		return math.Inf(int(sign)), true
	case "nan":
		return math.Copysign(math.NaN(), sign), true
	}
	return 0, false
}
