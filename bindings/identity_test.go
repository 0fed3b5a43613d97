package bindings

import "testing"

// allTasks prints what is different among the threads of this process, as the
// kernel shows them.
const allTasks = `
	local function tasks(...)
		local seen = {}
		local p = assert(io.popen("cat /proc/" .. getpid() .. "/task/*/status"))
		for line in p:lines() do
			local label = line:match("^(%w+):")
			for _, want in ipairs {...} do
				if label == want and not seen[line] then seen[line] = true print((line:gsub("%s+", " "))) end
			end
		end
		p:close()
	end
`

// Identity, groups and no_new_privs change for the whole process.
func TestIdentityOfAllThreads(t *testing.T) {
	needRoot(t)
	wantLines(t, lua(t, allTasks+`
		print(setgroups({7, 8}), setgid(4243), prctl(PR_SET_NO_NEW_PRIVS, 1), setuid(4242))
		tasks("Uid", "Gid", "Groups", "NoNewPrivs", "CapEff")
		print(getuid(), geteuid(), getgid(), getegid())
		print(setuid(0))
		print(setgid(0))
		print(setgroups({}))
		print(chroot("/"))
		if fork() == 0 then print(getuid()) exit(0) end
		wait()
	`), `0	0	0	0
Uid: 4242 4242 4242 4242
Gid: 4243 4243 4243 4243
Groups: 7 8 
CapEff: 0000000000000000
NoNewPrivs: 1
4242	4242	4243	4243
nil	setuid(0): Operation not permitted (EPERM)
hint: without CAP_SETUID this process can go only to its real and its saved uid, ...	1
nil	setgid(0): Operation not permitted (EPERM)
hint: without CAP_SETGID this process can go only to its real and its saved gid, ...	1
nil	setgroups([]): Operation not permitted (EPERM)
hint: it needs CAP_SETGID, which this process lacks; ...	1
nil	chroot("/"): Operation not permitted (EPERM)
hint: it needs CAP_SYS_CHROOT, which this process lacks; ...	1
4242`)
}

// All forms, each seen in every thread; getres*id returns what was set.
func TestSetIDs(t *testing.T) {
	needRoot(t)
	wantLines(t, lua(t, allTasks+`
		print(setresgid(1, 2, 3), getresgid())
		print(setregid(nil, 7), getresgid())
		print(setegid(1), getresgid())
		print(setgroups {9, 10}, unpack(getgroups()))
		print(setfsgid(8), setfsgid(-1), setfsgid(-1))
		print(setresuid(1, 2, 0), getresuid())
		print(seteuid(0), setfsuid(5), setfsuid(-1))
		tasks("Uid", "Gid", "Groups")
		print(setreuid(4, 6), getresuid())
		print(seteuid(4), setreuid(4, 4), getresuid())
		print(setreuid(0))
		print(setresuid(-1, 1))
		print(setresgid(nil, nil, 12))
		print(setfsuid(1))
		print(setfsgid(20))
		print(seteuid(2^32 - 1))
		print(pcall(setresuid, -2))
		print(pcall(setfsuid, 2^32 - 1))
	`), `0	1	2	3
0	1	7	7
0	1	1	7
0	9	10
1	8	8
0	1	2	0
0	0	5
Uid: 1 0 0 5
Gid: 1 1 7 8
Groups: 9 10 
0	4	6	6
0	0	4	4	4
nil	setreuid(0): Operation not permitted (EPERM)
hint: without CAP_SETUID a uid can become the real, the effective or the saved one only, and these are 4, 4 and 4; ...	1
nil	setresuid(-1, 1): Operation not permitted (EPERM)
hint: without CAP_SETUID a uid can become the real, the effective or the saved one only, and these are 4, 4 and 4; ...	1
nil	setresgid(NULL, NULL, 12): Operation not permitted (EPERM)
hint: without CAP_SETGID a gid can become the real, the effective or the saved one only, and these are 1, 1 and 7; ...	1
nil	setfsuid(1): Operation not permitted (EPERM)
hint: without CAP_SETUID a uid can become the real, ...	1
nil	setfsgid(20): Operation not permitted (EPERM)
hint: without CAP_SETGID a gid can become the real, ...	1
nil	seteuid(4294967295): Invalid argument (EINVAL)	22
false	...bad argument #1 to 'setresuid' (integer from -1 to 4294967294 expected, got -2)
false	...bad argument #1 to 'setfsuid' (integer from -1 to 4294967294 expected, got 4294967295)`)
}

