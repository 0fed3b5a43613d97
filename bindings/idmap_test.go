package bindings

import (
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	glua "github.com/yuin/gopher-lua"
)

func TestIDMapRoot(t *testing.T) {
	eachUser(t, func(t *testing.T, run func(string) result) {
		wantLines(t, ended(t, run(`
			local uid, gid = getuid(), getgid()
			unshare(CLONE_NEWUSER)
			print(getuid(), getgid())
			print(idmap "root")
			print(getuid(), getgid(), setgroups({}))
			local line = ("%10d %10d %10d\n"):format(0, uid, 1)
			print(io.open("/proc/self/uid_map"):read("*a") == line, io.open("/proc/self/setgroups"):read("*a") == "deny\n")
			print(idmap "root")
		`)), `65534	65534
0
0	0	nil	setgroups([]): Operation not permitted (EPERM)
hint: setgroups is denied in this user namespace for good: /proc/self/setgroups is deny	1
true	true
nil	idmap("root"): writing uid_map: Operation not permitted (EPERM)
hint: the map is written already, and that can be done only once	1`)
	})
}

func TestIDMapTable(t *testing.T) {
	eachUser(t, func(t *testing.T, run func(string) result) {
		wantLines(t, ended(t, run(`
			local uid, gid = getuid(), getgid()
			unshare(CLONE_NEWUSER)
			print(idmap{uid = {{7, uid, 1}}, setgroups = "deny", gid = {{8, gid, 1}}})
			print(getuid(), getgid())
		`)), "0\n7\t8")
	})
}

// Each step is named, and why it failed.
func TestIDMapRefused(t *testing.T) {
	wantLines(t, lua(t, `
		local uid, gid = getuid(), getgid()
		print(idmap "root")
		unshare(CLONE_NEWUSER)
		print(idmap{uid = {{0, uid, 1}, {1, uid + 1, 5}}})
		print(idmap{gid = {{0, gid, 1}}})
		print(idmap{uid = {{0, uid, 1}}, setgroups = "deny", gid = {{0, gid, 1}}})
		print(idmap{setgroups = "allow"})
		print(idmap(2^31 - 1, "root"))
	`), `nil	idmap("root"): writing uid_map: Operation not permitted (EPERM)
hint: this user namespace has its map already: unshare(CLONE_NEWUSER, map) makes a new one	1
nil	idmap({uid=[[0, ...): writing uid_map: Operation not permitted (EPERM)
hint: from within, a map can hold one line, of the own id outside and a count of 1; ...	1
nil	idmap({gid=[[0, ...): writing gid_map: Operation not permitted (EPERM)
hint: from within, a gid map can be written only after setgroups is denied: setgroups = "deny"	1
0
nil	idmap({setgroups="allow"}): writing setgroups: Operation not permitted (EPERM)
hint: setgroups is denied in this user namespace for good	1
nil	idmap(2147483647, "root"): No such process (ESRCH)	3`)
}

// map_write refuses three things with one number.
func TestIDMapInvalid(t *testing.T) {
	wantLines(t, lua(t, `
		unshare(CLONE_NEWUSER)
		local function ranges(n, start)
			local list = {}
			for i = 1, n do list[i] = {start + i, start + i, 1} end
			return list
		end
		print(idmap{uid = ranges(341, 0)})
		print(idmap{uid = ranges(340, 1e6)})
		print(idmap{uid = {{0, 0, 0}}})
		print(idmap{gid = {{0, 0, 10}, {5, 20, 10}}})
	`), `nil	idmap({uid=[...]}): writing uid_map: Invalid argument (EINVAL)
hint: a map holds at most 340 ranges, and these are 341	22
nil	idmap({uid=[...]}): writing uid_map: Invalid argument (EINVAL)
hint: the text of a map must be shorter than a page of memory, ...	22
nil	idmap({uid=[[0, 0, 0]]}): writing uid_map: Invalid argument (EINVAL)
hint: a range has a count of at least 1, ...	22
nil	idmap({gid=[[0, 0, 10], [5, 20, 10]]}): writing gid_map: Invalid argument (EINVAL)
hint: a range has a count of at least 1, ...	22`)
}

