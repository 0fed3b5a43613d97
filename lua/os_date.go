package lua

import (
	"os"
	"strings"
	"time"

	glua "github.com/yuin/gopher-lua"

	"nslua/bindings"
	"nslua/lua/calendar"
)

// zone is that of TZ, which a script may have changed since.
func (s *State) zone(c call) *calendar.Zone {
	name, set := os.LookupEnv("TZ")
	if s.local == nil || name != s.localName || set != s.localSet {
		s.local = calendar.Local(name, set, func(path string) string { return readZone(c, path) })
		s.localName, s.localSet = name, set
	}
	return s.local
}

// readZone is the content of a zone's file, "" if there is none.
func readZone(c call, path string) string {
	fd, err := bindings.OpenFile(c.LState, path, 0, 0)
	if err != nil {
		return ""
	}
	b := make([]byte, 1<<16)
	had := 0
	for had < len(b) {
		n, err := bindings.Read(c.LState, fd, b[had:])
		if err != nil || n == 0 {
			break
		}
		had += n
	}
	bindings.Close(fd)
	return string(b[:had])
}

// date is os.date([format [, time]]): strftime(3) in the C locale, in UTC after
// a "!", or for "*t" a table.
func (s *State) date(c call) int {
	format, _, _ := strings.Cut(c.textOr(1, "%c"), "\x00")
	t := time.Now().Unix()
	if !c.absent(2) {
		t = int64(c.integer(2))
	}
	local := s.zone(c)
	zone := local
	rest, utc := strings.CutPrefix(format, "!")
	if utc {
		zone = calendar.UTC
	}
	tm, ok := zone.At(t)
	switch {
	case !ok:
		return c.give(glua.LNil)
	case rest == "*t":
		return c.give(dateTable(c, tm))
	}
	return c.give(glua.LString(tm.Format(rest, local)))
}

func dateTable(c call, tm calendar.Time) *glua.LTable {
	table := c.CreateTable(0, 9)
	for _, field := range []struct {
		name  string
		value int64
	}{
		{"sec", tm.Second}, {"min", tm.Minute}, {"hour", tm.Hour},
		{"day", tm.Day}, {"month", tm.Month}, {"year", tm.Year},
		{"wday", tm.Weekday + 1}, {"yday", tm.Yearday + 1},
	} {
		table.RawSetString(field.name, glua.LNumber(field.value))
	}
	table.RawSetString("isdst", glua.LBool(tm.DST))
	return table
}

// time is the time now, or the one that a table tells in local time; fields out of
// their range carry over, as in mktime(3).
func (s *State) time(c call) int {
	if c.absent(1) {
		return c.give(glua.LNumber(time.Now().Unix()))
	}
	table := c.table(1)
	tm := calendar.Time{
		Second: c.dateField(table, "sec", 0),
		Minute: c.dateField(table, "min", 0),
		Hour:   c.dateField(table, "hour", 12),
		Day:    c.dateField(table, "day", -1),
		Month:  c.dateField(table, "month", -1),
		Year:   c.dateField(table, "year", -1),
	}
	tm.Year = int64(int32(tm.Year-1900)) + 1900 // what tm_year can hold
	wants := calendar.Either
	switch value := c.GetField(table, "isdst"); {
	case value == glua.LNil:
	case glua.LVAsBool(value):
		wants = calendar.Summer
	default:
		wants = calendar.Standard
	}
	t, ok := s.zone(c).Unix(tm, wants)
	if !ok || t == -1 { // as C's mktime cannot tell them apart
		return c.give(glua.LNil)
	}
	return c.give(glua.LNumber(t))
}

// dateField is a field of a date table, as C's int.
func (c call) dateField(table *glua.LTable, name string, otherwise int64) int64 {
	value := c.GetField(table, name)
	if f, ok := asNumber(value); ok {
		return int64(int32(integer(f)))
	}
	if otherwise < 0 {
		c.RaiseError("field '%s' missing in date table", name)
	}
	return otherwise
}
