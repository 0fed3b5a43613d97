package libm

import (
	"math"
	"math/bits"
)

// twoByPi are the bits of 2/pi after the point, with two words of zeros before
// them.
var twoByPi = [...]uint64{
	0, 0,
	0xa2f9836e4e441529, 0xfc2757d1f534ddc0, 0xdb6295993c439041, 0xfe5163abdebbc561,
	0xb7246e3a424dd2e0, 0x06492eea09d1921c, 0xfe1deb1cb129a73e, 0xe88235f52ebb4484,
	0xe99c7026b45f7e41, 0x3991d639835339f4, 0x9c845f8bbdf9283b, 0x1ff897ffde05980f,
	0xef2f118b5a0a6d1f, 0x6d367ecf27cb09b7, 0x4f463f669e5fea2d, 0x7527bac7ebe5f17b,
	0x3d0739f78a5292ea, 0x6bfb5fb11f8d5d08, 0x56033046fc7b6bab, 0xf0cfbc209af4361d,
}

var halfPi = pair{0x1.921fb54442d18p+0, 0x1.1a62633145c07p-54}

// table are sine and cosine of i/128, up to pi/4.
var table = func() (table [102]struct{ sin, cos pair }) {
	sin, cos := pair{0x1.fffeaaaaeeeefp-8, -0x1.e45e2ec67b77cp-62}, pair{0x1.fffc000155552p-1, 0x1.f4a01a0196daep-55}
	table[0].cos = pair{1, 0}
	for i := 1; i < len(table); i++ {
		last := table[i-1]
		table[i].sin = last.sin.multiply(cos).add(last.cos.multiply(sin))
		table[i].cos = last.cos.multiply(cos).minus(last.sin.multiply(sin))
	}
	return table
}()

// tiny is what a number has to be larger than for sine, tangent and their inverse
// functions to differ from it.
const tiny = 0x1p-28

// Sin is sin(3).
func Sin(x float64) float64 {
	if math.Abs(x) < tiny || math.IsNaN(x) {
		return x
	}
	if math.IsInf(x, 0) {
		return invalid()
	}
	sin, _ := sincos(x)
	return sin.value()
}

// Cos is cos(3).
func Cos(x float64) float64 {
	switch {
	case math.Abs(x) < tiny:
		return 1
	case math.IsNaN(x):
		return x
	case math.IsInf(x, 0):
		return invalid()
	}
	_, cos := sincos(x)
	return cos.value()
}

// Tan is tan(3).
func Tan(x float64) float64 {
	if math.Abs(x) < tiny || math.IsNaN(x) {
		return x
	}
	if math.IsInf(x, 0) {
		return invalid()
	}
	sin, cos := sincos(x)
	return sin.divide(cos).value()
}

// sincos is sine and cosine of a finite number.
func sincos(x float64) (sin, cos pair) {
	quadrant, r := reduce(math.Abs(x))
	sin, cos = sincosReduced(r)
	switch quadrant & 3 {
	case 1:
		sin, cos = cos, sin.negative()
	case 2:
		sin, cos = sin.negative(), cos.negative()
	case 3:
		sin, cos = cos.negative(), sin
	}
	if x < 0 {
		sin = sin.negative()
	}
	return sin, cos
}

// reduce takes quarters of a circle off a positive number, until it is at most
// pi/4 from 0. It multiplies by as many bits of 2/pi as matter (Payne and Hanek):
// those before them make whole circles.
func reduce(x float64) (quadrant uint64, r pair) {
	if x <= math.Pi/4 {
		return 0, pair{x, 0}
	}
	m := math.Float64bits(x)&(1<<52-1) | 1<<52
	exponent := int(math.Float64bits(x)>>52) - 1023 - 52
	word, shift := uint(exponent-2+128)/64, uint(exponent-2+128)%64
	var window [4]uint64 // its first bit stands for 2 once it is multiplied by x
	for i := range window {
		at := word + uint(i)
		window[i] = twoByPi[at]<<shift | twoByPi[at+1]>>1>>(63-shift)
	}
	quarters := multiply(window, m)
	quadrant = quarters[0] >> 62
	for i := range quarters { // the fraction alone
		quarters[i] <<= 2
		if i < 3 {
			quarters[i] |= quarters[i+1] >> 62
		}
	}
	negative := quarters[0]>>63 == 1
	if negative {
		quadrant++
		quarters = complement(quarters)
	}
	r = fraction(quarters).multiply(halfPi)
	if negative {
		r = r.negative()
	}
	return quadrant, r
}

// multiply is the product without what goes beyond four words.
func multiply(words [4]uint64, m uint64) (product [4]uint64) {
	var carry uint64
	for i := 3; i >= 0; i-- {
		high, low := bits.Mul64(words[i], m)
		var over uint64
		product[i], over = bits.Add64(low, carry, 0)
		carry = high + over
	}
	return product
}

func complement(words [4]uint64) [4]uint64 {
	carry := uint64(1)
	for i := 3; i >= 0; i-- {
		words[i], carry = bits.Add64(^words[i], 0, carry)
	}
	return words
}

// fraction is the number that the words hold the bits of after the point. No
// double comes nearer to a multiple of pi/2 than by 2^-62 of it, so two words
// after the first bit are there.
func fraction(words [4]uint64) pair {
	if words[0] == 0 {
		f := fraction([4]uint64{words[1], words[2], words[3]})
		return pair{f.high * 0x1p-64, f.low * 0x1p-64}
	}
	zeros := bits.LeadingZeros64(words[0])
	first := words[0]<<zeros | words[1]>>1>>(63-zeros)
	second := words[1]<<zeros | words[2]>>1>>(63-zeros)
	high := math.Ldexp(float64(first&^0x7ff), -64-zeros)
	low := math.Ldexp(float64(first<<53|second>>11), 11-128-zeros)
	return normal(high, low)
}

// sincosReduced is sine and cosine of a number of at most pi/4.
func sincosReduced(r pair) (sin, cos pair) {
	if r.high < 0 {
		sin, cos = sincosReduced(r.negative())
		return sin.negative(), cos
	}
	i := int(r.high*128 + 0.5)
	t := r.plus(-float64(i) / 128)
	square := product(t.high, t.high)
	square.low += 2 * t.high * t.low
	s := square.high
	sinT := t.plus(t.high * s * (-1./6 + s*(1./120-s*(1./5040))))
	cosT := pair{-square.high / 2, -square.low / 2}.plus(s * s * (1./24 - s*(1./720-s*(1./40320)))) // less 1
	at := table[i]
	sin = at.sin.add(at.sin.multiply(cosT).add(at.cos.multiply(sinT)))
	cos = at.cos.add(at.cos.multiply(cosT).minus(at.sin.multiply(sinT)))
	return sin, cos
}