// A process that has changed its identity does not own its files in /proc.
func TestIDMapNotDumpable(t *testing.T) {
	needRoot(t)
	wantLines(t, lua(t, `
		assert(setuid(`+strconv.Itoa(otherUser)+`))
		assert(unshare(CLONE_NEWUSER))
		print(idmap "root")
		print(idmap(1, "root"))
		print(prctl(PR_SET_DUMPABLE, true), idmap "root")
	`), `nil	idmap("root"): writing uid_map: Permission denied (EACCES)
hint: this process has changed its uid or gid, ...	13
nil	idmap(1, "root"): writing uid_map: Permission denied (EACCES)
hint: that process is outside of this process's user namespace, ...	13
0	0`)
}

// What the kernel lets an unprivileged parent write for its child is what it
// would let the child write.
func TestIDMapOfChildRefused(t *testing.T) {
	needRoot(t)
	r := finish(t, as(command(`
		local r, w = pipe()
		local p = clone(CLONE_NEWUSER)
		if p == 0 then close(w) read(r, 1) exit(0) end
		print(idmap(p, {uid = {{0, getuid(), 1}, {1, 1, 1}}}))
		sigaction(SIGCHLD, {flags = SA_NOCLDWAIT}) -- concerns the script's children
		print((idmap(p, {uid = {{0, getuid(), 1}, {1, 1, 1}}})))
		signal(SIGCHLD, SIG_DFL)
		print(idmap(p, {gid = {{0, getgid(), 1}}}))
		print(idmap(p, "root"))
		close(w)
		print(select(2, wait()))
	`), otherUser))
	wantLines(t, ended(t, r), `nil	idmap(..., {uid=[[0, ...): writing uid_map: Operation not permitted (EPERM)
hint: newuidmap refuses it: ...	1
nil
nil	idmap(..., {gid=[[0, ...): writing gid_map: Operation not permitted (EPERM)
hint: without CAP_SETGID, a gid map can be written only after setgroups is denied: setgroups = "deny"	1
0
exited	0	table: ...`)
}

// A parent writes its child's maps, also from inside a pid namespace, where the
// child has another number than in the /proc that nslua holds.
func TestIDMapOfChild(t *testing.T) {
	eachUser(t, func(t *testing.T, run func(string) result) {
		wantLines(t, ended(t, run(`
			local function child()
				local r, w = pipe()
				local p = clone(CLONE_NEWUSER)
				if p == 0 then
					close(w) read(r, 1)
					print(getuid(), getgid())
					exit(0)
				end
				print(idmap(p, "root"))
				close(w)
				print(select(2, waitpid(p)))
			end
			child()
			assert(unshare(CLONE_NEWUSER + CLONE_NEWPID))
			assert(idmap "root")
			if fork() == 0 then child() exit(0) end
			wait()
		`)), "0\n0\t0\nexited\t0\ttable: ...\n0\n0\t0\nexited\t0\ttable: ...")
	})
}

// Root may write many lines for another process.
func TestIDMapRanges(t *testing.T) {
	needRoot(t)
	wantLines(t, lua(t, `
		local r, w = pipe()
		local p = clone(CLONE_NEWUSER)
		if p == 0 then
			close(w) read(r, 1)
			print(setgroups({5, 6}), setgid(5), setuid(0), setuid(1001))
			print(getuid(), getgid(), setuid(4))
			exit(0)
		end
		print(idmap(p, {uid = {{0, 100000, 10}, {1000, 1000, 2}}, gid = {{0, 100000, 10}}}))
		close(w)
		print(select(2, waitpid(p)))
	`), `0
0	0	0	0
1001	5	nil	setuid(4): Operation not permitted (EPERM)
hint: without CAP_SETUID this process can go only to its real and its saved uid, ...	1
exited	0	table: ...`)
}

