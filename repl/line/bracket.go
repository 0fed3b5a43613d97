package line

import (
	"slices"
	"strings"
)

const brackets = "()[]{}"

// paired is the style of brackets that belong together.
const paired = "1;4"

// farthest is how far from each other brackets are looked for to be shown, in
// bytes.
const farthest = 16 << 10

// pair is the bracket that is before the cursor, or else at it, and the one that
// belongs to it; -1 where there is none. What has a style is no bracket, but in a
// string or a comment.
func (e *Editor) pair(spans []Span) (one, other int) {
	for _, at := range []int{e.cursor - 1, e.cursor} {
		if at < 0 || at >= len(e.text) || !strings.Contains(brackets, e.text[at:at+1]) || inside(spans, at) {
			continue
		}
		if other := e.partner(at, func(at int) bool { return !inside(spans, at) }); other >= 0 {
			return at, other
		}
	}
	return -1, -1
}

func inside(spans []Span, at int) bool {
	_, found := slices.BinarySearchFunc(spans, at, func(s Span, at int) int {
		switch {
		case s.End <= at:
			return -1
		case s.Begin > at:
			return 1
		}
		return 0
	})
	return found
}

// partner is where the bracket is that belongs to the one at an offset; -1 where
// there is none.
func (e *Editor) partner(at int, counts func(at int) bool) int {
	own := strings.IndexByte(brackets, e.text[at])
	step := 1 - own%2*2
	begin, end := max(0, at-farthest), min(len(e.text), at+farthest)
	for depth := 0; at >= begin && at < end; at += step {
		which := strings.IndexByte(brackets, e.text[at])
		if which < 0 || !counts(at) {
			continue
		}
		switch which {
		case own:
			depth++
		case own ^ 1:
			if depth--; depth == 0 {
				return at
			}
		}
	}
	return -1
}
