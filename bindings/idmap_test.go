package bindings

import (
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
hint: the gid map is written already, and setgroups cannot be denied after it	1
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
	`), `nil	idmap("root"): writing uid_map: Permission denied (EACCES)
hint: this process has changed its uid or gid, ...	13
nil	idmap(1, "root"): writing uid_map: Permission denied (EACCES)
hint: the files of that process in /proc belong to another user, ...	13`)
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
		print(idmap(p, {gid = {{0, getgid(), 1}}}))
		print(idmap(p, "root"))
		close(w)
		print(select(2, wait()))
	`), otherUser))
	wantLines(t, ended(t, r), `nil	idmap(..., {uid=[[0, ...): writing uid_map: Operation not permitted (EPERM)
hint: newuidmap refuses it: ...	1
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
hint: without CAP_SETUID only the real and the saved uid may be set	1
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
	L := glua.NewState()
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