// What idmap would write is what user_namespaces(7) describes, or there is an
// error: no table makes it write anything else.
func FuzzIDMap(f *testing.F) {
	// The bytes are those of fuzzValues.
	uid, gid := []byte{11, 1, 1, 10, 0}, []byte{11, 1, 1, 10, 1} // {uid = what follows}
	own := []byte{0, 11, 3, 0, 3, 0, 0, 4, 125, 3, 0, 3, 1}      // an item {0, 1000, 1}
	f.Add([]byte{10, 5})                                         // "root"
	f.Add([]byte{11, 1, 1, 10, 2, 10, 3})                        // {setgroups = "deny"}
	f.Add(slices.Concat(uid, []byte{11, 1}, own))
	f.Add(slices.Concat(gid, []byte{11, 2}, own, own))
	f.Add(slices.Concat(uid, []byte{11, 1, 0, 11, 3, 0, 4, 1, 32, 0, 3, 255, 0, 4, 1, 53})) // {2^32, -1, 2^53}
	L, _ := NewState()
	f.Fuzz(func(t *testing.T, input []byte) {
		value := (&fuzzValues{L, input}).value(0)
		var m idMap
		_, message := called(t, L, func(L *glua.LState) int {
			m, _ = passed(L, "idmap", 1).idMap(value, identity{1000, 1000})
			return 0
		}, []glua.LValue{value})
		if message != "" {
			if !strings.HasPrefix(message, "bad argument #1 to 'idmap' (") {
				t.Fatal(message)
			}
			return
		}
		checkRanges(t, m.uid)
		checkRanges(t, m.gid)
		if m.setgroups != "" && m.setgroups != "deny" && m.setgroups != "allow" {
			t.Fatalf("setgroups %q", m.setgroups)
		}
	})
}

var rangeLine = regexp.MustCompile(`^(\d+) (\d+) (\d+) ?\n$`)

// checkRanges: each line has three numbers, of 32 bits each.
func checkRanges(t *testing.T, text string) {
	t.Helper()
	for line := range strings.Lines(text) {
		numbers := rangeLine.FindStringSubmatch(line)
		if numbers == nil {
			t.Fatalf("%q has the line %q", text, line)
		}
		for _, number := range numbers[1:] {
			if _, err := strconv.ParseUint(number, 10, 32); err != nil {
				t.Fatalf("%q: %v", text, err)
			}
		}
	}
}

// Since Linux 5.12 whose root is mapped is a matter of CAP_SETFCAP.
func TestIDMapOfRoot(t *testing.T) {
	needRoot(t)
	wantLines(t, lua(t, `
		assert(capset {effective = capget().permitted - CAP_SETFCAP})
		local r, w = pipe()
		local p = clone(CLONE_NEWUSER)
		if p == 0 then close(w) read(r, 1) exit() end
		print(idmap(p, "root"))
		close(w)
		wait()
		assert(cap_drop "setfcap")
		print(unshare(CLONE_NEWUSER, "root"))
	`), `nil	idmap(..., "root"): writing uid_map: Operation not permitted (EPERM)
hint: it needs CAP_SETFCAP, which is in this process's permitted set but not in its effective one: capset {effective = capget().permitted}	1
nil	unshare(CLONE_NEWUSER, "root"): CLONE_NEWUSER is in force, writing uid_map: Operation not permitted (EPERM)
hint: root of the outer user namespace is mapped only for who had CAP_SETFCAP when it made this one (Linux 5.12)	1`)
}

