package main

import (
	"errors"
	"strconv"
	"strings"
)

// A size is a number of bytes on the command line: 64M, 1.5G or 100000000.
type size int64

// leastMemory is what nslua itself and a small script need.
const leastMemory = 16 << 20

func (s *size) Set(text string) error {
	number, factor := strings.ToUpper(text), 1.0
	for i, unit := range []string{"K", "M", "G", "T"} {
		if cut, ok := strings.CutSuffix(number, unit); ok {
			number, factor = cut, float64(int64(1)<<(10*(i+1)))
		}
	}
	f, err := strconv.ParseFloat(number, 64)
	switch bytes := f * factor; {
	case err != nil || !(bytes < 1<<62):
		return errors.New("a size is a number with K, M, G, T or nothing behind it")
	case bytes < leastMemory:
		return errors.New("nslua needs 16M at least")
	default:
		*s = size(bytes)
		return nil
	}
}

func (s *size) String() string { return "" }
func (s *size) Type() string   { return "size" }
