package line

import "strings"

// A search goes through the history while its pattern is typed.
type search struct {
	back    bool
	pattern string
	at      int  // the entry
	offset  int  // of what was found in it
	failed  bool // nothing more was found
	before  *search
}

func (e *Editor) searchBack()  { e.search(true) }
func (e *Editor) searchForth() { e.search(false) }

// search reads keys until one is none of its own, which then does what it always
// does to what was found.
func (e *Editor) search(back bool) {
	text, cursor, undone := e.text, e.cursor, e.undone
	walked := e.walk.at
	s := &search{back: back, at: walked, offset: cursor}
	for {
		e.showSearch(s)
		k, err := e.readKey()
		switch {
		case err != nil:
			e.endSearch()
			return
		case k == "C-r", k == "C-s":
			s = e.searchOn(s, k == "C-r")
		case k == "<backspace>", k == "C-h":
			if s.before != nil {
				s = s.before
			}
		case k.isText():
			n := *s
			n.pattern, n.before = s.pattern+string(k), s
			s = &n
			e.find(s, s.at, s.offset)
		case k == "C-g":
			e.endSearch()
			e.entry(walked)
			e.text, e.cursor, e.undone = text, cursor, undone
			return
		default:
			e.endSearch()
			if k == "<enter>" && !(e.Vi && e.vi.commands) {
				e.cursor = len(e.text)
				e.do(k)
			} else if k != "<esc>" && k != "<enter>" {
				e.do(k)
			}
			return
		}
	}
}

// searchOn looks for the next place, for the pattern of the last search where
// none was typed.
func (e *Editor) searchOn(s *search, back bool) *search {
	n := *s
	n.back, n.before = back, s
	if n.pattern == "" {
		n.pattern = e.sought
		e.find(&n, n.at, n.offset)
	} else if back {
		e.find(&n, n.at, n.offset-1)
	} else {
		e.find(&n, n.at, n.offset+1)
	}
	return &n
}

// find looks from a place in an entry on. Where nothing is, s stays.
func (e *Editor) find(s *search, at, offset int) {
	e.sought = s.pattern
	s.failed = true
	for ; at >= 0 && at <= len(e.History); at, offset = s.next(at) {
		text := e.entryText(at)
		if at == e.walk.at {
			text = e.text
		}
		if found := s.in(text, offset); found >= 0 && !(at != s.at && text == e.text) {
			s.at, s.offset, s.failed = at, found, false
			return
		}
	}
}

func (s *search) next(at int) (entry, offset int) {
	if s.back {
		return at - 1, -2
	}
	return at + 1, 0
}

// in finds the pattern at an offset or beyond it; -2 is the end of the text.
func (s *search) in(text string, offset int) int {
	switch {
	case offset == -2 && s.back:
		return strings.LastIndex(text, s.pattern)
	case offset < 0:
		return -1
	case s.back:
		return strings.LastIndex(text[:min(offset+len(s.pattern), len(text))], s.pattern)
	case offset > len(text):
		return -1
	}
	if i := strings.Index(text[offset:], s.pattern); i >= 0 {
		return offset + i
	}
	return -1
}

// showSearch shows what was found in place of the text.
func (e *Editor) showSearch(s *search) {
	e.entry(s.at)
	e.cursor = min(s.offset, len(e.text))
	e.status = "(reverse-i-search)`" + s.pattern + "': "
	if !s.back {
		e.status = "(i-search)`" + s.pattern + "': "
	}
	e.mark = Span{}
	if s.failed {
		e.status = "(failed " + e.status[1:]
	} else {
		e.mark = Span{e.cursor, min(e.cursor+len(s.pattern), len(e.text)), reverse}
	}
	e.stale = true
}

// searchAgain goes to the next entry that has what was searched for last.
func (e *Editor) searchAgain(back bool) {
	s := &search{back: back, pattern: e.sought, at: e.walk.at, offset: e.cursor}
	if s.pattern == "" {
		return
	}
	at, offset := s.next(s.at)
	if e.find(s, at, offset); !s.failed {
		e.entry(s.at)
		e.cursor = s.offset
	}
}

func (e *Editor) endSearch() { e.status, e.mark, e.stale = "", Span{}, true }
