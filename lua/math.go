package lua

import (
	"math"

	glua "github.com/yuin/gopher-lua"

	"nslua/lua/libm"
)

// openMath makes the math library.
func (s *State) openMath() {
	library := s.library("math")
	s.install(library, functions{
		"abs":        of(math.Abs),
		"acos":       of(libm.Acos),
		"asin":       of(libm.Asin),
		"atan":       of(libm.Atan),
		"atan2":      ofTwo(libm.Atan2),
		"ceil":       of(math.Ceil),
		"cos":        of(libm.Cos),
		"cosh":       of(libm.Cosh),
		"deg":        of(func(x float64) float64 { return x / (math.Pi / 180) }),
		"exp":        of(libm.Exp),
		"floor":      of(math.Floor),
		"fmod":       ofTwo(libm.Fmod),
		"frexp":      frexp,
		"ldexp":      ldexp,
		"log":        of(libm.Log),
		"log10":      of(libm.Log10),
		"max":        mathMax,
		"min":        mathMin,
		"modf":       modf,
		"pow":        ofTwo(libm.Pow),
		"rad":        of(func(x float64) float64 { return x * (math.Pi / 180) }),
		"random":     s.random.random,
		"randomseed": s.random.randomseed,
		"sin":        of(libm.Sin),
		"sinh":       of(libm.Sinh),
		"sqrt":       of(math.Sqrt),
		"tan":        of(libm.Tan),
		"tanh":       of(libm.Tanh),
	})
	library.RawSetString("mod", library.RawGetString("fmod"))
	library.RawSetString("pi", glua.LNumber(math.Pi))
	library.RawSetString("huge", glua.LNumber(math.Inf(1)))
}

func of(f func(float64) float64) function {
	return func(c call) int { return c.give(glua.LNumber(f(c.number(1)))) }
}

// ofTwo looks at its second argument first, as C's calls do when lua5.1 is made
// with gcc.
func ofTwo(f func(x, y float64) float64) function {
	return func(c call) int {
		y := c.number(2)
		return c.give(glua.LNumber(f(c.number(1), y)))
	}
}

func frexp(c call) int {
	x := c.number(1)
	fraction, exponent := math.Frexp(x)
	return c.give(glua.LNumber(fraction), glua.LNumber(exponent))
}

func ldexp(c call) int {
	exponent := c.int(2) // first, as in ofTwo
	return c.give(glua.LNumber(math.Ldexp(c.number(1), exponent)))
}

func modf(c call) int {
	x := c.number(1)
	whole, fraction := math.Trunc(x), 0.0
	if !math.IsInf(x, 0) {
		fraction = x - whole
	}
	return c.give(glua.LNumber(whole), glua.LNumber(math.Copysign(fraction, x)))
}

// mathMax and mathMin pass over a NaN that is not the first, as comparisons do.

func mathMax(c call) int {
	most := c.number(1)
	for i := 2; i <= c.GetTop(); i++ {
		if x := c.number(i); x > most {
			most = x
		}
	}
	return c.give(glua.LNumber(most))
}

func mathMin(c call) int {
	least := c.number(1)
	for i := 2; i <= c.GetTop(); i++ {
		if x := c.number(i); x < least {
			least = x
		}
	}
	return c.give(glua.LNumber(least))
}
