package calendar

import (
	"math"
	"os"
	"testing"
)

func none(string) string { return "" }

// What glibc's localtime shows, by date +%c %z %Z.
func TestPOSIX(t *testing.T) {
	const format = "%F %T %z %Z"
	for _, test := range []struct {
		zone string
		time int64
		want string
	}{
		{"CET-1CEST,M3.5.0,M10.5.0/3", 1616893199, "2021-03-28 01:59:59 +0100 CET"},
		{"CET-1CEST,M3.5.0,M10.5.0/3", 1616893200, "2021-03-28 03:00:00 +0200 CEST"},
		{"CET-1CEST,M3.5.0,M10.5.0/3", 1635642000, "2021-10-31 02:00:00 +0100 CET"},
		{"CET-1CEST,M3.5.0,M10.5.0/3", -15000000, "1969-07-11 10:20:00 +0100 CET"},
		{"AEST-10AEDT,M10.1.0,M4.1.0/3", 1610000000, "2021-01-07 17:13:20 +1100 AEDT"},
		{"EST5EDT", 1615705200, "2021-03-14 03:00:00 -0400 EDT"},
		{"EST5EDT,J60/1,J300/2:30", 1709269199, "2024-02-29 23:59:59 -0500 EST"},
		{"EST5EDT,J60/1,J300/2:30", 1709272800, "2024-03-01 02:00:00 -0400 EDT"},
		{"EST5EDT,59,299/26", 1709190000, "2024-02-29 03:00:00 -0400 EDT"},
		{"<+0330>-3:30", 0, "1970-01-01 03:30:00 +0330 +0330"},
		{"XXX-25:61:62", 0, "1970-01-02 00:59:59 +2459 XXX"},
		{"Nowhere/City", 0, "1970-01-01 00:00:00 +0000 Nowhere"},
		{"", 0, "1970-01-01 00:00:00 +0000 Universal"},
		{":", 0, "1970-01-01 00:00:00 +0000 UTC"},
		{"X", 0, "1970-01-01 00:00:00 +0000 "},
		{"<ab", 0, "1970-01-01 00:00:00 +0000 "},
		{"EST", 0, "1970-01-01 00:00:00 +0000 EST"},
	} {
		zone := Local(test.zone, true, none)
		tm, ok := zone.At(test.time)
		if got := tm.Format(format, zone); !ok || got != test.want {
			t.Errorf("%s at %d: %s, want %s", test.zone, test.time, got, test.want)
		}
	}
}

// A time that is not, and one that is twice.
func TestUnix(t *testing.T) {
	for _, test := range []struct {
		tm    Time
		wants Season
		want  int64
	}{
		{Time{Year: 2021, Month: 3, Day: 28, Hour: 2, Minute: 30}, Either, 1616895000},
		{Time{Year: 2021, Month: 10, Day: 31, Hour: 2, Minute: 30}, Summer, 1635640200},
		{Time{Year: 2021, Month: 10, Day: 31, Hour: 2, Minute: 30}, Standard, 1635643800},
		{Time{Year: 2021, Month: 7, Day: 1, Hour: 12}, Either, 1625133600},
		{Time{Year: 2021, Month: 7, Day: 1, Hour: 12}, Standard, 1625137200},
		{Time{Year: 2021, Month: 1, Day: 1, Hour: 12}, Summer, 1609495200},
		{Time{Year: 2020, Month: 19, Day: 1, Hour: 12}, Either, 1625133600},
		{Time{Year: 2021, Month: 7, Day: -364, Hour: 12}, Either, 1593597600},
	} {
		zone := Local("CET-1CEST,M3.5.0,M10.5.0/3", true, none)
		if got, ok := zone.Unix(test.tm, test.wants); !ok || got != test.want {
			t.Errorf("%+v, %d: %d, %v, want %d", test.tm, test.wants, got, ok, test.want)
		}
	}
	if _, ok := UTC.Unix(Time{Year: 1 << 40, Month: 1, Day: 1}, Either); ok {
		t.Error("a year that struct tm cannot hold")
	}
}

// Unix inverts At, at the ends of what C can hold too.
func FuzzUnix(f *testing.F) {
	for _, t := range []int64{0, -1, 1e9, 1635640200, math.MaxInt64, math.MinInt64, 67768036191676799, -67768040609740800} {
		f.Add(t, "CET-1CEST,M3.5.0,M10.5.0/3")
	}
	f.Fuzz(func(t *testing.T, at int64, name string) {
		zone := Local(name, true, none)
		tm, ok := zone.At(at)
		if !ok {
			return
		}
		tm.Format("%c %G %V %U %W %j %s %Z %z", zone)
		back, ok := UTC.At(at)
		if u, same := UTC.Unix(back, Either); ok && (!same || u != at) {
			t.Fatalf("%d became %d", at, u)
		}
		zone.Unix(tm, tm.season())
	})
}

// A file that is damaged is none, or another zone, and no panic.
func FuzzFile(f *testing.F) {
	for _, name := range []string{"Europe/Berlin", "America/Sao_Paulo", "UTC"} {
		if b, err := os.ReadFile("/usr/share/zoneinfo/" + name); err == nil {
			f.Add(b)
		}
	}
	f.Fuzz(func(t *testing.T, file []byte) {
		if zone := parseFile(string(file)); zone != nil {
			for _, at := range []int64{math.MinInt32, 0, 1e9, 4e9} {
				if tm, ok := zone.At(at); ok {
					zone.Unix(tm, Either)
				}
			}
		}
	})
}
