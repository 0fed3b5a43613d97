package libm

import "math"

// Sinh is sinh(3).
func Sinh(x float64) float64 {
	size, half := math.Abs(x), math.Copysign(0.5, x)
	switch {
	case size < tiny || math.IsNaN(x) || math.IsInf(x, 0):
		return x
	case size < 1:
		t := math.Expm1(size)
		return half * (float64(2*t) - float64(t*t)/(t+1))
	case size < 22:
		t := math.Expm1(size)
		return half * (t + t/(t+1))
	}
	return halfExp(size, half)
}

// Cosh is cosh(3).
func Cosh(x float64) float64 {
	size := math.Abs(x)
	switch {
	case math.IsNaN(x):
		return x
	case math.IsInf(x, 0):
		return size
	case size < 0x1p-55:
		return 1
	case size < math.Ln2/2:
		t := math.Expm1(size)
		w := 1 + t
		return 1 + float64(t*t)/(w+w)
	case size < 22:
		t := Exp(size)
		return float64(0.5*t) + 0.5/t
	}
	return halfExp(size, 0.5)
}

// halfExp multiplies half by e to the power x, which may be out of range.
func halfExp(x, half float64) float64 {
	if x < 709.78 {
		return half * Exp(x)
	}
	w := Exp(0.5 * x)
	return half * w * w
}

// Tanh is tanh(3).
func Tanh(x float64) float64 {
	size := math.Abs(x)
	z := 1.0
	switch {
	case x == 0 || math.IsNaN(x):
		return x
	case size < 0x1p-55:
		return x * (1 + x)
	case size < 1:
		t := math.Expm1(-2 * size)
		z = -t / (t + 2)
	case size < 22:
		z = 1 - 2/(math.Expm1(2*size)+2)
	}
	return math.Copysign(z, x)
}