func TestIDMapCurrent(t *testing.T) {
	eachUser(t, func(t *testing.T, run func(string) result) {
		wantLines(t, ended(t, run(`
			local uid, gid = getuid(), getgid()
			local function child(f) if fork() == 0 then f() exit() end wait() end
			child(function()
				unshare(CLONE_NEWUSER)
				print(idmap "current", getuid() == uid, getgid() == gid)
			end)
			child(function()
				print(unshare(CLONE_NEWUSER, "current"), getuid() == uid, getgid() == gid, getidmap().setgroups)
				print(unshare(CLONE_NEWUSER, "current"), getuid() == uid)
			end)
			print(pcall(unshare, CLONE_NEWUTS, "root"))
			print(pcall(unshare, CLONE_NEWUSER, "rot"))
			print(pcall(idmap, "rot"))
			print(pcall(idmap, getpid()))
			print((unshare(CLONE_NEWUSER + CLONE_NEWPID, "root")))
			print(unshare(CLONE_NEWUSER, {uid = {{0, 0, 5}}}))
		`)), `0	true	true
0	true	true	deny
0	true
false	...bad argument #2 to 'unshare' (a map is for CLONE_NEWUSER, which is not among the flags)
false	...bad argument #2 to 'unshare' (table, "root", "current" or "auto" expected, got "rot")
false	...bad argument #1 to 'idmap' (table, "root", "current" or "auto" expected, got "rot")
false	...bad argument #2 to 'idmap' (table, "root", "current" or "auto" expected, got no value)
0
nil	unshare(CLONE_NEWUSER, {uid=[[0, 0, 5]]}): Invalid argument (EINVAL)
hint: the children of this process are in another pid or time namespace ...	22`)
	})
}

// What getidmap returns is what was written and what idmap takes again; who asks
// decides which ids stand outside.
func TestGetidmap(t *testing.T) {
	eachUser(t, func(t *testing.T, run func(string) result) {
		wantLines(t, ended(t, run(`
			local function shown(map)
				local words = {}
				for _, which in ipairs {"uid", "gid"} do
					for _, r in ipairs(map[which]) do words[#words + 1] = which .. " " .. table.concat(r, " ") end
				end
				return table.concat(words, ", ") .. " " .. map.setgroups
			end
			local uid, gid = getuid(), getgid()
			local own = getidmap()
			local function child(map, inside)
				local r, w = pipe()
				local r2, w2 = pipe()
				local p = clone(CLONE_NEWUSER)
				if p == 0 then close(w) read(r, 1) inside() write(w2, "x") close(w2) read(r, 1) exit() end
				print("before", shown(getidmap(p)))
				assert(idmap(p, map))
				write(w, "x") read(r2, 1)
				local got = getidmap(p)
				close(w) waitpid(p)
				close(r) close(r2) close(w2)
				return got
			end
			local map = {uid = {{7, uid, 1}}, gid = {{8, gid, 1}}, setgroups = "deny"}
			local got = child(map, function() print("inside", shown(getidmap()) == "uid 7 " .. uid .. " 1, gid 8 " .. gid .. " 1 deny") end)
			print("outside", shown(got) == "uid 7 " .. uid .. " 1, gid 8 " .. gid .. " 1 deny")
			print("again", shown(child(got, function() end)) == shown(got))
			print(unshare(CLONE_NEWUSER, got), getuid(), getgid())
			-- As one in a namespace within sees its parent's: as those of the one around.
			local p = clone(CLONE_NEWUSER)
			if p == 0 then
				idmap {uid = {{70, 7, 1}}}
				print("within", shown(getidmap()), getidmap(getppid()).uid[1][2])
				exit()
			end
			wait()
			print(getidmap(2^31 - 1))
		`)), `before	 allow
inside	true
outside	true
before	 allow
again	true
0	7	8
within	uid 70 7 1 deny	...
nil	getidmap(2147483647): No such process (ESRCH)	3`)
	})
}

