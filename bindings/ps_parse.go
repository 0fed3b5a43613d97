package bindings

import (
	"strconv"
	"strings"

	glua "github.com/yuin/gopher-lua"
	"golang.org/x/sys/unix"
)

// procStat is what /proc/PID/stat tells; proc_pid_stat(5).
type procStat struct {
	comm, state  string
	ppid, tty    int
	utime, stime float64 // seconds
	threads      int
	starttime    float64 // seconds since boot
	kernel       bool    // a thread of its own
}

// ticks are in a second of /proc, on every machine (USER_HZ).
const ticks = 100

// kernelThread is PF_KTHREAD (linux/sched.h).
const kernelThread = 0x00200000

// parseStat: comm stands in parentheses and may hold any byte, parentheses and
// newlines too. A text that is cut short gives the zero value.
func parseStat(text string) procStat {
	open, closing := strings.IndexByte(text, '('), strings.LastIndexByte(text, ')')
	if open < 0 || closing < open {
		return procStat{}
	}
	words := append([]string{"", ""}, strings.Fields(text[closing+1:])...)
	if len(words) < 22 {
		return procStat{}
	}
	at := func(place int) float64 { // as the manual page counts
		value, _ := strconv.ParseFloat(words[place-1], 64)
		return value
	}
	return procStat{
		comm: text[open+1 : closing], state: words[2],
		ppid: int(at(4)), tty: int(at(7)),
		utime: at(14) / ticks, stime: at(15) / ticks,
		threads: int(at(20)), starttime: at(22) / ticks,
		kernel: int(at(9))&kernelThread != 0,
	}
}

// A psEntry is what ps tells of one.
type psEntry struct {
	stat                           procStat
	pid, ppid, pgid, sid, uid, gid int
	command, exe, cgroup           string
	rss                            int // kilobytes
	nspid                          []int
	etime                          float64
}

func (p *psEntry) record(L *glua.LState) *glua.LTable {
	return record(L,
		count("pid", p.pid), count("ppid", p.ppid), count("pgid", p.pgid), count("sid", p.sid),
		count("uid", p.uid), count("gid", p.gid),
		text("state", p.stat.state),
		unlessEmpty("tty", ttyDevice(p.stat.tty)),
		count("threads", p.stat.threads),
		member{"starttime", glua.LNumber(p.stat.starttime)}, member{"etime", glua.LNumber(p.etime)},
		member{"utime", glua.LNumber(p.stat.utime)}, member{"stime", glua.LNumber(p.stat.stime)},
		count("rss", p.rss),
		text("comm", p.stat.comm), text("command", p.command),
		unlessEmpty("exe", p.exe), unlessEmpty("cgroup", p.cgroup),
		member{"nspid", integerList(L, p.nspid)})
}

// unlessEmpty is text that is left out where it is empty.
func unlessEmpty(name, value string) member {
	if value == "" {
		return member{name, glua.LNil}
	}
	return text(name, value)
}

// ttyDevice is the name below /dev of a terminal's number; "" for none.
func ttyDevice(number int) string {
	device := uint64(uint32(number))
	major, minor := int(unix.Major(device)), int(unix.Minor(device))
	switch { // Documentation/admin-guide/devices.txt
	case number == 0:
		return ""
	case major >= 136 && major <= 143:
		return "pts/" + strconv.Itoa(minor+(major-136)<<8)
	case major == 4 && minor < 64:
		return "tty" + strconv.Itoa(minor)
	case major == 4:
		return "ttyS" + strconv.Itoa(minor-64)
	case major == 5 && minor == 1:
		return "console"
	}
	return strconv.Itoa(major) + ":" + strconv.Itoa(minor)
}

// effective is the second of the ids on a line of status.
func effective(status, label string) int {
	if ids := numbersOf(field(status, label)); len(ids) > 1 {
		return ids[1]
	}
	return -1
}
