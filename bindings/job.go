package bindings

import (
	"fmt"
	"slices"
	"strings"

	glua "github.com/yuin/gopher-lua"
	"golang.org/x/sys/unix"
)

var jobRows = []Row{
	{
		Name: "jobs", Sig: "() -> table", Man: "jobs(1p)",
		Doc: "Lists the children that were forked at this prompt and are not waited for yet. The list prints as columns; " +
			"where there is no prompt it is empty. A record has what is listed below.",
		Items: "pid: its number; " +
			"state: \"waits\" (at its prompt, for fg), \"stopped\" (by Ctrl-Z or a signal), \"running\" or \"ended\" (and to be waited for); " +
			"line: what was typed when it was forked",
		Example: "> #jobs()\n0",
		Impl:    listJobs,
	},
	{
		Name: "fg", Sig: "(pid?: integer) -> nothing", Man: "fg(1p)",
		Doc: "Gives the terminal to a job, a child that was forked at this prompt: to its prompt, or to what it runs, which goes on if it was stopped. " +
			"pid left out is the job that waited or was stopped last. This process has the terminal back " +
			"when the job has ended, when Ctrl-Z is typed there, or when it is stopped. Then a line tells which.",
		Example: "> print((pcall(fg)))\nfalse",
		Impl:    foreground,
	},
}

// A Job is a child that was forked where there is a prompt.
type Job struct {
	Pid    int
	Line   string // that was evaluated
	Own    bool   // the prompt's own, which the script cannot wait for: it leaves no zombie
	tie    tie    // this side of it; -1: the child has ended, or called exec
	at     byte   // atPrompt or paused, where it waits for the turn; 0: it runs
	turn   bool   // was given to it
	behind bool   // it stands behind a child of its own
	parted bool   // it has another terminal, and is no job any more
	news   bool   // it has come to its prompt, and the user was not told
	known  bool   // the user was told that it waits or is stopped
	rank   int    // the higher the later it began to wait
}

func (j *Job) isTied() bool { return j.tie >= 0 }

// Jobs are those that are not waited for yet, in the order of their making.
func Jobs() []*Job {
	jobs = slices.DeleteFunc(jobs, func(j *Job) bool {
		j.listen()
		state := j.State()
		if j.Own && !j.known && state == "ended" {
			j.look(0)
			return true
		}
		return j.parted || !j.isTied() && state == "gone"
	})
	return jobs
}

// JobOf is the job of a child, also of one that is none yet.
func JobOf(pid int) *Job {
	for _, j := range slices.Backward(jobs) { // pids come again
		if j.Pid == pid {
			return j
		}
	}
	j := &Job{Pid: pid, tie: -1}
	jobs = append(jobs, j)
	return j
}

// News has told, for each job that is not as the user knows it, its State or how it
// has ended: it has come to its prompt, or has ended in the background.
func News(tell func(j *Job, how string)) {
	for _, j := range jobs {
		j.listen()
		if j.news {
			j.news, j.known = false, true
			tell(j, j.State())
		}
		if info, ended := j.endUntold(); ended {
			j.known = false
			tell(j, info.end())
		}
	}
}

// endUntold is the end of a job that the user knows to be waiting, if it has ended.
func (j *Job) endUntold() (info *childInfo, ended bool) {
	if !j.known {
		return nil, false
	}
	info, err := j.look(unix.WNOWAIT)
	return info, err == nil && info.hasEnded()
}

var lastRank int

// listen hears all that the child has said, and tells whether that is for the user.
func (j *Job) listen() bool {
	for j.isTied() {
		message, over := j.tie.hear()
		switch {
		case over:
			j.tie.drop()
			j.tie, j.at, j.turn, j.behind, j.news = -1, 0, false, false, false
		case message == 0:
			return j.news
		case message == atPrompt && j.turn: // it will find it there
		case message == atPrompt:
			j.at, j.news = atPrompt, true
		case message == parted:
			j.parted = true
		case message == passedOn, message == again:
			j.behind = message == passedOn
		case message == back:
			j.at, j.turn = atPrompt, false
		default: // paused, without the turn if it wants to read
			j.at, j.news, j.turn = message, !j.turn, false
		}
		j.tie.say(heard)
		j.rest()
	}
	return false
}

// rest makes a job the one that has begun to wait last.
func (j *Job) rest() {
	lastRank++
	j.rank = lastRank
}

// State is "waits", "stopped", "running" or "ended", or "gone", where it has been
// waited for.
func (j *Job) State() string {
	info, err := j.look(unix.WNOWAIT)
	switch {
	case err != nil && !j.isTied():
		return "gone"
	case err == nil && info.hasEnded():
		return "ended"
	case err == nil && info.Code != 0 || j.at == paused:
		return "stopped"
	case j.at == atPrompt:
		return "waits"
	}
	return "running"
}

// look asks for the child's end or stop, which is there to be waited for afterwards.
func (j *Job) look(options uintptr) (*childInfo, error) {
	info := new(childInfo)
	err := waitidQuick(unix.P_PID, int32(j.Pid), info, unix.WEXITED|unix.WSTOPPED|unix.WNOHANG|unix.WALL|options)
	return info, err
}

// Waits tells whether it would go on with fg only.
func (j *Job) Waits() bool {
	state := j.State()
	return state == "waits" || state == "stopped"
}

// HangUp has the jobs that are stopped go on when the prompt ends, as a shell does:
// nobody else would.
func HangUp() {
	for _, j := range jobs {
		info, err := j.look(unix.WNOWAIT)
		if err == nil && info.Code == childStopped {
			quick(unix.SYS_KILL, uintptr(j.Pid), uintptr(unix.SIGHUP), 0, 0, 0, 0)
			quick(unix.SYS_KILL, uintptr(j.Pid), uintptr(unix.SIGCONT), 0, 0, 0, 0)
		}
	}
}

var jobList = newRecordList("pid state line")

func listJobs(L *glua.LState) *glua.LTable {
	var records []*glua.LTable
	for _, j := range Jobs() {
		if state := j.State(); state != "gone" {
			records = append(records, record(L, count("pid", j.Pid), text("state", state), text("line", j.Line)))
		}
	}
	return jobList.list(L, records)
}

// Foreground has the prompt stand behind a job; nil where there is no prompt.
var Foreground func(L *glua.LState, j *Job)

func foreground(L *glua.LState, pid int) {
	if Foreground == nil {
		L.RaiseError("fg: there is no prompt here")
	}
	Jobs()
	Foreground(L, passed(L, "fg", 1).job(L.GetTop() == 0, pid))
}

// job is the argument as the pid of a job.
func (a argument) job(last bool, pid int) *Job {
	var chosen *Job
	var names []string
	for _, j := range jobs {
		state := j.State()
		if state == "ended" || state == "gone" {
			continue
		}
		names = append(names, fmt.Sprintf("%d (%s)", j.Pid, state))
		switch {
		case !last && j.Pid == pid:
			return j
		case last && state != "running" && (chosen == nil || j.rank > chosen.rank):
			chosen = j
		}
	}
	switch {
	case chosen != nil:
		return chosen
	case len(names) == 0:
		a.L.RaiseError("fg: there are no jobs")
	case last:
		a.L.RaiseError("fg: no job waits: %s", strings.Join(names, ", "))
	}
	a.fail("%d is no job; there are %s", pid, strings.Join(names, ", "))
	return nil
}
