package libm

import "math"

// Asin is asin(3).
func Asin(x float64) float64 {
	if math.Abs(x) > 1 {
		return math.NaN()
	}
	y := math.Asin(x)
	if math.Abs(x) < tiny || math.IsNaN(x) {
		return x
	}
	sin, cos := sincos(y)
	return y + sin.negative().plus(x).value()/cos.high
}

// Acos is acos(3).
func Acos(x float64) float64 {
	switch {
	case math.Abs(x) > 1:
		return math.NaN()
	case x == 1:
		return 0
	case math.IsNaN(x):
		return x
	}
	y := math.Acos(x)
	if x > 0.5 { // Go's loses bits where the angle is small
		y = 2 * math.Asin(math.Sqrt((1-x)/2))
	}
	sin, cos := sincos(y)
	if x == -1 {
		return y
	}
	return y + cos.plus(-x).value()/sin.high
}

// Atan is atan(3).
func Atan(x float64) float64 {
	if math.Abs(x) < tiny || math.IsNaN(x) {
		return x
	}
	y := math.Atan(x)
	if math.Abs(x) > 0x1p60 {
		return y
	}
	sin, cos := sincos(y)
	return y + cos.times(x).minus(sin).value()/(cos.high+x*sin.high)
}

// Atan2 is atan2(3).
func Atan2(y, x float64) float64 {
	angle := math.Atan2(y, x)
	switch {
	case math.IsNaN(angle):
		return x + y
	case x == 0, y == 0, math.IsInf(x, 0), math.IsInf(y, 0):
		return angle
	}
	_, exponentY := math.Frexp(y)
	_, exponentX := math.Frexp(x)
	switch {
	case exponentX-exponentY > 60 && x > 0:
		return y / x
	case exponentX-exponentY > 60:
		return math.Copysign(math.Pi, y)
	case exponentY-exponentX > 60:
		return math.Copysign(math.Pi/2, y)
	}
	// Of a middle size, so that products stay in range.
	y, x = math.Ldexp(y, -exponentX), math.Ldexp(x, -exponentX)
	sin, cos := sincos(angle)
	return angle + cos.times(y).minus(sin.times(x)).value()/(x*cos.high+y*sin.high)
}