func TestUnmappedIDs(t *testing.T) {
	eachUser(t, func(t *testing.T, run func(string) result) {
		wantLines(t, ended(t, run(`
			unshare(CLONE_NEWUSER)
			print(setgroups({}))
			idmap "root"
			print(setuid(5))
			print(setgid(6))
			print(setresuid(0, 7))
			print(setfsuid(8))
			print(setresgid(0, 0, 9))
			print(initgroups("root", 5))
			print(setuidgid("root"))
		`)), `nil	setgroups([]): Operation not permitted (EPERM)
hint: this user namespace has no gid map yet: idmap first	1
nil	setuid(5): Invalid argument (EINVAL)
hint: uid 5 is not mapped in this user namespace: idmap maps it	22
nil	setgid(6): Invalid argument (EINVAL)
hint: gid 6 is not mapped in this user namespace: idmap maps it	22
nil	setresuid(0, 7): Invalid argument (EINVAL)
hint: uid 7 is not mapped in this user namespace: idmap maps it	22
nil	setfsuid(8): Invalid argument (EINVAL)
hint: uid 8 is not mapped in this user namespace: idmap maps it	22
nil	setresgid(0, 0, 9): Invalid argument (EINVAL)
hint: gid 9 is not mapped in this user namespace: idmap maps it	22
nil	initgroups("root", 5): Operation not permitted (EPERM)
hint: setgroups is denied in this user namespace for good: /proc/self/setgroups is deny	1
nil	setuidgid("root"): setting the groups: Operation not permitted (EPERM)
hint: setgroups is denied in this user namespace for good: /proc/self/setgroups is deny	1`)
	})
}

func TestSetgroupsRefused(t *testing.T) {
	needRoot(t)
	wantLines(t, lua(t, `
		local many = {}
		for gid = 1, 65537 do many[gid] = gid end
		print(setgroups(many))
		local r, w = pipe()
		local p = clone(CLONE_NEWUSER)
		if p == 0 then
			close(w) read(r, 1)
			print(setgroups({5, 10, 11}))
			exit(0)
		end
		assert(idmap(p, {uid = {{0, 0, 1}}, gid = {{0, 0, 10}}}))
		close(w)
		wait()
	`), `nil	setgroups([1, ...): Invalid argument (EINVAL)
hint: a process has at most 65536 groups, and these are 65537	22
nil	setgroups([5, 10, 11]): Invalid argument (EINVAL)
hint: gid 10 is not mapped in this user namespace: idmap maps it	22`)
}

func TestHostname(t *testing.T) {
	needRoot(t)
	r := finish(t, as(command(`
		print(sethostname("x"))
		assert(unshare(CLONE_NEWUSER))
		print(sethostname("x"))
		assert(unshare(CLONE_NEWUTS))
		print(sethostname(("x"):rep(64)), sethostname(("x"):rep(65)))
		print(setdomainname "d", getdomainname(), setdomainname(("x"):rep(65)))
	`), otherUser))
	wantLines(t, ended(t, r), `nil	sethostname("x"): Operation not permitted (EPERM)
hint: it needs CAP_SYS_ADMIN, which this process lacks; in new namespaces it has it: unshare(CLONE_NEWUSER + CLONE_NEWUTS)	1
nil	sethostname("x"): Operation not permitted (EPERM)
hint: this process has CAP_SYS_ADMIN in its own user namespace, but the uts namespace belongs to an outer one: unshare(CLONE_NEWUTS) first	1
0	nil	sethostname("x...): Invalid argument (EINVAL)
hint: a host name has at most 64 bytes, and this has 65	22
0	d	nil	setdomainname("x...): Invalid argument (EINVAL)
hint: a domain name has at most 64 bytes, and this has 65	22`)
}
