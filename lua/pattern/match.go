package pattern

import "strings"

// A Matcher matches a pattern against a string, any number of times.
type Matcher struct {
	// Poll is called each time that a match has gone on for some milliseconds.
	// It may panic.
	Poll func()
	// Start and End are where the last match begins and ends.
	Start, End int

	*Pattern
	Source   string
	captures [maxCaptures]capture
	open     int // how many captures there are
	choices  []choice
	credit   int // steps to go until Poll
	polls    int
}

// A capture goes from start to end, if end is not one of those below.
type capture struct{ start, end int }

const (
	unfinished = -1
	placed     = -2 // it is the place start
)

// A choice is an item that may match in another way: shorter down to low, or, if
// it is lazy, longer.
type choice struct{ item, at, low int }

// A Fault is what ends matching with an error.
type Fault string

func (f Fault) Error() string { return string(f) }

// A step is about one character looked at, which takes 0.5 to 6 ns. Poll is called
// every pollSteps. No sane match takes pollSteps*maxPolls, which are up to three
// minutes: lua5.1 goes on there, for hours or for ever.
const (
	pollSteps  = 1 << 20
	maxPolls   = 1 << 15
	tooComplex = Fault("pattern too complex")
)

// Reset makes ready for matching a pattern against a string.
func (m *Matcher) Reset(pattern *Pattern, source string) {
	m.Pattern, m.Source = pattern, source
	m.credit, m.polls = pollSteps, 0
}

// Find looks for a match that begins at from or later; if the pattern is anchored,
// at from.
func (m *Matcher) Find(from int) (found bool, err error) {
	for start := from; start <= len(m.Source); start++ {
		if !m.Anchored {
			skip := m.skip(m.Source[start:])
			if skip < 0 {
				return false, nil
			}
			start += skip
		}
		found, err := m.Match(start)
		if found || err != nil || m.Anchored {
			return found, err
		}
	}
	return false, nil
}

// skip is how many characters at the start of the text cannot be a match's first;
// negative if none can.
func (m *Matcher) skip(text string) int {
	switch {
	case m.prefix != "":
		return strings.Index(text, m.prefix)
	case m.first != nil:
		for i := range len(text) {
			if m.first[text[i]] {
				return i
			}
		}
		return -1
	}
	return 0
}

// Match matches at one place.
func (m *Matcher) Match(start int) (found bool, err error) {
	m.Start, m.open, m.choices = start, 0, m.choices[:0]
	if err := m.step(1); err != nil {
		return false, err
	}
	at, next, ok := start, 0, true
	for {
		it := &m.items[next]
		switch it.kind {
		case literal:
			if ok = strings.HasPrefix(m.Source[at:], it.text); ok {
				at += len(it.text)
			}
		case one:
			if ok = at < len(m.Source) && it.set[m.Source[at]]; ok {
				at++
			}
		case greedy:
			low := at + int(it.least)
			at = m.span(it.set, at)
			if ok = at >= low; at > low {
				m.choices = append(m.choices, choice{next, at, low})
			}
			if err := m.step(at - low); err != nil {
				return false, err
			}
		case lazy:
			m.choices = append(m.choices, choice{next, at, at})
		case optional:
			if at < len(m.Source) && it.set[m.Source[at]] {
				m.choices = append(m.choices, choice{next, at + 1, at})
				at++
			}
		case opening:
			m.open = int(it.capture) + 1
			m.captures[it.capture] = capture{at, unfinished}
		case closing:
			m.captures[it.capture].end = at
		case position:
			m.open = int(it.capture) + 1
			m.captures[it.capture] = capture{at, placed}
		case success:
			m.End = at
			return true, nil
		case fault:
			return false, Fault(it.text)
		default:
			before := at
			at, ok = m.other(it, at)
			if err := m.step(at - before); err != nil {
				return false, err
			}
		}
		if next++; !ok {
			if at, next, err = m.back(); next == 0 {
				return false, err
			}
			ok = true
		}
	}
}

