package lua

import (
	"fmt"
	"strings"
	"time"

	glua "github.com/yuin/gopher-lua"
)

// date is os.date([format [, time]]): strftime(3) in the C locale, in UTC after
// a "!", or for "*t" a table.
func date(L *glua.LState) int {
	format := L.OptString(1, "%c")
	t := time.Now()
	if L.Get(2) != glua.LNil {
		t = time.Unix(int64(L.CheckNumber(2)), 0)
	}
	if rest, utc := strings.CutPrefix(format, "!"); utc {
		format, t = rest, t.UTC()
	}
	if strings.HasPrefix(format, "*t") {
		L.Push(dateTable(L, t))
		return 1
	}
	L.Push(glua.LString(strftime(format, t)))
	return 1
}

func dateTable(L *glua.LState, t time.Time) *glua.LTable {
	table := L.CreateTable(0, 9)
	for name, value := range map[string]int{
		"year": t.Year(), "month": int(t.Month()), "day": t.Day(),
		"hour": t.Hour(), "min": t.Minute(), "sec": t.Second(),
		"wday": int(t.Weekday()) + 1, "yday": t.YearDay(),
	} {
		table.RawSetString(name, glua.LNumber(value))
	}
	table.RawSetString("isdst", glua.LBool(t.IsDST()))
	return table
}

// strftime replaces the conversions of C99 in format.
func strftime(format string, t time.Time) string {
	var b strings.Builder
	for i := 0; i < len(format); i++ {
		if format[i] != '%' || i+1 == len(format) {
			b.WriteByte(format[i])
			continue
		}
		i++
		if (format[i] == 'E' || format[i] == 'O') && i+1 < len(format) {
			i++ // alternative forms, which the C locale has not
		}
		if text, ok := conversion(format[i], t); ok {
			b.WriteString(text)
		} else {
			b.WriteByte('%')
			b.WriteByte(format[i])
		}
	}
	return b.String()
}

// layouts are the conversions that Go's time.Format knows.
var layouts = map[byte]string{
	'a': "Mon", 'A': "Monday", 'b': "Jan", 'B': "January", 'c': "Mon Jan _2 15:04:05 2006",
	'd': "02", 'D': "01/02/06", 'e': "_2", 'F': "2006-01-02", 'h': "Jan", 'H': "15", 'I': "03",
	'm': "01", 'M': "04", 'p': "PM", 'P': "pm", 'r': "03:04:05 PM", 'R': "15:04", 'S': "05",
	'T': "15:04:05", 'x': "01/02/06", 'X': "15:04:05", 'y': "06", 'Y': "2006", 'z': "-0700", 'Z': "MST",
}

func conversion(c byte, t time.Time) (string, bool) {
	if layout, ok := layouts[c]; ok {
		return t.Format(layout), true
	}
	isoYear, isoWeek := t.ISOWeek()
	weekday, yearday := int(t.Weekday()), t.YearDay()-1
	switch c {
	case '%':
		return "%", true
	case 'n':
		return "\n", true
	case 't':
		return "\t", true
	case 'C':
		return fmt.Sprintf("%02d", t.Year()/100), true
	case 'g':
		return fmt.Sprintf("%02d", isoYear%100), true
	case 'G':
		return fmt.Sprint(isoYear), true
	case 'j':
		return fmt.Sprintf("%03d", yearday+1), true
	case 's':
		return fmt.Sprint(t.Unix()), true
	case 'u':
		return fmt.Sprint((weekday+6)%7 + 1), true
	case 'U': // weeks begin on Sunday
		return fmt.Sprintf("%02d", (yearday+7-weekday)/7), true
	case 'V':
		return fmt.Sprintf("%02d", isoWeek), true
	case 'w':
		return fmt.Sprint(weekday), true
	case 'W': // weeks begin on Monday
		return fmt.Sprintf("%02d", (yearday+7-(weekday+6)%7)/7), true
	}
	return "", false
}
