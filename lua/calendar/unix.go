package calendar

// A Season is what a caller wants of daylight saving time: tm_isdst.
type Season int

const (
	Either   Season = -1
	Standard Season = 0
	Summer   Season = 1
)

func (tm Time) season() Season {
	if tm.DST {
		return Summer
	}
	return Standard
}

// differs tells whether a time is of another season.
func (s Season) differs(dst bool) bool { return s != Either && (s == Summer) != dst }

// Unix is mktime(3): the time that a zone's clocks show as tm, whose fields may be
// out of their range. It inverts At by trying, as glibc does, so that a time that
// does not exist, or twice, is taken for the same one.
func (z *Zone) Unix(tm Time, wants Season) (int64, bool) {
	years, month := divide(tm.Month-1, 12)
	year := tm.Year + years
	target := (daysTo(year)+daysBefore(year, month+1)+tm.Day-1)*day + tm.Hour*hour + tm.Minute*minute + tm.Second
	t, ok := z.search(target, wants)
	if ok {
		if tm, there := z.At(t); there && wants.differs(tm.DST) {
			t, ok = z.nearby(t, target, tm.DST, wants)
		}
	}
	if ok {
		z.guess = target - t
	}
	return t, ok
}

// shown is what the clocks show at t, as seconds since their 1970.
func (z *Zone) shown(t int64) (at int64, dst, ok bool) {
	tm, ok := z.At(t)
	return t + tm.Offset, tm.DST, ok
}

// search finds the time that shows as target. In the gap that clocks jump over it
// moves between two times for ever, and takes the one that is in season, or in
// summer if that is all the same.
func (z *Zone) search(target int64, wants Season) (int64, bool) {
	t := target - z.guess
	last, beforeLast, lastDST := t, t, false
	for range 6 {
		at, dst, ok := z.shown(t)
		if !ok {
			return 0, false
		}
		if at == target {
			return t, true
		}
		if t == beforeLast && t != last {
			if wants == Either && (!lastDST || dst) || wants != Either && wants.differs(dst) {
				return t, true
			}
		}
		beforeLast, last, lastDST = last, t, dst
		t += target - at
	}
	return 0, false
}

// nearby looks for the season that is wanted before and after t, in steps that miss
// none, and takes its clock.
func (z *Zone) nearby(t, target int64, dst bool, wants Season) (int64, bool) {
	const stride, limit = 601200, 457243209/2 + 601200
	for delta := int64(stride); delta < limit; delta += stride {
		for _, other := range []int64{t - delta, t + delta} {
			at, otherDST, ok := z.shown(other)
			if !ok {
				return 0, false
			}
			if !wants.differs(otherDST) {
				return other + target - at, true
			}
		}
	}
	if dst { // there is none: an hour is usual
		return t + hour, true
	}
	return t - hour, true
}
