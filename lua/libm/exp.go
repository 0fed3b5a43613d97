package libm

import "math"

// steps is how many powers of two with a fraction the table holds.
const steps = 128

// powers are 2^(i/steps).
var powers = func() (powers [steps]pair) {
	powers[0] = pair{1, 0}
	for i := 1; i < steps; i++ {
		powers[i] = powers[i-1].multiply(pair{0x1.0163da9fb3335p+0, 0x1.b61299ab8cdb7p-54})
	}
	return powers
}()

var ln2 = pair{0x1.62e42fefa39efp-1, 0x1.abc9e3b39803fp-56}

// Exp is exp(3).
func Exp(x float64) float64 {
	switch {
	case math.IsNaN(x):
		return x
	case x > 710:
		return math.Inf(1)
	case x < -746:
		return 0
	}
	e, exponent := exp(pair{x, 0})
	return e.scale(exponent)
}

// exp is e to the power x, without a power of two.
func exp(x pair) (e pair, exponent int) {
	k := math.RoundToEven(x.high * (steps / math.Ln2))
	// ln2/steps is here in three parts, the first two short enough for their
	// products with k to be exact.
	r := x.plus(-k * 0x1.62e42feep-8).plus(-k * 0x1.a39ef356p-40).plus(-k * 0x1.93c7673007e5fp-72)
	power := powers[int(k)&(steps-1)]
	return power.add(power.multiply(expm1(r))), int(k) >> 7
}

// expm1 is e to the power r, less 1, for an r of at most ln2/steps/2.
func expm1(r pair) pair {
	square := product(r.high, r.high)
	square.low += 2 * r.high * r.low
	h := r.high
	rest := h * square.high * (1./6 + h*(1./24+h*(1./120+h*(1./720+h*(1./5040+h*(1./40320))))))
	return r.add(pair{square.high / 2, square.low / 2}).plus(rest)
}