// span is where the characters of a set end that begin at a place.
func (m *Matcher) span(set *set, at int) int {
	source := m.Source
	if set == any {
		return len(source)
	}
	for at < len(source) && set[source[at]] {
		at++
	}
	return at
}

// other matches the rarer items.
func (m *Matcher) other(it *item, at int) (after int, ok bool) {
	switch it.kind {
	case reference:
		c := m.captures[it.capture]
		text := m.Source[c.start:c.end]
		return at + len(text), strings.HasPrefix(m.Source[at:], text)
	case balance:
		return m.balance(it.text[0], it.text[1], at)
	case frontier:
		return at, !it.set[m.byteAt(at-1)] && it.set[m.byteAt(at)]
	case end:
		return at, at == len(m.Source)
	}
	return at, false // never
}

// byteAt is the byte at a place, or the NUL that stands around a string.
func (m *Matcher) byteAt(at int) byte {
	if at < 0 || at >= len(m.Source) {
		return 0
	}
	return m.Source[at]
}

func (m *Matcher) balance(opening, closing byte, at int) (after int, ok bool) {
	if m.byteAt(at) != opening {
		return at, false
	}
	depth := 1
	for at++; at < len(m.Source); at++ {
		switch m.Source[at] {
		case closing:
			if depth--; depth == 0 {
				return at + 1, true
			}
		case opening:
			depth++
		}
	}
	return at, false
}

// back returns to the last item that may match in another way, and tells from
// where and with which item matching goes on: 0 if it does not.
func (m *Matcher) back() (at, next int, err error) {
	for len(m.choices) > 0 {
		last := len(m.choices) - 1
		choice := &m.choices[last]
		before, it := choice.at, &m.items[choice.item]
		var more bool
		if it.kind == lazy {
			more = m.longer(choice, it)
		} else {
			more = m.shorter(choice, it)
		}
		at, next = choice.at, choice.item+1
		if !more {
			m.choices = m.choices[:last]
		}
		if err := m.step(max(at-before, before-at, 1)); err != nil {
			return 0, 0, err
		}
		if more {
			return at, next, nil
		}
	}
	return 0, 0, nil
}

// longer lets an item have one more character, or so many that what must follow
// does.
func (m *Matcher) longer(c *choice, it *item) bool {
	source := m.Source
	for c.at < len(source) && it.set[source[c.at]] {
		c.at++
		if it.follow < 0 || c.at < len(source) && source[c.at] == byte(it.follow) {
			return true
		}
	}
	return false
}

// shorter lets an item have one character less, or so many that what must follow
// does.
func (m *Matcher) shorter(c *choice, it *item) bool {
	c.at--
	if it.follow >= 0 {
		for c.at >= c.low && m.Source[c.at] != byte(it.follow) {
			c.at--
		}
	}
	return c.at >= c.low
}

// step counts. It is an error when there have been too many steps.
func (m *Matcher) step(n int) error {
	if m.credit -= n; m.credit > 0 {
		return nil
	}
	return m.pause()
}

func (m *Matcher) pause() error {
	m.polls += 1 - m.credit/pollSteps
	if m.polls > maxPolls {
		return tooComplex
	}
	m.credit = pollSteps
	m.Poll()
	return nil
}

// Captures is how many captures the last match has.
func (m *Matcher) Captures() int { return m.open }

// Capture is a capture of the last match, from 0: a piece of the string or, if
// the end is negative, the place start. The whole match is 0 where there is none.
func (m *Matcher) Capture(i int) (start, end int, err error) {
	switch {
	case i == 0 && m.open == 0:
		return m.Start, m.End, nil
	case i < 0 || i >= m.open:
		return 0, 0, Fault("invalid capture index")
	case m.captures[i].end == unfinished:
		return 0, 0, Fault("unfinished capture")
	}
	return m.captures[i].start, m.captures[i].end, nil
}
