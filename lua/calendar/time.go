// Package calendar is what C's library knows of dates: time zones as the
// environment variable TZ names them, broken-down time, mktime(3) and
// strftime(3) in the C locale. Package time reads TZ in another way, knows no
// POSIX zones and no mktime.
package calendar

import "math"

// A Time is broken-down time, struct tm. Its months count from 1.
type Time struct {
	Year, Month, Day     int64
	Hour, Minute, Second int64
	Weekday, Yearday     int64 // from 0: Sunday, January 1
	DST                  bool
	Offset               int64 // seconds east of UTC
	Zone                 string
}

const (
	minute = 60
	hour   = 60 * minute
	day    = 24 * hour
)

// divide rounds down, so that what remains is never negative.
func divide(a, b int64) (quotient, remainder int64) {
	quotient, remainder = a/b, a%b
	if remainder < 0 {
		quotient, remainder = quotient-1, remainder+b
	}
	return quotient, remainder
}

func leap(year int64) bool { return year%4 == 0 && (year%100 != 0 || year%400 == 0) }

// before are the days of a common year before each month and in all.
var before = [13]int64{0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365}

// daysBefore are the days from January 1 to the first of a month, 1 to 13.
func daysBefore(year, month int64) int64 {
	days := before[month-1]
	if month > 2 && leap(year) {
		days++
	}
	return days
}

// daysTo counts the days from 1970 to January 1 of a year.
func daysTo(year int64) int64 {
	past := year - 1
	fours, _ := divide(past, 4)
	hundreds, _ := divide(past, 100)
	quads, _ := divide(past, 400)
	return past*365 + fours - hundreds + quads - 719162
}

// split breaks t down where the clock is offset seconds ahead of UTC. It fails
// where C's struct tm cannot hold the year.
func split(t, offset int64) (tm Time, ok bool) {
	days, seconds := divide(t, day)
	carry, seconds := divide(seconds+offset, day)
	days += carry
	quads, inQuad := divide(days+719162, 146097) // days of 400 years
	year := quads*400 + 1 + inQuad/366
	for daysTo(year+1) <= days {
		year++
	}
	if year-1900 < math.MinInt32 || year-1900 > math.MaxInt32 {
		return Time{}, false
	}
	yearday := days - daysTo(year)
	month := int64(1)
	for daysBefore(year, month+1) <= yearday {
		month++
	}
	_, weekday := divide(days+4, 7)
	return Time{
		Year: year, Month: month, Day: yearday - daysBefore(year, month) + 1,
		Hour: seconds / hour, Minute: seconds % hour / minute, Second: seconds % minute,
		Weekday: weekday, Yearday: yearday, Offset: offset,
	}, true
}
