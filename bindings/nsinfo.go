package bindings

import (
	"fmt"
	"strings"

	glua "github.com/yuin/gopher-lua"
	"golang.org/x/sys/unix"
)

var nsinfoRows = []Row{
	{
		Name: "nsinfo", Sig: "(pid?: integer) -> table", Man: "namespaces(7)",
		Doc: "Describes the namespaces of a process, of this one when left out: a list that prints as a table, whose records are also there by type, " +
			"as in nsinfo().net.inode, and pid_for_children and time_for_children where they differ. " +
			"A record has what is listed below first, and the list what is listed last.",
		Items: "type: \"net\", as in /proc/PID/ns; inode: its number; owner: the inode of the user namespace that owns it; " +
			"uid: of the one who made that, or the user namespace itself; " +
			"parent: the inode of a user or pid namespace's parent (as owner and uid nil where it lies outside this process's own); " +
			"process: the pid; pids: its number in each pid namespace, from /proc's down to its own (as NSpid in proc(5)); " +
			"uid_map, gid_map: lists of {inside, outside, count} as this process's user namespace sees them; " +
			"setgroups: \"allow\" or \"deny\"; command: what it runs",
		Errs:    "ESRCH: no such process; EACCES: the process is another user's; ENOENT: it has ended",
		Example: "> i = nsinfo()\n> print(i.uts.type, i.uts.inode > 0, #i.pids)\nuts\ttrue\t1\n> nsinfo(getpid()).net.inode == i.net.inode\ntrue",
		Impl:    nsinfo,
	},
	{
		Name: "lsns", Sig: "(types?: clone_flags) -> table", Man: "lsns(8)",
		Doc: "Lists all namespaces that /proc shows this process, or those of some types: a list that prints as a table. " +
			"Those without a process are found by what holds them: a descriptor, a bind mount, the children that a process is to have, another namespace. " +
			"What may not be looked into (other users' processes) is not listed. A record has what is listed below.",
		Items: "type: \"net\", as in /proc/PID/ns; inode: its number; nprocs: the number of processes in it; " +
			"pid, command: of the first of them (the pid in this process's pid namespace, 0 where none is in there); " +
			"owner: the inode of the user namespace that owns it; " +
			"uid: of the one who made that, or the user namespace itself; " +
			"parent: the inode of a user or pid namespace's parent; " +
			"path: where one without a process can be opened",
		Example: "> l = lsns \"uts\"\n> print(l[1].type, l[1].nprocs > 0, l[1].pid > 0)\nuts\ttrue\ttrue\n> unshare(CLONE_NEWUSER + CLONE_NEWNET)\n0\n" +
			"> for _, n in ipairs(lsns \"net\") do if n.inode == nsinfo().net.inode then print(n.pid == getpid(), n.nprocs, n.owner == nsinfo().user.inode) end end\ntrue\t1\ttrue",
		Impl: lsns,
	},
	{
		Name: "nstree", Sig: "(types?: clone_flags) -> string", Man: "lsns(8)",
		Doc: "Draws how user namespaces lie in one another, and pid namespaces, with their processes, as lines of text; types \"user\" or \"pid\" draws one tree only. " +
			"A process shows the number that it has in this process's pid namespace, then in brackets the one in its own where that differs, and its command.",
		Errs:    "EINVAL: another type, of which there is no tree",
		Example: "> print((nstree \"user\":match \"^user:%[%d+%] uid %d+\"))\nuser:[...] uid ...",
		Impl:    nstree,
	},
}

var (
	namespaceList = newRecordList("type inode nprocs pid uid owner parent command path")
	infoList      = newRecordList("type inode uid owner parent")
)

func lsns(L *glua.LState, types uintptr) *glua.LTable {
	s := look()
	var records []*glua.LTable
	for _, n := range s.list(types) {
		r := s.record(L, n)
		r.RawSetString("nprocs", glua.LNumber(len(n.processes)))
		if p := n.first(); p != nil {
			r.RawSetString("pid", glua.LNumber(p.here))
			r.RawSetString("command", glua.LString(p.command()))
		} else if n.path != "" {
			r.RawSetString("path", glua.LString(n.path))
		}
		records = append(records, r)
	}
	return namespaceList.list(L, records)
}

// record has what a namespace is, without who is in it.
func (s *survey) record(L *glua.LState, n *namespace) *glua.LTable {
	return record(L, text("type", n.kind.name), count("inode", n.inode),
		known("uid", s.uid(n), s.uid(n) >= 0), known("owner", n.owner, n.owner != 0), known("parent", n.parent, n.parent != 0))
}

// uid is that of who made a user namespace, or the one that owns the namespace.
func (s *survey) uid(n *namespace) int {
	if n.kind.flag == unix.CLONE_NEWUSER {
		return n.uid
	}
	if owner := s.namespaces[n.owner]; owner != nil {
		return owner.uid
	}
	return -1
}

