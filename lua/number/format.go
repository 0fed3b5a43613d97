package number

import (
	"bytes"
	"math"
	"strconv"
	"strings"
)

// A Spec is one conversion of printf(3): its flags, width and precision.
type Spec struct {
	Left      bool // -
	Plus      bool // +
	Space     bool
	Alternate bool // #
	Zero      bool // 0
	Width     int
	Precision int // negative if none is given
}

// Text appends the start of a string, as %s does, or a character, as %c does.
func (s Spec) Text(to []byte, text string) []byte {
	if s.Precision >= 0 && s.Precision < len(text) {
		text = text[:s.Precision]
	}
	s.Zero = false
	return s.pad(to, "", text)
}

// Signed appends an integer as %d does.
func (s Spec) Signed(to []byte, n int64) []byte {
	var room [20]byte
	magnitude := uint64(n)
	if n < 0 {
		magnitude = -magnitude
	}
	return s.digits(to, s.sign(n < 0), strconv.AppendUint(room[:0], magnitude, 10))
}

// Unsigned appends an integer as the conversion, one of "uoxX", does.
func (s Spec) Unsigned(to []byte, n uint64, conversion byte) []byte {
	var room [23]byte
	switch conversion {
	case 'o':
		digits := room[:0]
		switch {
		case s.Alternate && n != 0:
			digits = append(digits, '0')
		case s.Alternate && s.Precision == 0:
			s.Precision = 1
		}
		return s.digits(to, "", strconv.AppendUint(digits, n, 8))
	case 'x', 'X':
		prefix, digits := "", strconv.AppendUint(room[:0], n, 16)
		if s.Alternate && n != 0 {
			prefix = "0x"
		}
		if conversion == 'X' {
			prefix, digits = strings.ToUpper(prefix), bytes.ToUpper(digits)
		}
		return s.digits(to, prefix, digits)
	}
	return s.digits(to, "", strconv.AppendUint(room[:0], n, 10))
}

// digits appends an integer. A precision is the least number of digits, and
// makes the flag 0 mean nothing; with a precision of 0, zero has no digits.
func (s Spec) digits(to []byte, prefix string, digits []byte) []byte {
	if s.Precision < 0 {
		return s.pad(to, prefix, string(digits))
	}
	s.Zero = false
	if s.Precision == 0 && string(digits) == "0" {
		digits = nil
	}
	return s.pad(to, prefix, strings.Repeat("0", max(s.Precision-len(digits), 0))+string(digits))
}

// Float appends a number as the conversion, one of "eEfgG", does.
func (s Spec) Float(to []byte, f float64, conversion byte) []byte {
	prefix := s.sign(math.Signbit(f))
	var text string
	switch f = math.Abs(f); {
	case math.IsNaN(f):
		text, s.Zero = "nan", false
	case math.IsInf(f, 1):
		text, s.Zero = "inf", false
	default:
		if s.Precision < 0 {
			s.Precision = 6
		}
		text = s.decimal(f, conversion|0x20)
	}
	if conversion < 'a' {
		text = strings.ToUpper(text)
	}
	return s.pad(to, prefix, text)
}

// decimal is what e, f or g makes of a number that is finite and has no sign.
func (s Spec) decimal(f float64, conversion byte) string {
	if conversion == 'g' {
		return s.general(f)
	}
	text := strconv.FormatFloat(f, conversion, s.Precision, 64)
	if s.Alternate && s.Precision == 0 {
		digits, exponent, _ := strings.Cut(text, "e")
		text = digits + "."
		if exponent != "" {
			text += "e" + exponent
		}
	}
	return text
}

// general is %g: as e or f, by what the exponent is once the number is rounded,
// and without zeros at the end unless the flag # keeps them.
func (s Spec) general(f float64) string {
	if !s.Alternate {
		return strconv.FormatFloat(f, 'g', max(s.Precision, 1), 64)
	}
	significant := max(s.Precision, 1)
	text := strconv.FormatFloat(f, 'e', significant-1, 64)
	exponent, _ := strconv.Atoi(text[strings.IndexByte(text, 'e')+1:])
	if exponent < -4 || exponent >= significant {
		s.Precision = significant - 1
		return s.decimal(f, 'e')
	}
	s.Precision = significant - 1 - exponent
	return s.decimal(f, 'f')
}

// sign is what stands before a signed number.
func (s Spec) sign(negative bool) string {
	switch {
	case negative:
		return "-"
	case s.Plus:
		return "+"
	case s.Space:
		return " "
	}
	return ""
}

// pad appends to the width: with spaces on one side, or with zeros between the
// sign and the digits.
func (s Spec) pad(to []byte, prefix, text string) []byte {
	missing := s.Width - len(prefix) - len(text)
	if !s.Left && !s.Zero {
		to = fill(to, ' ', missing)
	}
	to = append(to, prefix...)
	if !s.Left && s.Zero {
		to = fill(to, '0', missing)
	}
	to = append(to, text...)
	if s.Left {
		to = fill(to, ' ', missing)
	}
	return to
}

func fill(to []byte, c byte, n int) []byte {
	for ; n > 0; n-- {
		to = append(to, c)
	}
	return to
}
