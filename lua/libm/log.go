package libm

import "math"

// Log is log(3).
func Log(x float64) float64 {
	switch {
	case x < 0:
		return invalid()
	case math.IsNaN(x):
		return x
	case x == 0, math.IsInf(x, 1):
		return math.Log(x)
	case x == 1:
		return 0
	}
	return log(x).value()
}

// log is the logarithm of a positive number.
func log(x float64) pair {
	m, exponent := math.Frexp(x)
	if m < math.Sqrt2/2 {
		m, exponent = 2*m, exponent-1
	}
	return ln2.times(float64(exponent)).add(logMantissa(m))
}

// logMantissa corrects y, of which Go's function knows a double, by
// m/exp(y) - 1.
func logMantissa(m float64) pair {
	y := math.Log(m)
	var off pair
	if math.Abs(y) < math.Ln2/steps/2 {
		e := expm1(pair{-y, 0})
		off = e.plus(m - 1).add(e.times(m - 1))
	} else {
		e, exponent := exp(pair{-y, 0})
		off = e.times(math.Ldexp(m, exponent)).plus(-1)
	}
	return sum(y, off.high).plus(off.low)
}

// Log10 is log10(3).
func Log10(x float64) float64 {
	switch {
	case x < 0:
		return math.NaN()
	case math.IsNaN(x):
		return x
	case x == 0, math.IsInf(x, 1):
		return math.Log10(x)
	}
	const high, low = 3.01029995663611771306e-01, 3.69423907715893078616e-13 // log10(2)
	m, exponent := math.Frexp(x)
	m, exponent = 2*m, exponent-1
	if exponent < 0 {
		m, exponent = m/2, exponent+1
	}
	k := float64(exponent)
	z := float64(k*low) + float64(4.34294481903251816668e-01*Log(m))
	return z + float64(k*high)
}

// Pow is pow(3).
func Pow(x, y float64) float64 {
	switch {
	case y == 2:
		return x * x
	case math.IsNaN(x) && y != 0:
		if math.Signbit(x) && odd(y) {
			return -x
		}
		return x
	case math.IsNaN(y) && x != 1:
		return y
	case x == 0, x == 1, y == 0, math.IsInf(x, 0), math.IsInf(y, 0):
		return math.Pow(x, y)
	case x < 0 && y != math.Trunc(y):
		return invalid()
	}
	if p, ok := integerPower(x, y); ok {
		return p
	}
	sign := 1.0
	if x < 0 && odd(y) {
		sign = -1
	}
	l := log(math.Abs(x))
	switch size := l.high * y; {
	case size > 710:
		return math.Copysign(math.Inf(1), sign)
	case size < -746:
		return math.Copysign(0, sign)
	}
	e, exponent := exp(l.times(y))
	return sign * e.scale(exponent)
}

// integerPower multiplies as long as every product is exact: what most scripts
// want of pow is an integer.
func integerPower(x, y float64) (power float64, ok bool) {
	if x != math.Trunc(x) || y < 0 || y > 53 || y != math.Trunc(y) {
		return 0, false
	}
	power = 1
	for ; y > 0; y-- {
		if power *= x; math.Abs(power) > 1<<53 {
			return 0, false
		}
	}
	return power, true
}

func odd(y float64) bool { return math.Abs(math.Mod(y, 2)) == 1 }

// Fmod is fmod(3).
func Fmod(x, y float64) float64 {
	switch {
	case math.IsNaN(x):
		return x
	case math.IsNaN(y):
		return y
	case y == 0, math.IsInf(x, 0):
		return invalid()
	}
	return math.Mod(x, y)
}

// invalid is what comes of an argument outside of a function's domain; but for
// acos, asin and log10, whose NaN is positive.
func invalid() float64 { return math.Copysign(math.NaN(), -1) }
