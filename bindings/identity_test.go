package bindings

import "testing"

// allTasks prints what is different among the threads of this process, as the
// kernel shows them.
const allTasks = `
	local function tasks(...)
		local seen = {}
		local p = io.popen("cat /proc/" .. getpid() .. "/task/*/status")
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
hint: without CAP_SETUID only the real and the saved uid may be set	1
nil	setgid(0): Operation not permitted (EPERM)
hint: without CAP_SETGID only the real and the saved gid may be set	1
nil	setgroups([]): Operation not permitted (EPERM)
hint: it needs CAP_SETGID, which this process lacks	1
nil	chroot("/"): Operation not permitted (EPERM)
hint: it needs CAP_SYS_CHROOT, which this process lacks; ...	1
4242`)
}

func TestUnmappedIDs(t *testing.T) {
	eachUser(t, func(t *testing.T, run func(string) result) {
		wantLines(t, ended(t, run(`
			unshare(CLONE_NEWUSER)
			print(setgroups({}))
			idmap "root"
			print(setuid(5))
			print(setgid(6))
		`)), `nil	setgroups([]): Operation not permitted (EPERM)
hint: this user namespace has no gid map yet: idmap first	1
nil	setuid(5): Invalid argument (EINVAL)
hint: uid 5 is not mapped in this user namespace: idmap maps it	22
nil	setgid(6): Invalid argument (EINVAL)
hint: gid 6 is not mapped in this user namespace: idmap maps it	22`)
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
	`), otherUser))
	wantLines(t, ended(t, r), `nil	sethostname("x"): Operation not permitted (EPERM)
hint: it needs CAP_SYS_ADMIN, which this process lacks; in new namespaces it has it: unshare(CLONE_NEWUSER + CLONE_NEWUTS)	1
nil	sethostname("x"): Operation not permitted (EPERM)
hint: this process has CAP_SYS_ADMIN in its own user namespace, but the uts namespace belongs to an outer one: unshare(CLONE_NEWUTS) first	1
0	nil	sethostname("x...): Invalid argument (EINVAL)
hint: a host name has at most 64 bytes, and this has 65	22`)
}
