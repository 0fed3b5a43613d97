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

func (s *State) openRandom() {
	s.set(s.library("math"), map[string]glua.LGFunction{
		"random":     s.random.random,
		"randomseed": s.random.randomseed,
	})
}

func (r *random) randomseed(L *glua.LState) int {
	r.Seed(math.Float64bits(float64(L.CheckNumber(1))), 0)
	r.seeded, r.scripted = true, true
	return 0
}

// random gives a number in [0, 1), or an integer in [1, m] or [m, n].
func (r *random) random(L *glua.LState) int {
	low, high := 1.0, 0.0
	switch L.GetTop() {
	case 0:
		L.Push(glua.LNumber(r.float()))
		return 1
	case 1:
		high = math.Floor(float64(L.CheckNumber(1)))
	default:
		low, high = math.Floor(float64(L.CheckNumber(1))), math.Floor(float64(L.CheckNumber(2)))
	}
	if !(low <= high) {
		L.RaiseError("bad argument #%d to 'random' (interval is empty)", min(L.GetTop(), 2))
	}
	L.Push(glua.LNumber(low + math.Floor(r.float()*(high-low+1))))
	return 1
}

// float is uniform in [0, 1): 53 bits, all that a float64 holds.
func (r *random) float() float64 {
	if !r.seeded {
		r.Seed(bindings.Random(), bindings.Random())
		r.seeded = true
	}
	return float64(r.Uint64()>>11) / (1 << 53)
}