// Root has several ranges written for the process itself, though it is inside then,
// and a helper of which nothing is to be noticed.
func TestUnshareRanges(t *testing.T) {
	needRoot(t)
	wantLines(t, lua(t, allTasks+`
		signal(SIGCHLD, function() print "a child has ended" end)
		print(unshare(CLONE_NEWUSER + CLONE_NEWUTS, {uid = {{0, 100000, 10}, {1000, 1000, 2}}, gid = {{0, 100000, 10}}}))
		print(getuid(), setgroups {5, 6}, setresgid(5, 5, 5), setresuid(1001, 1001, 1001))
		print(wait())
		print(open("/dev/null"))
		signal(SIGCHLD, SIG_DFL)
		tasks("Uid", "Gid", "Groups")
	`), `0
65534	0	0	0
nil	wait(): No child processes (ECHILD)	10
3
Uid: 1001 1001 1001 1001
Gid: 5 5 5 5
Groups: 5 6 `)
}

// A map that cannot be is told, and that the namespace stands.
func TestUnshareMapRefused(t *testing.T) {
	eachUser(t, func(t *testing.T, run func(string) result) {
		wantLines(t, ended(t, run(`
			print(unshare(CLONE_NEWUSER, {uid = {{0, getuid(), 0}}}))
			print(wait())
			print(getuid())
		`)), `nil	unshare(CLONE_NEWUSER, {uid=[[0, ...): CLONE_NEWUSER is in force, writing uid_map: Invalid argument (EINVAL)
hint: a range has a count of at least 1, ...	22
nil	wait(): No child processes (ECHILD)	10
65534`)
	})
	if os.Getuid() == 0 {
		r := finish(t, as(command(`
			print(unshare(CLONE_NEWUSER, {uid = {{0, 4242, 1}, {1, 1, 1}}}))
			print(wait())
		`), otherUser))
		wantLines(t, ended(t, r), `nil	unshare(CLONE_NEWUSER, {uid=[[0, 4242, 1], [1, 1, 1]]}): CLONE_NEWUSER is in force, writing uid_map: Operation not permitted (EPERM)
hint: newuidmap refuses it: ...	1
nil	wait(): No child processes (ECHILD)	10`)
	}
}

// The user of the next tests, who has ids of his own in /etc/subuid.
const tester = ownEtc + `
	etc("subuid", "other:100000:65536\ntester:200000:65536\n4242:300000:10\n\ntester:x:1\n")
	etc("subgid", "tester:400000:1000\n")
	local function child(f) if fork() == 0 then f() exit() end wait() end
	local function become_tester()
		assert(setuidgid "tester")
		assert(prctl(PR_SET_DUMPABLE, true)) -- else /proc gives this process's files to root
	end
	local function show(map)
		for _, which in ipairs {"uid", "gid"} do
			for _, r in ipairs(map[which]) do print(which, unpack(r)) end
		end
		print("setgroups", map.setgroups)
	end
`

const testerMap = `uid	0	4242	1
uid	1	200000	65536
uid	65537	300000	10
gid	0	4243	1
gid	1	400000	1000
setgroups	allow`

// An ordinary user gets the ids of /etc/subuid for the process itself, and for a
// child; no handler, no wait and no descriptor sees what helped.
func TestIDMapAuto(t *testing.T) {
	needRoot(t)
	wantLines(t, lua(t, tester+`
		signal(SIGCHLD, function() print "a child has ended" end)
		become_tester()
		print(unshare(CLONE_NEWUSER + CLONE_NEWPID + CLONE_NEWNS, "auto"))
		show(getidmap())
		print(getuid(), getgid(), wait())
		print(open("/dev/null"))
		signal(SIGCHLD, SIG_DFL)
		child(function() print(getpid(), setgroups {3, 1000}, setresgid(5, 5, 5), setresuid(65546, 65546, 65546), getuid()) end)
	`), "0\n"+testerMap+`
0	0	nil	wait(): No child processes (ECHILD)	10
3
1	0	0	0	65546`)
	wantLines(t, lua(t, tester+`
		become_tester()
		signal(SIGCHLD, SIG_IGN)
		local r, w = pipe()
		local p = clone(CLONE_NEWUSER)
		if p == 0 then close(w) read(r, 1) print(getuid(), setresuid(9, 9, 9), getuid()) exit() end
		print(idmap(p, "auto"))
		show(getidmap(p))
		close(w)
		waitpid(p)
	`), "0\n"+testerMap+"\n0\t0\t9")
}

