package bindings

import (
	"fmt"
	"iter"
	"math"
	"slices"
	"strconv"
	"strings"

	glua "github.com/yuin/gopher-lua"
	"golang.org/x/sys/unix"
)

const passwdErrs = "ENOENT: there is none"

var passwdRows = []Row{
	{
		Name: "getpwnam", Sig: "(name: string) -> table", Man: "getpwnam(3)",
		Doc: "Returns the user of that name in /etc/passwd: name, passwd, uid, gid, gecos, dir and shell. " +
			"It is read where the process is now, and nothing else is: no LDAP, no other service.",
		Errs:    passwdErrs,
		Example: "> getpwnam(\"root\").uid\n0",
		Impl: func(L *glua.LState, name string) (glua.LValue, error) {
			return foundUser(L, func(u user) bool { return u.name == name }, "name "+strconv.Quote(name))
		},
	},
	{
		Name: "getpwuid", Sig: "(uid: integer) -> table", Man: "getpwnam(3)",
		Doc:     "Returns the first user of that id in /etc/passwd, as getpwnam.",
		Errs:    passwdErrs,
		Example: "> getpwuid(0).name\nroot",
		Impl: func(L *glua.LState, uid uint32) (glua.LValue, error) {
			return foundUser(L, func(u user) bool { return u.uid == uid }, "uid "+strconv.Itoa(int(uid)))
		},
	},
	{
		Name: "getgrnam", Sig: "(name: string) -> table", Man: "getgrnam(3)",
		Doc: "Returns the group of that name in /etc/group: name, passwd, gid and mem, the list of the names of its members. " +
			"It is read where the process is now, and nothing else is.",
		Errs:    passwdErrs,
		Example: "> getgrnam(\"root\").gid\n0",
		Impl: func(L *glua.LState, name string) (glua.LValue, error) {
			return foundGroup(L, func(g group) bool { return g.name == name }, "name "+strconv.Quote(name))
		},
	},
	{
		Name: "getgrgid", Sig: "(gid: integer) -> table", Man: "getgrnam(3)",
		Doc:     "Returns the first group of that id in /etc/group, as getgrnam.",
		Errs:    passwdErrs,
		Example: "> getgrgid(0).name\nroot",
		Impl: func(L *glua.LState, gid uint32) (glua.LValue, error) {
			return foundGroup(L, func(g group) bool { return g.gid == gid }, "gid "+strconv.Itoa(int(gid)))
		},
	},
	{
		Name: "getgrouplist", Sig: "(user: string, gid: integer) -> table", Man: "getgrouplist(3)",
		Doc:     "Returns the list of the ids of the groups that a user is a member of by /etc/group, and before them gid, which is the user's own.",
		Example: "> getgrouplist(\"root\", 0)[1]\n0",
		Impl: func(L *glua.LState, user string, gid uint32) glua.LValue {
			return integerList(L, groupsOf(user, gid))
		},
	},
	{
		Name: "initgroups", Sig: "(user: string, gid: integer) -> 0", Man: "initgroups(3)",
		Doc:     "Sets the supplementary groups to those that getgrouplist returns.",
		Errs:    "EPERM: no CAP_SETGID, or denied in this user namespace; EINVAL: not mapped here",
		Example: "> unshare(CLONE_NEWUSER)\n0\n> print((select(3, initgroups(\"root\", 0))) == EPERM)\ntrue",
		Impl:    func(user string, gid uint32) error { return changeGroups(groupsOf(user, gid)) },
	},
	{
		Name: "setuidgid", Sig: "(user: string|integer, group?: string|integer) -> 0", Man: "setuidgid(8)",
		Doc: "Becomes a user for good, in the order that works: sets the groups to the user's, then the three group ids, then the three user ids. " +
			"user and group are names or ids; the group is the user's own when left out. " +
			"A uid that is not in /etc/passwd needs the group, and has no others. The message names the step that failed.",
		Errs:    "ENOENT: no such user or group; EPERM: no CAP_SETUID or no CAP_SETGID, or setgroups is denied; EINVAL: not mapped here",
		Example: "> print((select(3, setuidgid \"no such user\")) == ENOENT)\ntrue",
		Impl:    setuidgid,
	},
}

// user is a line of passwd(5), group one of group(5).
type user struct {
	name, passwd      string
	uid, gid          uint32
	gecos, dir, shell string
}

type group struct {
	name, passwd string
	gid          uint32
	mem          []string
}

// fieldsOf goes through the lines of a file whose fields are separated by ":".
func fieldsOf(path string, n int) func(yield func(fields []string) bool) {
	return func(yield func(fields []string) bool) {
		for line := range strings.Lines(readPath(path)) {
			fields := strings.Split(strings.TrimSuffix(line, "\n"), ":")
			if len(fields) == n && !yield(fields) {
				return
			}
		}
	}
}