func nsinfo(L *glua.LState, pid int) (*glua.LTable, error) {
	t := ownProcess
	if passed(L, "nsinfo", 1).value() != glua.LNil {
		var err error
		if t, err = processTarget(passed(L, "nsinfo", 1).pid()); err != nil {
			return nil, err
		}
		defer t.close()
	} else {
		pid = getpid()
	}
	s := &survey{namespaces: map[uint64]*namespace{}}
	var records []*glua.LTable
	named := map[string]*glua.LTable{}
	for _, link := range infoLinks {
		n, err := s.open(t, link)
		if err == unix.ENOENT && (link != typeNameOf(typeFlag(link)) || ownInode(link) == 0) {
			continue // the kernel has none of the type, or the children's has no process yet
		}
		if err != nil {
			return nil, explain(err, hintOpen(t, link, err))
		}
		if own := strings.TrimSuffix(link, "_for_children"); own != link && named[own] != nil &&
			named[own].RawGetString("inode") == glua.LNumber(n.inode) {
			continue
		}
		r := s.record(L, n)
		r.RawSetString("type", glua.LString(link))
		records, named[link] = append(records, r), r
	}
	info := infoList.list(L, records)
	for name, r := range named {
		info.RawSetString(name, r)
	}
	describeProcess(L, info, t.dir)
	info.RawSetString("process", glua.LNumber(pid))
	return info, nil
}

var infoLinks = []string{"cgroup", "ipc", "mnt", "net", "pid", "pid_for_children", "time", "time_for_children", "user", "uts"}

// open finds one namespace of a target, with its relatives.
func (s *survey) open(t target, link string) (*namespace, error) {
	fd, err := t.open(link)
	if err != nil {
		return nil, err
	}
	defer Close(fd)
	n := s.found(strings.TrimSuffix(link, "_for_children"), inodeOf(fd), "", "")
	s.ask(n, fd)
	return n, nil
}

func describeProcess(L *glua.LState, info *glua.LTable, dir string) {
	info.RawSetString("pids", integerList(L, namespacePids(readProc(dir+"/status"))))
	info.RawSetString("command", glua.LString(commandOf(dir)))
	for _, file := range []string{"uid_map", "gid_map"} {
		info.RawSetString(file, rangeList(L, readProc(dir+"/"+file)))
	}
	if policy := strings.TrimSpace(readProc(dir + "/setgroups")); policy != "" {
		info.RawSetString("setgroups", glua.LString(policy))
	}
}

func nstree(types uintptr) (string, error) {
	const drawn = unix.CLONE_NEWUSER | unix.CLONE_NEWPID
	if types == 0 {
		types = drawn
	}
	if types&^drawn != 0 {
		return "", explain(unix.EINVAL, "only user and pid namespaces lie in one another")
	}
	s := look()
	var text strings.Builder
	list := s.list(types)
	for _, n := range list {
		if s.namespaces[n.parent] == nil {
			n.draw(&text, list, "", "")
		}
	}
	return strings.TrimSuffix(text.String(), "\n"), nil
}

// draw draws a namespace, whose line begins with first, with its processes and the
// namespaces of the list in it below, whose lines begin with rest.
func (n *namespace) draw(text *strings.Builder, list []*namespace, first, rest string) {
	fmt.Fprintf(text, "%s%s:[%d]", first, n.kind.name, n.inode)
	if n.kind.flag == unix.CLONE_NEWUSER && n.uid >= 0 {
		fmt.Fprintf(text, " uid %d", n.uid)
	}
	if n.path != "" && len(n.processes) == 0 {
		text.WriteString(" " + n.path)
	}
	text.WriteString("\n")
	var inner []*namespace
	for _, other := range list {
		if other.parent == n.inode {
			inner = append(inner, other)
		}
	}
	for i, p := range n.processes {
		branch := "├─ "
		if i == len(n.processes)-1 && len(inner) == 0 {
			branch = "└─ "
		}
		text.WriteString(rest + branch + p.line() + "\n")
	}
	for i, other := range inner {
		if i == len(inner)-1 {
			other.draw(text, list, rest+"└─ ", rest+"   ")
		} else {
			other.draw(text, list, rest+"├─ ", rest+"│  ")
		}
	}
}

// line is a process's line in a tree.
func (p *process) line() string {
	line := fmt.Sprint(p.here)
	if p.here == 0 {
		line = "-"
	}
	if all := p.inward(); len(all) > 1 && all[len(all)-1] != p.here {
		line += fmt.Sprintf(" [%d]", all[len(all)-1])
	}
	return Printable(line + " " + p.command())
}

// namespaceText is "user:[4026531837]".
func namespaceText(fd int, name string) string {
	return fmt.Sprintf("%s:[%d]", name, inodeOf(fd))
}
