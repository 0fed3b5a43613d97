package lua

import (
	"math"
	"math/rand/v2"

	glua "github.com/yuin/gopher-lua"

	"nslua/bindings"
)

// random holds the numbers behind math.random. The generator is ours and not
// Go's global one, because a child has a copy of its parent's memory and would
// go on with the same numbers.
type random struct {
	rand.PCG
	seeded   bool
	scripted bool // the script called math.randomseed and wants its own sequence
}

// forked runs in a new child, which takes numbers of its own when it needs any.
func (r *random) forked() { r.seeded = r.scripted }

func (r *random) randomseed(c call) int {
	r.Seed(math.Float64bits(c.number(1)), 0)
	r.seeded, r.scripted = true, true
	return 0
}

// random gives a number in [0, 1), or an integer in [1, m] or [m, n].
func (r *random) random(c call) int {
	low, high := 1.0, 0.0
	arguments := c.GetTop()
	switch arguments {
	case 0:
		return c.give(glua.LNumber(r.float()))
	case 1:
		high = math.Trunc(c.number(1))
	case 2:
		low, high = math.Trunc(c.number(1)), math.Trunc(c.number(2))
	default:
		c.RaiseError("wrong number of arguments")
	}
	if !(low <= high) {
		c.bad(arguments, "interval is empty")
	}
	return c.give(glua.LNumber(low + math.Floor(r.float()*(high-low+1))))
}

// float is uniform in [0, 1): 53 bits, all that a float64 holds.
func (r *random) float() float64 {
	if !r.seeded {
		r.Seed(bindings.Random(), bindings.Random())
		r.seeded = true
	}
	return float64(r.Uint64()>>11) / (1 << 53)
}
