package bindings

import (
	glua "github.com/yuin/gopher-lua"
	"golang.org/x/sys/unix"
)

const waitResults = "pid: integer, how: string, code?: integer, rusage?: table"

var waitRows = []Row{
	{
		Name: "wait", Sig: "() -> " + waitResults, Man: "wait(2)",
		Doc: "Waits until a child ends. Returns its pid, \"exited\" or \"killed\", the exit status or the signal, " +
			"and what the child used: utime and stime in seconds, maxrss in kilobytes, and the rest of getrusage(2).",
		Errs:    "ECHILD: there is no child",
		Example: "> if fork() == 0 then _exit(3) end\n> print(wait())\n...\texited\t3\ttable: ...",
		Impl:    func(L *glua.LState) ([]glua.LValue, error) { return waitpid(L, -1, 0) },
	},
	{
		Name: "waitpid", Sig: "(pid: integer, options?: wait_options) -> " + waitResults, Man: "waitpid(2)",
		Doc: "Waits as wait does, for certain children: the child pid, any (-1), those in the process group -pid, " +
			"or those in the own group (0). " +
			"With WUNTRACED and WCONTINUED also \"stopped\" (with the signal) and \"continued\" are reported. " +
			"With WNOHANG it returns 0, \"running\" when there is nothing to report.",
		Errs:    "ECHILD: there is no such child; EINVAL: an unknown option",
		Example: "> p = fork() if p == 0 then pause() end\n> print(waitpid(p, WNOHANG))\n0\trunning\n> kill(p, SIGKILL)\n0\n> print(waitpid(p))\n...\tkilled\t9\ttable: ...",
		Impl:    waitpid,
	},
	{
		Name: "waitid", Sig: "(idtype: id_type, id?: integer, options?: wait_options = WEXITED) -> table", Man: "waitid(2)",
		Doc: "Waits for one of the changes that options name: WEXITED, WSTOPPED and WCONTINUED. " +
			"idtype says of which children: P_PID, the child id; P_PGID, those in the process group id, 0 for the own group; " +
			"P_PIDFD, the child that the descriptor id stands for; P_ALL, any. With WNOWAIT the change can be waited for again. " +
			"Returns a table of what is listed below. " +
			"With WNOHANG, when there is nothing to report, pid and signo are 0, how is \"running\" and the rest is missing.",
		Items: "pid: the child; uid: its real user id; signo: SIGCHLD; " +
			"code: CLD_EXITED, CLD_KILLED, CLD_DUMPED, CLD_STOPPED, CLD_TRAPPED or CLD_CONTINUED; " +
			"status: the exit status or the signal; " +
			"how: \"exited\", \"killed\", \"stopped\" or \"continued\", as wait tells it; " +
			"rusage: what the child used, as getrusage tells it",
		Errs: "ECHILD: there is no such child; EINVAL: no change or an unknown one is named, or a wrong id; " +
			"EBADF: not a descriptor of a process; EAGAIN: the descriptor is PIDFD_NONBLOCK and there is nothing to report",
		Example: "> p = fork() if p == 0 then _exit(3) end\n> w = waitid(P_PID, p, WEXITED + WNOWAIT)\n" +
			"> print(w.pid == p, w.how, w.status, w.code == CLD_EXITED)\ntrue\texited\t3\ttrue\n" +
			"> print(waitid(P_ALL).pid == p)\ntrue\n> print((select(3, waitid(P_ALL))) == ECHILD)\ntrue",
		Impl: waitid,
	},
}

func waitpid(L *glua.LState, pid int32, options uintptr) ([]glua.LValue, error) {
	status, usage := new(unix.WaitStatus), new(unix.Rusage)
	got, err := wait4(L, pid, status, options, usage)
	if err != nil {
		return nil, explain(err, hintWait(int(pid), pid == -1, options, err))
	}
	if got == 0 {
		return []glua.LValue{glua.LNumber(0), glua.LString("running")}, nil
	}
	how, code := "continued", int(unix.SIGCONT)
	switch {
	case status.Exited():
		how, code = "exited", status.ExitStatus()
	case status.Signaled():
		how, code = "killed", int(status.Signal())
	case status.Stopped():
		how, code = "stopped", int(status.StopSignal())
	}
	results := []glua.LValue{glua.LNumber(got), glua.LString(how), glua.LNumber(code)}
	// The table costs more than the rest: only where the caller takes it.
	if n := Innermost(L).Parent.Results(); n < 0 || n > len(results) {
		results = append(results, usageTable(L, usage))
	}
	return results, nil
}

// usageTable is struct rusage with its times in seconds.
func usageTable(L *glua.LState, u *unix.Rusage) *glua.LTable {
	return record(L,
		member{"utime", seconds(u.Utime)}, member{"stime", seconds(u.Stime)},
		count("maxrss", u.Maxrss), count("minflt", u.Minflt), count("majflt", u.Majflt),
		count("inblock", u.Inblock), count("oublock", u.Oublock),
		count("nvcsw", u.Nvcsw), count("nivcsw", u.Nivcsw))
}