// users and groups pass over lines that cannot be read.
func users(yield func(user) bool) {
	for f := range fieldsOf("/etc/passwd", 7) {
		uid, err := parseID(f[2])
		gid, err2 := parseID(f[3])
		if err == nil && err2 == nil && !yield(user{f[0], f[1], uid, gid, f[4], f[5], f[6]}) {
			return
		}
	}
}

func groups(yield func(group) bool) {
	for f := range fieldsOf("/etc/group", 4) {
		gid, err := parseID(f[2])
		mem := strings.FieldsFunc(f[3], func(r rune) bool { return r == ',' })
		if err == nil && !yield(group{f[0], f[1], gid, mem}) {
			return
		}
	}
}

func parseID(text string) (uint32, error) {
	id, err := strconv.ParseUint(text, 10, 32)
	return uint32(id), err
}

// first is the first for which is holds, if there is one.
func first[T any](all iter.Seq[T], is func(T) bool) (one T, ok bool) {
	for one := range all {
		if is(one) {
			return one, true
		}
	}
	return one, false
}

// findUser and findGroup tell in the error for none what was wanted.
func findUser(is func(user) bool, wanted string) (user, error) {
	u, ok := first(users, is)
	if !ok {
		return u, missing("/etc/passwd", "user", wanted)
	}
	return u, nil
}

func findGroup(is func(group) bool, wanted string) (group, error) {
	g, ok := first(groups, is)
	if !ok {
		return g, missing("/etc/group", "group", wanted)
	}
	return g, nil
}

// groupsOf are the groups of a user whose own is gid.
func groupsOf(name string, gid uint32) []uint32 {
	list := []uint32{gid}
	for g := range groups {
		if slices.Contains(g.mem, name) && !slices.Contains(list, g.gid) {
			list = append(list, g.gid)
		}
	}
	return list
}

func foundUser(L *glua.LState, is func(user) bool, wanted string) (glua.LValue, error) {
	u, err := findUser(is, wanted)
	if err != nil {
		return nil, err
	}
	return record(L, text("name", u.name), text("passwd", u.passwd), count("uid", u.uid), count("gid", u.gid),
		text("gecos", u.gecos), text("dir", u.dir), text("shell", u.shell)), nil
}

func foundGroup(L *glua.LState, is func(group) bool, wanted string) (glua.LValue, error) {
	g, err := findGroup(is, wanted)
	if err != nil {
		return nil, err
	}
	return record(L, text("name", g.name), text("passwd", g.passwd), count("gid", g.gid), member{"mem", stringList(L, g.mem)}), nil
}

// missing is the error for what a file does not have; a file that cannot be read
// is told first.
func missing(file, what, wanted string) error {
	if err := readable(file); err != nil {
		return fmt.Errorf("reading %s: %w", file, err)
	}
	return explain(unix.ENOENT, file+" has no "+what+" with the "+wanted)
}

func readable(path string) error {
	fd, err := openatQuick(unix.AT_FDCWD, path, unix.O_RDONLY)
	if err == nil {
		Close(fd)
	}
	return err
}

func setuidgid(L *glua.LState, who, whose glua.LValue) error {
	u, err := passed(L, "setuidgid", 1).user()
	_, byID := who.(glua.LNumber)
	if err != nil && !(byID && whose != glua.LNil) {
		return err
	}
	if whose != glua.LNil {
		if u.gid, err = passed(L, "setuidgid", 2).group(); err != nil {
			return err
		}
	}
	list := []uint32{u.gid}
	if u.name != "" {
		list = groupsOf(u.name, u.gid)
	}
	if err := changeGroups(list); err != nil {
		return step("setting the groups", err, "")
	}
	gid, uid := uintptr(u.gid), uintptr(u.uid)
	if err := alone(unix.SYS_SETRESGID, gid, gid, gid); err != nil {
		return step("setting the gid", err, hintSetIDs(err, groupIDs, u.gid))
	}
	if err := alone(unix.SYS_SETRESUID, uid, uid, uid); err != nil {
		return step("setting the uid", err, hintSetIDs(err, userIDs, u.uid))
	}
	return nil
}

// user is the one of a name or an id. With the error for an id that /etc/passwd
// does not have there is a user of no name.
func (a argument) user() (user, error) {
	if number, ok := a.value().(glua.LNumber); ok {
		uid := uint32(a.whole(float64(number), 0, math.MaxUint32-1))
		u, err := findUser(func(u user) bool { return u.uid == uid }, "uid "+strconv.Itoa(int(uid))+", whose group must be given therefore")
		u.uid = uid
		return u, err
	}
	name := a.string()
	u, err := findUser(func(u user) bool { return u.name == name }, "name "+strconv.Quote(name))
	u.name = name
	return u, err
}

func (a argument) group() (uint32, error) {
	if number, ok := a.value().(glua.LNumber); ok {
		return uint32(a.whole(float64(number), 0, math.MaxUint32-1)), nil
	}
	name := a.string()
	g, err := findGroup(func(g group) bool { return g.name == name }, "name "+strconv.Quote(name))
	return g.gid, err
}
