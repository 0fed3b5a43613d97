package bindings

import (
	"slices"
	"strconv"
	"strings"

	"nslua/bindings/fork"

	glua "github.com/yuin/gopher-lua"
	"golang.org/x/sys/unix"
)

var psRows = []Row{{
	Name: "ps", Sig: "(pid?: integer = -1) -> table", Man: "ps(1)",
	Doc: "Lists the processes that this one's pid namespace has, by pid; ps(pid) returns the one record of that process. " +
		"The list prints as columns. The numbers are those of this process's pid namespace, whatever /proc is mounted here, if any: " +
		"what nslua reads is the /proc that there was when it started. " +
		"Processes that end meanwhile, or that /proc hides (hidepid), are left out. A record has what is listed below.",
	Items: "pid: its number; ppid, pgid, sid: 0 for one outside of the pid namespace; uid, gid: the effective ones; " +
		"state: a letter as ps(1) has it; tty: \"pts/0\", nil without one; threads: how many; " +
		"starttime: in seconds since boot, by which two processes that had the same pid differ; etime: the seconds since then; " +
		"utime, stime: the processor time in seconds; rss: the memory in kilobytes; comm: the name; " +
		"command: the arguments with blanks between them, \"[comm]\" for kernel threads and zombies; " +
		"exe: the program's path, where that may be known; cgroup: in the cgroup2 tree; " +
		"nspid: the list of its pids from this namespace inwards",
	Errs: "ESRCH: no such process, or one that /proc hides; ENOENT: there was no /proc when nslua started",
	Example: "> for _, p in ipairs(ps()) do if p.pid == getpid() then print(p.ppid == getppid(), p.uid == geteuid(), p.state) end end\ntrue\ttrue\tR\n" +
		"> p = fork() if p == 0 then execvp(\"sleep\", {\"100\"}) end\n> repeat sleep(0.001) until ps(p).comm == \"sleep\"\n" +
		"> ps(p).command\nsleep 100\n> kill(p, SIGKILL)\n0",
	Impl: ps,
}}

var processList = newRecordList("pid ppid uid state tty command")

func ps(L *glua.LState, pid int32) (*glua.LTable, error) {
	here, err := newProcessReader()
	if err != nil {
		return nil, err
	}
	if pid != -1 {
		return here.one(L, int(pid))
	}
	folders, err := processFolders()
	if err != nil {
		return nil, err
	}
	processes := make([]psEntry, 0, len(folders))
	for _, folder := range folders {
		if p, ok := here.read(folder); ok {
			processes = append(processes, p)
		}
	}
	slices.SortFunc(processes, func(a, b psEntry) int { return a.pid - b.pid })
	records := make([]*glua.LTable, len(processes))
	for i := range processes {
		records[i] = processes[i].record(L)
	}
	return processList.list(L, records), nil
}

// A processReader reads the host's /proc, whose pid namespace is this process's
// or one around it, in the numbers of this process's.
type processReader struct {
	depth int // how far this process's pid namespace is below that of /proc
	now   float64
}

func newProcessReader() (*processReader, error) {
	depth := procDepth()
	if depth < 0 {
		return nil, unix.ENOENT
	}
	now, err := clockGettime(unix.CLOCK_BOOTTIME)
	return &processReader{depth, now}, err
}

func (r *processReader) one(L *glua.LState, pid int) (*glua.LTable, error) {
	folder := strconv.Itoa(pid)
	var err error
	if r.depth > 0 && pid > 0 {
		folder, err = processDir(pid)
	}
	if err == nil && pid > 0 {
		if p, ok := r.read(folder); ok {
			return p.record(L), nil
		}
	}
	return nil, explain(unix.ESRCH, hintHidden(pid))
}

// read reads a process's folder; ok is false where it has ended or is not to be seen.
func (r *processReader) read(folder string) (p psEntry, ok bool) {
	dir, err := openatQuick(fork.Proc(), folder, unix.O_PATH|unix.O_DIRECTORY)
	if err != nil {
		return p, false
	}
	// From here on it is this process, or none: not another of the same number.
	defer Close(dir)
	status := readIn(dir, "status")
	pids := namespacePids(status)
	pid := pidHere(folder, pids, r.depth)
	if pid == 0 || field(status, "Tgid:") != field(status, "Pid:") {
		return p, false
	}
	stat := parseStat(readIn(dir, "stat"))
	if stat.state == "" {
		return p, false
	}
	p = psEntry{stat: stat, pid: pid, ppid: stat.ppid, pgid: r.at(status, "NSpgid:"), sid: r.at(status, "NSsid:")}
	if r.depth > 0 {
		parent := strconv.Itoa(stat.ppid)
		p.ppid = pidHere(parent, namespacePids(readProc(parent+"/status")), r.depth)
	}
	p.nspid = pids[r.depth:]
	p.uid, p.gid = effective(status, "Uid:"), effective(status, "Gid:")
	p.rss = number(strings.TrimSuffix(field(status, "VmRSS:"), " kB"))
	if p.command = commandLine(readIn(dir, "cmdline")); p.command == "" {
		p.command = "[" + stat.comm + "]"
	}
	p.cgroup = field(readIn(dir, "cgroup"), "0::")
	p.etime = max(r.now-stat.starttime, 0)
	p.exe, _ = at{int32(dir), "exe"}.readlink()
	return p, true
}

// at is the number on a line of status for this process's pid namespace.
func (r *processReader) at(status, label string) int {
	numbers := numbersOf(field(status, label))
	if len(numbers) <= r.depth {
		return 0
	}
	return numbers[r.depth]
}

// hintHidden is for a process that /proc does not show.
func hintHidden(pid int) string {
	if _, err := quick(unix.SYS_KILL, uintptr(pid), 0, 0, 0, 0, 0); pid <= 0 || err == unix.ESRCH {
		return ""
	}
	if fd, err := quick(unix.SYS_PIDFD_OPEN, uintptr(pid), 0, 0, 0, 0, 0); err != nil {
		return "" // a thread
	} else {
		Close(int(fd))
	}
	return "there is a process of this number, and /proc hides it: that is mounted with hidepid"
}
