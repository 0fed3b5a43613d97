package bindings

import (
	"os"
	"strings"
	"testing"
)

// What capget says is what the kernel shows of this process and of another.
func TestCapget(t *testing.T) {
	eachUser(t, func(t *testing.T, run func(string) result) {
		wantLines(t, ended(t, run(`
			local labels = {CapEff = "effective", CapPrm = "permitted", CapInh = "inheritable", CapBnd = "bounding", CapAmb = "ambient"}
			local function check(pid, caps)
				local n = 0
				for line in io.lines("/proc/" .. pid .. "/status") do
					local label, hex = line:match("^(Cap%w+):%s*(%x+)")
					if label then
						assert(caps[labels[label]]:number() == tonumber(hex, 16), line)
						n = n + 1
					end
				end
				return n
			end
			print(check("self", capget()), check(getppid(), capget(getppid())), check(1, capget(1)))
			unshare(CLONE_NEWUSER)
			cap_set_ambient("chown,kill")
			cap_drop_bound("sys_boot")
			local c = capget()
			print(check("self", c), c.ambient, c.bounding:has(CAP_SYS_BOOT), c.permitted:has(CAP_SYS_BOOT))
			print(capget(2^31 - 1))
			print(CAP_SYS_ADMIN:number() == 2^21, CAP_ALL - CAP_ALL + CAP_KILL == CAP_KILL)
		`)), `5	5	5
5	CAP_CHOWN|CAP_KILL	false	true
nil	capget(2147483647): No such process (ESRCH)	3
true	true`)
	})
}

// Each set is set for the whole process, and only it, but for what cannot be.
func TestCapset(t *testing.T) {
	eachUser(t, func(t *testing.T, run func(string) result) {
		wantLines(t, ended(t, run(allTasks+`
			local function caps() tasks("CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb") end
			unshare(CLONE_NEWUSER)
			print(capset {bounding = "chown,kill,setpcap", inheritable = "chown,kill"})
			print(capset {permitted = "chown,kill,setpcap", effective = "chown", ambient = "chown,kill"})
			caps()
			print(capset {permitted = CAP_KILL})
			caps()
			print(capset {})
			print(capset {effective = capget().permitted, inheritable = 0})
			caps()
		`)), `0
0
CapInh: 0000000000000021
CapPrm: 0000000000000121
CapEff: 0000000000000001
CapBnd: 0000000000000121
CapAmb: 0000000000000021
0
CapInh: 0000000000000021
CapPrm: 0000000000000020
CapEff: 0000000000000000
CapBnd: 0000000000000121
CapAmb: 0000000000000020
0
0
CapInh: 0000000000000000
CapPrm: 0000000000000020
CapEff: 0000000000000020
CapBnd: 0000000000000121
CapAmb: 0000000000000000`)
	})
}

func TestCapsetRefused(t *testing.T) {
	eachUser(t, func(t *testing.T, run func(string) result) {
		wantLines(t, ended(t, run(`
			unshare(CLONE_NEWUSER)
			print(prctl(PR_CAP_AMBIENT, "raise", CAP_KILL))
			print(capset {ambient = "kill"})
			print(capset {bounding = CAP_ALL - CAP_CHOWN})
			print(capset {bounding = "chown"})
			print(capset {inheritable = "chown"})
			print(capset {permitted = "kill,setpcap", effective = "kill"})
			print(cap_drop_bound "kill")
			print(capset {permitted = "kill"})
			print(cap_drop_bound "kill")
			print(capset {permitted = "kill,fowner"})
			print(capset {effective = "fowner"})
			print(capset {inheritable = "fowner"})
			print(cap_set_ambient "fowner")
			print(capset {effective = 2^50})
			print(pcall(capset, {efective = 0}))
			print(pcall(capset, {effective = "kil"}))
			print(pcall(capset, {effective = CLONE_NEWPID}))
		`)), `nil	prctl(PR_CAP_AMBIENT, "raise", CAP_KILL): Operation not permitted (EPERM)
hint: CAP_KILL is not in the inheritable set, as it must be: cap_set_ambient puts it there	1
nil	capset({ambient="kill"}): putting CAP_KILL into the ambient set: Operation not permitted (EPERM)
hint: CAP_KILL is not in the inheritable set, as it must be: cap_set_ambient puts it there	1
0
nil	capset({bounding="chown"}): Operation not permitted (EPERM)
hint: CAP_CHOWN is not in the bounding set, which can only lose	1
nil	capset({inheritable="chown"}): setting effective, permitted and inheritable: Operation not permitted (EPERM)
hint: CAP_CHOWN is not in the bounding set, and so cannot come into the inheritable one	1
0
nil	cap_drop_bound(CAP_KILL): taking CAP_KILL out of the bounding set: Operation not permitted (EPERM)
hint: it needs CAP_SETPCAP, which is in this process's permitted set but not in its effective one: capset {effective = capget().permitted}	1
0
nil	cap_drop_bound(CAP_KILL): taking CAP_KILL out of the bounding set: Operation not permitted (EPERM)
hint: it needs CAP_SETPCAP, which this process lacks, and without a uid map it can make no user namespace where it would have it; ...	1
nil	capset({permitted="kill,fowner"}): setting effective, permitted and inheritable: Operation not permitted (EPERM)
hint: CAP_FOWNER is not permitted to this process, and permitted can only lose	1
nil	capset({effective="fowner"}): setting effective, permitted and inheritable: Operation not permitted (EPERM)
hint: CAP_FOWNER would be effective and not permitted	1
nil	capset({inheritable="fowner"}): setting effective, permitted and inheritable: Operation not permitted (EPERM)
hint: CAP_FOWNER is not permitted to this process, and without CAP_SETPCAP it cannot come into the inheritable set	1
nil	cap_set_ambient(CAP_FOWNER): setting effective, permitted and inheritable: Operation not permitted (EPERM)
hint: CAP_FOWNER is not permitted to this process, and without CAP_SETPCAP it cannot come into the inheritable set	1
nil	capset({effective=1125899906842624}): Invalid argument (EINVAL)
hint: this kernel does not know 0x4000000000000	22
false	...bad argument #1 to 'capset' (unknown field 'efective'; valid are effective permitted inheritable bounding ambient)
false	...bad argument #1 to 'capset' (effective: unknown capabilities 'kil'; valid are CAP_ALL CAP_CHOWN ...)
false	...bad argument #1 to 'capset' (effective: capabilities expected, got clone flags CLONE_NEWPID)`)
	})
}

