package lua

import (
	"math"
	"math/bits"
	"strconv"
	"strings"

	glua "github.com/yuin/gopher-lua"

	"nslua/bindings"
)

// openBit opens LuaBitOp's library. Its numbers have 32 bits and a sign; where an
// argument is a u64, all are taken as 64 bits and so is the result, as LuaJIT
// does. The functions are the methods of u64, too.
func (s *State) openBit() {
	library := functions{
		"arshift": shift(
			func(word uint32, n int) uint32 { return uint32(int32(word) >> n) },
			func(word uint64, n int) uint64 { return uint64(int64(word) >> n) }),
		"band":   bitwise(func(a, b uint64) uint64 { return a & b }),
		"bnot":   bitUnary(func(word uint32) uint32 { return ^word }, func(word uint64) uint64 { return ^word }),
		"bor":    bitwise(func(a, b uint64) uint64 { return a | b }),
		"bswap":  bitUnary(bits.ReverseBytes32, bits.ReverseBytes64),
		"bxor":   bitwise(func(a, b uint64) uint64 { return a ^ b }),
		"lshift": shift(func(word uint32, n int) uint32 { return word << n }, func(word uint64, n int) uint64 { return word << n }),
		"rol":    shift(bits.RotateLeft32, bits.RotateLeft64),
		"ror": shift(
			func(word uint32, n int) uint32 { return bits.RotateLeft32(word, -n) },
			func(word uint64, n int) uint64 { return bits.RotateLeft64(word, -n) }),
		"rshift": shift(func(word uint32, n int) uint32 { return word >> n }, func(word uint64, n int) uint64 { return word >> n }),
		"tobit":  tobit,
		"tohex":  tohex,
	}
	s.install(s.library("bit"), library)
	s.install(bindings.U64Methods, library)
}

// word32 is argument n as 32 bits: a number is rounded, and what is above them is
// left out, by adding 2^52 + 2^51, after which they are the lowest of the double.
// That holds up to 2^51.
func (c call) word32(n int) uint32 {
	if wide, ok := bindings.Uint64(c.Get(n)); ok {
		return uint32(wide)
	}
	return uint32(math.Float64bits(c.number(n) + (1<<52 + 1<<51)))
}

// word64 is argument n as 64 bits.
func (c call) word64(n int) uint64 {
	if wide, ok := bindings.Uint64(c.Get(n)); ok {
		return wide
	}
	f := math.RoundToEven(c.number(n))
	if f >= 1<<63 && f < 1<<64 {
		return uint64(f)
	}
	return uint64(integer(f))
}

// isWide tells whether argument n is a u64.
func (c call) isWide(n int) bool {
	_, ok := bindings.Uint64(c.Get(n))
	return ok
}

func (c call) give32(word uint32) int { return c.give(glua.LNumber(int32(word))) }

func (c call) give64(word uint64) int { return c.give(bindings.U64(word)) }

// bitwise is a function of one or more words.
func bitwise(join func(a, b uint64) uint64) function {
	return func(c call) int {
		top := c.GetTop()
		for n := 1; n <= top; n++ {
			if c.isWide(n) {
				word := c.word64(1)
				for n := top; n > 1; n-- {
					word = join(word, c.word64(n))
				}
				return c.give64(word)
			}
		}
		word := c.word32(1)
		for n := top; n > 1; n-- {
			word = uint32(join(uint64(word), uint64(c.word32(n))))
		}
		return c.give32(word)
	}
}

func bitUnary(narrow func(uint32) uint32, wide func(uint64) uint64) function {
	return func(c call) int {
		if c.isWide(1) {
			return c.give64(wide(c.word64(1)))
		}
		return c.give32(narrow(c.word32(1)))
	}
}

// shift is a function of a word and a number of bits, of which as many count as
// tell the places of the word.
func shift(narrow func(uint32, int) uint32, wide func(uint64, int) uint64) function {
	return func(c call) int {
		if c.isWide(1) {
			return c.give64(wide(c.word64(1), int(c.word32(2)&63)))
		}
		return c.give32(narrow(c.word32(1), int(c.word32(2)&31)))
	}
}

func tobit(c call) int { return c.give32(c.word32(1)) }

// tohex gives the last digits, in capitals where their number is negative.
func tohex(c call) int {
	word, width := uint64(0), int32(8)
	if c.isWide(1) {
		word, width = c.word64(1), 16
	} else {
		word = uint64(c.word32(1))
	}
	n := width
	if c.given(2) {
		n = int32(c.word32(2))
	}
	text := strconv.FormatUint(word, 16)
	if n < 0 {
		text, n = strings.ToUpper(text), -n
	}
	if n < 0 || n > width { // -2^31 has no positive
		n = width
	}
	text = strings.Repeat("0", int(width)-len(text)) + text
	return c.give(glua.LString(text[int(width-n):]))
}
