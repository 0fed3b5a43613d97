package bindings

import (
	"cmp"
	"maps"
	"slices"
	"strconv"

	"nslua/bindings/fork"

	"golang.org/x/sys/unix"
)

// A process is one that the host's /proc shows.
type process struct {
	number int   // there
	pids   []int // see inward
	here   int   // in this process's pid namespace, 0 where it is not in there
	ns     map[string]uint64
}

// processes are all that the host's /proc shows, by their numbers.
func processes() (list []*process) {
	folders, _ := processFolders()
	for _, name := range folders {
		list = append(list, &process{number: number(name)})
	}
	slices.SortFunc(list, func(a, b *process) int { return a.number - b.number })
	return list
}

func (p *process) dir() string { return strconv.Itoa(p.number) }

func (p *process) command() string { return commandOf(p.dir()) }

// inward are its pids, from /proc's pid namespace down to its own.
func (p *process) inward() []int {
	if p.pids == nil {
		p.pids = namespacePids(readProc(p.dir() + "/status"))
	}
	return p.pids
}

// A namespace is one that a survey has found.
type namespace struct {
	kind      namespaceType
	inode     uint64
	processes []*process // in it, by their numbers
	parent    uint64     // inode of it, 0 where none is shown
	owner     uint64     // inode of the user namespace
	uid       int        // of who made a user namespace, -1 where that is not shown
	path      string     // where it can be opened, if no process is in it
	at        string     // the same for the host's /proc, if that is another
}

// A survey is what the host's /proc shows of namespaces, by their inodes.
type survey struct {
	processes  []*process
	namespaces map[uint64]*namespace
}

// look goes through all processes: what they are in, what they have readied for
// their children, what the mounts that they see and their descriptors hold, and who
// owns and surrounds all that. What may not be looked into is passed over.
func look() *survey {
	s := &survey{processes: processes(), namespaces: map[uint64]*namespace{}}
	for _, p := range s.processes {
		s.links(p)
	}
	seen := map[uint64]bool{}
	for _, p := range s.processes {
		if mnt := p.ns["mnt"]; mnt != 0 && !seen[mnt] {
			seen[mnt] = true
			s.mounts(p)
		}
	}
	for _, p := range s.processes {
		s.descriptors(p)
	}
	for _, n := range slices.Collect(maps.Values(s.namespaces)) {
		s.relatives(n)
	}
	s.numbers()
	return s
}

// links notes what a process is in, and its children will be in.
func (s *survey) links(p *process) {
	p.ns = map[string]uint64{}
	for _, kind := range namespaceTypes {
		link := p.dir() + "/ns/" + kind.name
		if _, inode := namespaceOfLink(linkOf(link)); inode != 0 {
			p.ns[kind.name] = inode
			n := s.found(kind.name, inode, link, "")
			n.processes = append(n.processes, p)
		}
	}
	for _, name := range []string{"pid_for_children", "time_for_children"} {
		link := p.dir() + "/ns/" + name
		if kind, inode := namespaceOfLink(linkOf(link)); inode != 0 {
			s.found(kind, inode, link, "/proc/"+link)
		}
	}
}

// descriptors notes what a process has open.
func (s *survey) descriptors(p *process) {
	fds, _ := namesIn(fork.Proc(), p.dir()+"/fd")
	for _, fd := range fds {
		link := p.dir() + "/fd/" + fd
		if kind, inode := namespaceOfLink(linkOf(link)); inode != 0 {
			s.found(kind, inode, link, "/proc/"+link)
		}
	}
}

// mounts notes what is bound somewhere in a process's mount namespace.
func (s *survey) mounts(p *process) {
	for _, m := range parseMounts(readProc(p.dir() + "/mountinfo")) {
		kind, inode := namespaceOfLink(m.root)
		if m.fstype != "nsfs" || inode == 0 {
			continue
		}
		link := p.dir() + "/root" + m.target
		path := "/proc/" + link
		if p.ns["mnt"] == ownInode("mnt") && linkOf(p.dir()+"/root") == "/" {
			path = m.target
		}
		s.found(kind, inode, link, path)
	}
}

// found notes a namespace; at is where the host's /proc has it, and path what holds
// it where no process does.
func (s *survey) found(kind string, inode uint64, at, path string) *namespace {
	n := s.namespaces[inode]
	if n == nil {
		n = &namespace{kind: namespaceType{kind, typeFlag(kind)}, inode: inode, uid: -1, path: path, at: at}
		s.namespaces[inode] = n
	}
	return n
}

// relatives asks the kernel for a namespace's parent and owner, and for theirs. The
// process that showed it may have ended since.
func (s *survey) relatives(n *namespace) {
	if s.relativesAt(n, n.at) {
		return
	}
	for _, p := range n.processes {
		if s.relativesAt(n, p.dir()+"/ns/"+n.kind.name) {
			return
		}
	}
}

func (s *survey) relativesAt(n *namespace, at string) bool {
	fd, err := openatQuick(fork.Proc(), at, unix.O_RDONLY|unix.O_NONBLOCK)
	if err != nil {
		return false
	}
	defer Close(fd)
	if inodeOf(fd) != n.inode { // another mount covers it
		return false
	}
	s.ask(n, fd)
	return true
}

func (s *survey) ask(n *namespace, fd int) {
	switch n.kind.flag {
	case unix.CLONE_NEWUSER:
		if uid, err := namespaceOwner(fd); err == nil {
			n.uid = int(uid)
		}
		n.parent = s.relative(n, fd, unix.NS_GET_PARENT)
		n.owner = n.parent
		return
	case unix.CLONE_NEWPID:
		n.parent = s.relative(n, fd, unix.NS_GET_PARENT)
	}
	n.owner = s.relative(n, fd, unix.NS_GET_USERNS)
}

// relative is the inode of a namespace's owner or parent, which is noted, and its
// own relatives with it, where nothing else has shown it.
func (s *survey) relative(n *namespace, fd int, request uintptr) uint64 {
	got, err := namespaceIoctl(fd, request)
	if err != nil {
		return 0
	}
	defer Close(got)
	inode := inodeOf(got)
	if s.namespaces[inode] == nil {
		kind := "user"
		if request == unix.NS_GET_PARENT {
			kind = n.kind.name
		}
		s.ask(s.found(kind, inode, "", ""), got)
	}
	return inode
}

// numbers tells each process's number in this one's pid namespace.
func (s *survey) numbers() {
	depth := procDepth()
	for _, p := range s.processes {
		if p.here = p.number; depth > 0 {
			p.here = pidHere(p.dir(), p.inward(), depth)
		}
	}
}

// list has the namespaces of a type, all with 0, by their inodes.
func (s *survey) list(types uintptr) (list []*namespace) {
	for _, n := range s.namespaces {
		if types == 0 || types&n.kind.flag != 0 {
			list = append(list, n)
		}
	}
	slices.SortFunc(list, func(a, b *namespace) int { return cmp.Compare(a.inode, b.inode) })
	return list
}

// first is the process with the lowest number here, one that has none here only
// where all are such.
func (n *namespace) first() *process {
	var first *process
	for _, p := range n.processes {
		if first == nil || p.here != 0 && (first.here == 0 || p.here < first.here) {
			first = p
		}
	}
	return first
}
