package number

import (
	"math"
	"strconv"
)

// Append appends what Lua shows of a number: C's "%.14g".
func Append(to []byte, f float64) []byte {
	// Most numbers are small integers. Not -0, which shows its sign.
	if n := int64(f); float64(n) == f && -1e14 < f && f < 1e14 && (n != 0 || !math.Signbit(f)) {
		return strconv.AppendInt(to, n, 10)
	}
	switch {
	case math.IsNaN(f):
		if math.Signbit(f) {
			to = append(to, '-')
		}
		return append(to, "nan"...)
	case math.IsInf(f, 1):
		return append(to, "inf"...)
	case math.IsInf(f, -1):
		return append(to, "-inf"...)
	}
	return strconv.AppendFloat(to, f, 'g', 14, 64)
}

// Text is what Lua shows of a number.
func Text(f float64) string { return string(Append(nil, f)) }