// Each range of /etc/subuid may be had, and no other.
func TestIDMapSubordinate(t *testing.T) {
	needRoot(t)
	wantLines(t, lua(t, tester+`
		become_tester()
		child(function()
			print(unshare(CLONE_NEWUSER, {uid = {{0, 200005, 5}, {1000, 4242, 1}}, gid = {{0, 400000, 1}}}), getuid())
		end)
		child(function() print(unshare(CLONE_NEWUSER, {uid = {{0, 100000, 1}}})) end)
		child(function()
			unshare(CLONE_NEWUSER)
			print(idmap "auto")
			print(idmap {uid = {{0, 200000, 1}}})
		end)
		child(function()
			setenv("PATH", "/nowhere")
			print(unshare(CLONE_NEWUSER, "auto"))
		end)
	`), `0	1000
nil	unshare(CLONE_NEWUSER, {uid=[[0, 100000, 1]]}): CLONE_NEWUSER is in force, writing uid_map: Operation not permitted (EPERM)
hint: newuidmap refuses it: uid range [0-1) -> [100000-100001) not allowed	1
nil	idmap("auto"): Operation not permitted (EPERM)
hint: a map of several ranges is written from outside, and this process is inside already: unshare(CLONE_NEWUSER, "auto") has it written, or a parent does for its child: idmap(pid, "auto")	1
nil	idmap({uid=[[0, 200000, 1]]}): writing uid_map: Operation not permitted (EPERM)
hint: from within, a map can hold one line, of the own id outside and a count of 1; others are written from outside: unshare(CLONE_NEWUSER, map), or a parent's idmap(pid, map)	1
nil	unshare(CLONE_NEWUSER, "auto"): CLONE_NEWUSER is in force, writing uid_map: Operation not permitted (EPERM)
hint: this process lacks CAP_SETUID, and there is no newuidmap in PATH, which has it: it comes with Debian's package uidmap, elsewhere with shadow-utils	1`)
}

// The line that is missing is named, and nothing has been done.
func TestIDMapNoSubordinate(t *testing.T) {
	needRoot(t)
	wantLines(t, lua(t, tester+`
		etc("subuid", "other:100000:65536\n")
		child(function()
			become_tester()
			print(unshare(CLONE_NEWUSER, "auto"))
			print(getidmap().uid[1][3])
		end)
		child(function() print(unshare(CLONE_NEWUSER, "auto")) end)
		etc("subuid", "root:200000:65536\n")
		child(function() print(unshare(CLONE_NEWUSER, "auto")) end)
		etc("subgid", "root:200000:65536\n")
		child(function() print(unshare(CLONE_NEWUSER, "auto"), setresuid(7, 7, 7)) end)
		os.remove("/etc/subuid")
		child(function() assert(setuidgid(5000, 5000)) print(unshare(CLONE_NEWUSER, "auto")) end)
	`), `nil	unshare(CLONE_NEWUSER, "auto"): looking into /etc/subuid: Operation not permitted (EPERM)
hint: /etc/subuid gives no ids to tester: root can add the line tester:165536:65536 there	1
4294967295
nil	unshare(CLONE_NEWUSER, "auto"): looking into /etc/subuid: Operation not permitted (EPERM)
hint: /etc/subuid gives no ids to root: root can add the line root:165536:65536 there	1
nil	unshare(CLONE_NEWUSER, "auto"): looking into /etc/subgid: Operation not permitted (EPERM)
hint: /etc/subgid gives no ids to root: root can add the line root:401000:65536 there	1
0	0
nil	unshare(CLONE_NEWUSER, "auto"): looking into /etc/subuid: No such file or directory (ENOENT)
hint: /etc/subuid gives no ids to uid 5000, which is not in /etc/passwd: root can add the line 5000:100000:65536 there	2`)
}
