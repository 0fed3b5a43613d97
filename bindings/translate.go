package bindings

import (
	"slices"

	glua "github.com/yuin/gopher-lua"
	"golang.org/x/sys/unix"
)

var translateRows = []Row{
	{
		Name: "translate_pid", Sig: "(pid: integer, source?: " + targetKinds + ", target?: " + targetKinds + ") -> integer", Man: "pid_namespaces(7)",
		Doc: "Tells what number the process has in the pid namespace target that is pid in the pid namespace source; " +
			"0 where it is not in there. The namespaces are given as for setns, a process ({pid = n} or a pidfd) standing for its own one, and when left out are this process's. " +
			"Since Linux 6.11 the kernel itself answers (NS_GET_PID_FROM_PIDNS) for processes of this process's pid namespace; else /proc does.",
		Errs: "ESRCH: no such process; EINVAL: not a pid namespace; EACCES: the process that stands for one is another user's; EBADF: not open",
		Example: "> unshare(CLONE_NEWUSER)\n0\n> pid = clone(CLONE_NEWPID) if pid == 0 then pause() end\n> print(translate_pid(pid, nil, {pid = pid}), translate_pid(1, {pid = pid}) == pid)\n1\ttrue\n" +
			"> translate_pid(getpid(), nil, {pid = pid})\n0\n> kill(pid, SIGKILL)\n0",
		Impl: translatePid,
	},
	{
		Name: "ns_get_pid_from_pidns", Sig: "(fd: descriptor, pid: integer) -> integer", Man: "ioctl_ns(2)", Since: "6.11",
		Doc:     "Tells what number the process has here that is pid in the pid namespace fd. pid may be a thread's.",
		Errs:    "ESRCH: no such process, or it is not in this process's pid namespace; EINVAL: not a pid namespace; ENOTTY: not a namespace, or before Linux 6.11",
		Example: "> pid, _, errno = ns_get_pid_from_pidns(nsopen(nil, \"pid\"), getpid())\n> pid == getpid() or errno == ENOTTY\ntrue",
		Impl:    pidRequest(unix.NS_GET_PID_FROM_PIDNS),
	},
	{
		Name: "ns_get_tgid_from_pidns", Sig: "(fd: descriptor, pid: integer) -> integer", Man: "ioctl_ns(2)", Since: "6.11",
		Doc:     "Tells the number here of the process whose thread is pid in the pid namespace fd.",
		Errs:    "ESRCH: no such process, or it is not in this process's pid namespace; EINVAL: not a pid namespace; ENOTTY: not a namespace, or before Linux 6.11",
		Example: "> pid, _, errno = ns_get_tgid_from_pidns(nsopen(nil, \"pid\"), getpid())\n> pid == getpid() or errno == ENOTTY\ntrue",
		Impl:    pidRequest(unix.NS_GET_TGID_FROM_PIDNS),
	},
	{
		Name: "ns_get_pid_in_pidns", Sig: "(fd: descriptor, pid: integer) -> integer", Man: "ioctl_ns(2)", Since: "6.11",
		Doc:     "Tells what number the process pid has in the pid namespace fd. pid may be a thread's.",
		Errs:    "ESRCH: no such process, or it is not in that pid namespace; EINVAL: not a pid namespace; ENOTTY: not a namespace, or before Linux 6.11",
		Example: "> pid, _, errno = ns_get_pid_in_pidns(nsopen(nil, \"pid\"), getpid())\n> pid == getpid() or errno == ENOTTY\ntrue",
		Impl:    pidRequest(unix.NS_GET_PID_IN_PIDNS),
	},
	{
		Name: "ns_get_tgid_in_pidns", Sig: "(fd: descriptor, pid: integer) -> integer", Man: "ioctl_ns(2)", Since: "6.11",
		Doc:     "Tells the number in the pid namespace fd of the process whose thread is pid.",
		Errs:    "ESRCH: no such process, or it is not in that pid namespace; EINVAL: not a pid namespace; ENOTTY: not a namespace, or before Linux 6.11",
		Example: "> pid, _, errno = ns_get_tgid_in_pidns(nsopen(nil, \"pid\"), getpid())\n> pid == getpid() or errno == ENOTTY\ntrue",
		Impl:    pidRequest(unix.NS_GET_TGID_IN_PIDNS),
	},
}

func pidRequest(request uintptr) func(fd, pid int32) (int, error) {
	return func(fd, pid int32) (int, error) {
		got, err := quick(unix.SYS_IOCTL, uintptr(fd), request, uintptr(pid), 0, 0, 0)
		return int(got), explain(err, hintRequest(int(fd), request, err))
	}
}

func translatePid(L *glua.LState, pid int, _, _ glua.LValue) (int, error) {
	source, err := pidNamespace(L, 2)
	if err != nil {
		return 0, err
	}
	defer Close(source)
	target, err := pidNamespace(L, 3)
	if err != nil {
		return 0, err
	}
	defer Close(target)
	if got, err := pidByKernel(source, target, pid); err == nil {
		return got, nil
	}
	return pidByProc(source, target, pid)
}

// pidNamespace opens the argument's pid namespace, or the process's own.
func pidNamespace(L *glua.LState, n int) (int, error) {
	t, err := passed(L, "translate_pid", n).optionalTarget()
	if err != nil {
		return -1, err
	}
	defer t.close()
	return t.openType("pid")
}

// pidByKernel asks by way of this process's own pid namespace.
func pidByKernel(source, target, pid int) (int, error) {
	here, err := quick(unix.SYS_IOCTL, uintptr(source), unix.NS_GET_PID_FROM_PIDNS, uintptr(pid), 0, 0, 0)
	if err != nil {
		return 0, err
	}
	there, err := quick(unix.SYS_IOCTL, uintptr(target), unix.NS_GET_PID_IN_PIDNS, here, 0, 0, 0)
	if err == unix.ESRCH {
		return 0, nil // it is not in there
	}
	return int(there), err
}

// pidByProc looks for the process in the host's /proc.
func pidByProc(source, target, pid int) (int, error) {
	s := look()
	from, to := inodeOf(source), inodeOf(target)
	i := slices.IndexFunc(s.processes, func(p *process) bool { return s.numberIn(p, from) == pid })
	if i < 0 {
		return 0, unix.ESRCH
	}
	return s.numberIn(s.processes[i], to), nil
}

// numberIn is a process's number in a pid namespace, 0 where it is not in there:
// NSpid and the namespaces around its own, both from the innermost outwards.
func (s *survey) numberIn(p *process, inode uint64) int {
	around := p.ns["pid"]
	for _, n := range slices.Backward(p.inward()) {
		if around == inode {
			return n
		}
		namespace := s.namespaces[around]
		if namespace == nil {
			return 0
		}
		around = namespace.parent
	}
	return 0
}
