package libm

import "math"

// A pair is the sum of two doubles, the second at most half a unit in the last
// place of the first.
type pair struct{ high, low float64 }

// sum adds exactly. Dekker and Knuth tell why this and the next work.
func sum(a, b float64) pair {
	s := a + b
	rest := s - a
	return pair{s, (a - (s - rest)) + (b - rest)}
}

// normal makes a pair of two doubles of which the first is the larger.
func normal(a, b float64) pair {
	s := a + b
	return pair{s, b - (s - a)}
}

// product multiplies exactly.
func product(a, b float64) pair {
	p := a * b
	return pair{p, math.FMA(a, b, -p)}
}

func (p pair) add(q pair) pair {
	s := sum(p.high, q.high)
	return normal(s.high, s.low+(p.low+q.low))
}

func (p pair) plus(b float64) pair {
	s := sum(p.high, b)
	return normal(s.high, s.low+p.low)
}

func (p pair) negative() pair { return pair{-p.high, -p.low} }

func (p pair) minus(q pair) pair { return p.add(q.negative()) }

func (p pair) multiply(q pair) pair {
	r := product(p.high, q.high)
	return normal(r.high, r.low+(p.high*q.low+p.low*q.high))
}

func (p pair) times(b float64) pair {
	r := product(p.high, b)
	return normal(r.high, math.FMA(p.low, b, r.low))
}

func (p pair) divide(q pair) pair {
	first := p.high / q.high
	rest := p.minus(q.times(first))
	return normal(first, rest.high/q.high)
}

func (p pair) value() float64 { return p.high + p.low }

// scale multiplies by a power of two and rounds, once also where the result has
// fewer bits than a double.
func (p pair) scale(exponent int) float64 {
	if f := math.Ldexp(p.high, exponent); math.Abs(f) >= 0x1p-1021 {
		return math.Ldexp(p.value(), exponent)
	}
	// Beside 1, what is there has just the bits that will be left.
	one := math.Copysign(1, p.high)
	small := pair{math.Ldexp(p.high, exponent+1022), math.Ldexp(p.low, exponent+1022)}
	rounded := sum(one, small.high)
	return math.Ldexp(rounded.high+(rounded.low+small.low)-one, -1022)
}
