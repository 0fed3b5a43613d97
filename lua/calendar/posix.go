package calendar

import "strings"

// A posix is a zone as POSIX writes it in TZ, "CET-1CEST,M3.5.0,M10.5.0/3": the
// clocks of standard and of summer time.
type posix struct{ clocks [2]clock }

// A clock has a name, how far it is ahead of UTC, and when the other one begins to
// hold for the standard clock, when it ends for the other.
type clock struct {
	name   string
	offset int64
	form   byte // of the date: 'J', 'M', or 0 for the day of the year from 0
	month  int64
	week   int64 // 5 is the last
	day    int64
	second int64 // of the day
}

// at is the clock that shows at t. The year is that of UTC, as in glibc.
func (p *posix) at(t int64) (kind, bool) {
	tm, ok := split(t, 0)
	if !ok {
		return kind{}, false
	}
	begin, end := p.clocks[0].change(tm.Year), p.clocks[1].change(tm.Year)
	summer := t >= begin && t < end
	if begin > end { // in the south
		summer = t < end || t >= begin
	}
	shows := p.clocks[0]
	if summer {
		shows = p.clocks[1]
	}
	return kind{shows.offset, summer, shows.name}, true
}

// change is when the clock is set to the other one in a year. As in glibc, years
// before 1970 have the changes of that year.
func (c *clock) change(year int64) int64 {
	start := daysTo(max(year, 1970))
	days := start
	switch c.form {
	case 'J': // February 29 is not counted
		days += c.day - 1
		if c.day >= 60 && leap(year) {
			days++
		}
	case 'M':
		days += daysBefore(year, c.month)
		_, weekday := divide(days-start+daysTo(year)+4, 7)
		_, first := divide(c.day-weekday, 7)
		length := daysBefore(year, c.month+1) - daysBefore(year, c.month)
		at := first + (c.week-1)*7
		for at >= length {
			at -= 7
		}
		days += at
	default:
		days += c.day
	}
	return days*day - c.offset + c.second
}

// A parser has what is left of a text.
type parser string

// parsePOSIX reads as far as glibc does: what it does not understand leaves UTC, or
// no summer time, and is no error.
func parsePOSIX(text string) *posix {
	p, rest := &posix{}, parser(text)
	standard, summer := &p.clocks[0], &p.clocks[1]
	if !rest.name(standard) || rest == "" || strings.IndexByte("+-0123456789", rest[0]) < 0 || !rest.offset(standard) {
		return p
	}
	if rest == "" {
		summer.name, summer.offset = standard.name, standard.offset
		return p
	}
	if rest.name(summer) && !rest.offset(summer) {
		summer.offset = standard.offset + hour
	}
	if rest.rule(standard, 3, 2) {
		rest.rule(summer, 11, 1)
	}
	return p
}

// while takes the longest beginning of which each byte is wanted.
func (p *parser) while(wanted func(c byte) bool) string {
	n := 0
	for n < len(*p) && wanted((*p)[n]) {
		n++
	}
	taken := string((*p)[:n])
	*p = (*p)[n:]
	return taken
}

func (p *parser) accept(c byte) bool {
	if *p == "" || (*p)[0] != c {
		return false
	}
	*p = (*p)[1:]
	return true
}

func letter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }
func digit(c byte) bool  { return '0' <= c && c <= '9' }

// name takes three letters or more, or more kinds of them in < and >.
func (p *parser) name(c *clock) bool {
	rest := *p
	name := rest.while(letter)
	if len(name) < 3 {
		rest = *p
		if !rest.accept('<') {
			return false
		}
		name = rest.while(func(c byte) bool { return letter(c) || digit(c) || c == '+' || c == '-' })
		if !rest.accept('>') || len(name) < 3 {
			return false
		}
	}
	c.name = name
	*p = rest
	return true
}

// number takes an unsigned short.
func (p *parser) number() (n int64, ok bool) {
	for _, c := range p.while(digit) {
		n, ok = min(n*10+int64(c-'0'), 65535), true
	}
	return n, ok
}

// hours takes hh[:mm[:ss]]; ok is false where not even hours are there.
func (p *parser) hours() (hh, mm, ss int64, ok bool) {
	if hh, ok = p.number(); !ok {
		return 0, 0, 0, false
	}
	for _, part := range []*int64{&mm, &ss} {
		rest := *p
		if !rest.accept(':') {
			break
		}
		n, some := rest.number()
		if !some {
			break
		}
		*part, *p = n, rest
	}
	return hh, mm, ss, true
}

// offset takes how far the clock is behind UTC.
func (p *parser) offset(c *clock) bool {
	sign := int64(-1)
	if p.accept('-') {
		sign = 1
	} else {
		p.accept('+')
	}
	hh, mm, ss, ok := p.hours()
	if ok {
		c.offset = sign * (min(hh, 24)*hour + min(mm, 59)*minute + min(ss, 59))
	}
	return ok
}

// rule takes when the clock changes; at the end of the text it is as in the United
// States, on a Sunday of that month and week. Where there is a file "posixrules",
// which is being given up, glibc takes the days from it, and a wrong hour.
func (p *parser) rule(c *clock, month, week int64) bool {
	p.accept(',')
	is := clock{name: c.name, offset: c.offset, second: 2 * hour}
	switch {
	case *p == "":
		is.form, is.month, is.week = 'M', month, week
	case p.accept('M'):
		is.form = 'M'
		var ok [3]bool
		is.month, ok[0] = p.number()
		ok[0] = ok[0] && p.accept('.')
		is.week, ok[1] = p.number()
		ok[1] = ok[1] && p.accept('.')
		is.day, ok[2] = p.number()
		if ok != [3]bool{true, true, true} || is.month < 1 || is.month > 12 || is.week < 1 || is.week > 5 || is.day > 6 {
			return false
		}
	default:
		if p.accept('J') {
			is.form = 'J'
		}
		n, ok := p.number()
		if !ok || n > 365 || is.form == 'J' && n == 0 {
			return false
		}
		is.day = n
	}
	if p.accept('/') {
		if *p == "" {
			return false
		}
		sign := int64(1)
		if p.accept('-') {
			sign = -1
		}
		if hh, mm, ss, ok := p.hours(); ok {
			is.second = sign * (hh*hour + mm*minute + ss)
		} else {
			is.second *= sign
		}
	} else if *p != "" && (*p)[0] != ',' {
		return false
	}
	*c = is
	return true
}