// An ordinary user's program has what is ambient, as capsh sees it, and nothing
// of what was dropped.
func TestAmbientOutlastsExec(t *testing.T) {
	cmd := command(`
		unshare(CLONE_NEWUSER, "current")
		print(getuid() > 0, cap_set_ambient(CAP_NET_ADMIN + CAP_KILL + CAP_CHOWN), cap_drop "chown")
		execv("/usr/sbin/capsh", {"--print"})
	`)
	if os.Getuid() == 0 {
		as(cmd, otherUser)
	}
	r := finish(t, cmd)
	seen := map[string]bool{}
	for _, line := range strings.Split(ended(t, r), "\n") {
		seen[line] = true
	}
	for _, want := range []string{
		"true\t0\t0",
		"Current: cap_kill,cap_net_admin=eip",
		"Ambient set =cap_kill,cap_net_admin",
		"Securebits: 00/0x0/1'b0 (no-new-privs=0)",
	} {
		if !seen[want] {
			t.Errorf("%q is not in\n%s", want, r.stdout)
		}
	}
}

// From root to an ordinary user who keeps one capability, and so do its programs.
func TestKeepCaps(t *testing.T) {
	needRoot(t)
	wantLines(t, lua(t, allTasks+`
		print(prctl(PR_SET_KEEPCAPS, true), setuidgid(4242, 4242), capget().effective, capget().permitted:has(CAP_KILL))
		print(capset {permitted = "kill", effective = "kill"}, cap_set_ambient "kill")
		tasks("Uid", "CapInh", "CapPrm", "CapEff", "CapAmb")
		if fork() == 0 then execvp("sh", {"-c", "grep -E '^(Uid|CapEff)' /proc/self/status"}) end
		wait()
	`), `0	0	0	true
0	0
Uid: 4242 4242 4242 4242
CapInh: 0000000000000020
CapPrm: 0000000000000020
CapEff: 0000000000000020
CapAmb: 0000000000000020
Uid:	4242	4242	4242	4242
CapEff:	0000000000000020`)
}

func TestCapDrop(t *testing.T) {
	eachUser(t, func(t *testing.T, run func(string) result) {
		wantLines(t, ended(t, run(allTasks+`
			unshare(CLONE_NEWUSER, "root")
			print(cap_drop(CAP_ALL - CAP_NET_RAW - CAP_KILL))
			tasks("CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb")
			if fork() == 0 then execvp("grep", {"CapEff", "/proc/self/status"}) end
			wait()
			print(cap_drop "all")
		`)), `0
CapInh: 0000000000000000
CapPrm: 0000000000002020
CapEff: 0000000000002020
CapBnd: 0000000000002020
CapAmb: 0000000000000000
CapEff:	0000000000002020
nil	cap_drop(CAP_ALL): taking CAP_KILL out of the bounding set: Operation not permitted (EPERM)
hint: it needs CAP_SETPCAP, which this process lacks; in a new user namespace it has it: unshare(CLONE_NEWUSER)	1`)
	})
}

// While children are to be in another pid namespace, the child is right as a whole.
func TestCapsetWaiting(t *testing.T) {
	eachUser(t, func(t *testing.T, run func(string) result) {
		wantLines(t, ended(t, run(allTasks+`
			unshare(CLONE_NEWUSER + CLONE_NEWPID, "root")
			print(cap_drop(CAP_ALL - CAP_KILL), capget().effective)
			if fork() == 0 then
				for line in io.lines("/proc/self/status") do if line:match "^CapEff" then print(line) end end
				print(getpid(), capget().effective)
				exit()
			end
			wait()
		`)), "0\tCAP_KILL\nCapEff:\t0000000000000020\n1\tCAP_KILL")
	})
}
