package calendar

import (
	"strconv"
	"strings"
)

var (
	weekdays = []string{"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"}
	months   = []string{"January", "February", "March", "April", "May", "June", "July",
		"August", "September", "October", "November", "December"}
)

// Format is strftime(3), for conversions of one letter: Lua 5.1 passes no other on.
// What is none stands for itself. local is for %s, which takes all for local time.
func (tm Time) Format(format string, local *Zone) string {
	var b strings.Builder
	for i := 0; i < len(format); i++ {
		if format[i] != '%' || i+1 == len(format) {
			b.WriteByte(format[i])
			continue
		}
		i++
		b.WriteString(tm.conversion(format[i], local))
	}
	return b.String()
}

// composed are the conversions that stand for several others.
var composed = map[byte]string{
	'c': "%a %b %e %H:%M:%S %Y", 'D': "%m/%d/%y", 'F': "%Y-%m-%d", 'r': "%I:%M:%S %p",
	'R': "%H:%M", 'T': "%H:%M:%S", 'x': "%m/%d/%y", 'X': "%H:%M:%S",
}

func (tm Time) conversion(c byte, local *Zone) string {
	if format, ok := composed[c]; ok {
		return tm.Format(format, local)
	}
	switch c {
	case '%':
		return "%"
	case 'n':
		return "\n"
	case 't':
		return "\t"
	case 'a':
		return weekdays[tm.Weekday][:3]
	case 'A':
		return weekdays[tm.Weekday]
	case 'b', 'h':
		return months[tm.Month-1][:3]
	case 'B':
		return months[tm.Month-1]
	case 'C':
		century, _ := divide(tm.Year, 100)
		return strconv.FormatInt(century, 10)
	case 'd':
		return digits(tm.Day, 2, '0')
	case 'e':
		return digits(tm.Day, 2, ' ')
	case 'g':
		year, _ := tm.isoWeek()
		_, short := divide(year, 100)
		return digits(short, 2, '0')
	case 'G':
		year, _ := tm.isoWeek()
		return strconv.FormatInt(year, 10)
	case 'H':
		return digits(tm.Hour, 2, '0')
	case 'I':
		return digits((tm.Hour+11)%12+1, 2, '0')
	case 'j':
		return digits(tm.Yearday+1, 3, '0')
	case 'k':
		return digits(tm.Hour, 2, ' ')
	case 'l':
		return digits((tm.Hour+11)%12+1, 2, ' ')
	case 'm':
		return digits(tm.Month, 2, '0')
	case 'M':
		return digits(tm.Minute, 2, '0')
	case 'p':
		return tm.half("AM", "PM")
	case 'P':
		return tm.half("am", "pm")
	case 's':
		t, ok := local.Unix(tm, tm.season())
		if !ok {
			t = -1
		}
		return strconv.FormatInt(t, 10)
	case 'S':
		return digits(tm.Second, 2, '0')
	case 'u':
		return digits((tm.Weekday+6)%7+1, 1, '0')
	case 'U': // weeks begin on Sunday
		return digits((tm.Yearday+7-tm.Weekday)/7, 2, '0')
	case 'V':
		_, week := tm.isoWeek()
		return digits(week, 2, '0')
	case 'w':
		return digits(tm.Weekday, 1, '0')
	case 'W': // weeks begin on Monday
		return digits((tm.Yearday+7-(tm.Weekday+6)%7)/7, 2, '0')
	case 'y':
		_, short := divide(tm.Year, 100)
		return digits(short, 2, '0')
	case 'Y':
		return strconv.FormatInt(tm.Year, 10)
	case 'z':
		return tm.zoneDigits()
	case 'Z':
		return tm.Zone
	}
	text := string([]byte{'%', c})
	if '3' <= c && c <= '9' { // a width, to which even this is padded
		text = strings.Repeat(" ", int(c-'2')) + text
	}
	return text
}

// digits is n in at least so many places.
func digits(n int64, places int, pad byte) string {
	text := strconv.FormatInt(n, 10)
	for len(text) < places {
		text = string(pad) + text
	}
	return text
}

func (tm Time) half(morning, afternoon string) string {
	if tm.Hour < 12 {
		return morning
	}
	return afternoon
}

// zoneDigits is the offset as "+0130".
func (tm Time) zoneDigits() string {
	sign, minutes := "+", tm.Offset/minute
	if tm.Offset < 0 {
		sign, minutes = "-", -minutes
	}
	return sign + digits(minutes/60*100+minutes%60, 4, '0')
}

// isoWeek is the week of ISO 8601, in the year to which its Thursday belongs.
func (tm Time) isoWeek() (year, week int64) {
	thursday := tm.Yearday - (tm.Weekday+6)%7 + 3
	year = tm.Year
	switch length := daysTo(year+1) - daysTo(year); {
	case thursday < 0:
		year--
		thursday += daysTo(year+1) - daysTo(year)
	case thursday >= length:
		year++
		thursday -= length
	}
	return year, thursday/7 + 1
}
