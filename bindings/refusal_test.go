package bindings

import (
	"fmt"
	"os"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"unsafe"

	"golang.org/x/sys/unix"
)

// A refused call is one that people meet, and how it is explained to them.
type refused struct {
	kind   string
	uid    int    // whose it is; everyone's too
	filter string // "38 unshare,setns": a seccomp filter refuses these calls with that errno
	script string
	want   string
}

const everyone = -1

// TestRefusals shows each kind of refusal once with its hint; the tests beside the
// calls have more. This machine cannot produce:
//   - kernel.unprivileged_userns_clone = 0, which only Debian's kernels have;
//   - AppArmor's restriction of unprivileged user namespaces, and its profiles: this
//     kernel has no AppArmor;
//   - EUSERS of unshare(CLONE_NEWUSER), which is ENOSPC since Linux 4.9, and ENOSYS of
//     a kernel that is older than the call;
//   - ENOMEM, EAGAIN and ENOSPC because the memory, the processes of the whole machine
//     or the pids are used up: who else is on it would meet them too;
//   - /proc mounted with hidepid, and Yama's ptrace_scope: this kernel has no Yama.
//
// A process of several threads that joins a user namespace is refused to C programs;
// nslua is alone then, and what is left of that are CLONE_FS and the order of
// CLONE_NEWPID.
func TestRefusals(t *testing.T) {
	mountsKept(t)
	for _, r := range refusals {
		t.Run(strings.ReplaceAll(r.kind, " ", "-"), func(t *testing.T) {
			run := func(t *testing.T, run func(script string) result) {
				wantLines(t, ended(t, run(refusalProlog+r.script)), r.want)
			}
			switch {
			case r.uid == everyone:
				eachUser(t, run)
				return
			case r.uid == 0:
				needRoot(t)
			}
			run(t, func(script string) result {
				cmd := command(script)
				if r.filter != "" {
					cmd.Env = append(cmd.Env, filterVariable+"="+r.filter)
				}
				if os.Getuid() == 0 {
					as(cmd, uint32(r.uid))
				}
				return finish(t, cmd)
			})
		})
	}
}

// inside is where most scripts begin, and child is a process to look at.
const refusalProlog = `
	local function inside(flags) assert(unshare(CLONE_NEWUSER + (flags or 0), "root")) end
	local function child(body)
		local r, w = pipe()
		local pid = fork()
		if pid == 0 then
			prctl(PR_SET_PDEATHSIG, SIGKILL)
			close(r)
			if body then body() end
			write(w, "x")
			pause()
		end
		close(w) read(r, 1) close(r)
		return pid
	end
	local function gone(pid) kill(pid, SIGKILL) waitpid(pid) end
	local function inChild(body)
		if fork() == 0 then body() exit() end
		wait()
	end
`

var refusals = []refused{
	{kind: "EPERM no capability", uid: otherUser, script: `
		print(unshare(CLONE_NEWPID + CLONE_NEWNS))
		print(clone(CLONE_NEWNET))
		print(mount("none", "/tmp", "tmpfs"))
		print(umount "/proc")
		print(pivot_root("/tmp", "/tmp"))
		print(sethostname "x")
		print(chroot "/usr")
		print(setns("/proc/self/ns/net", "newnet"))
		print(setuid(0))
		print(setresgid(0, 0, 0))
		print(setgroups {})
	`, want: `nil	unshare(CLONE_NEWPID|CLONE_NEWNS): Operation not permitted (EPERM)
hint: CLONE_NEWPID|CLONE_NEWNS needs CAP_SYS_ADMIN, which this process lacks; in a new user namespace it has it: unshare(CLONE_NEWUSER) first, or together with it	1
nil	clone(CLONE_NEWNET): Operation not permitted (EPERM)
hint: CLONE_NEWNET needs CAP_SYS_ADMIN, which this process lacks; in a new user namespace it has it: unshare(CLONE_NEWUSER) first, or together with it	1
nil	mount("none", "/tmp", "tmpfs"): Operation not permitted (EPERM)
hint: it needs CAP_SYS_ADMIN, which this process lacks; in new namespaces it has it: unshare(CLONE_NEWUSER + CLONE_NEWNS)	1
nil	umount("/proc"): Operation not permitted (EPERM)
hint: it needs CAP_SYS_ADMIN, which this process lacks; in new namespaces it has it: unshare(CLONE_NEWUSER + CLONE_NEWNS)	1
nil	pivot_root("/tmp", "/tmp"): Operation not permitted (EPERM)
hint: it needs CAP_SYS_ADMIN, which this process lacks; in new namespaces it has it: unshare(CLONE_NEWUSER + CLONE_NEWNS)	1
nil	sethostname("x"): Operation not permitted (EPERM)
hint: it needs CAP_SYS_ADMIN, which this process lacks; in new namespaces it has it: unshare(CLONE_NEWUSER + CLONE_NEWUTS)	1
nil	chroot("/usr"): Operation not permitted (EPERM)
hint: it needs CAP_SYS_CHROOT, which this process lacks; in a new user namespace it has it: unshare(CLONE_NEWUSER)	1
nil	setns("/proc/self/ns/net", CLONE_NEWNET): Operation not permitted (EPERM)
hint: joining it needs CAP_SYS_ADMIN in the user namespace that owns it, which is this process's own, and this process lacks it	1
nil	setuid(0): Operation not permitted (EPERM)
hint: without CAP_SETUID this process can go only to its real and its saved uid, ... and ...; in a user namespace of its own it has it: unshare(CLONE_NEWUSER, "root") for 0, "auto" for others	1
nil	setresgid(0, 0, 0): Operation not permitted (EPERM)
hint: without CAP_SETGID a gid can become the real, the effective or the saved one only, and these are ..., ... and ...; in a user namespace of its own it has it: unshare(CLONE_NEWUSER, "root") for 0, "auto" for others	1
nil	setgroups([]): Operation not permitted (EPERM)
hint: it needs CAP_SETGID, which this process lacks; in a user namespace with a map written from outside it has it: unshare(CLONE_NEWUSER, "auto")	1`},
	{kind: "EPERM outer namespace", uid: everyone, script: `
		inside()
		print(sethostname "x")
		print(mount("none", "/tmp", "tmpfs"))
		print(pivot_root("/tmp", "/tmp"))
		print(umount "/proc")
		print(setns("/proc/self/ns/net", "newnet"))
	`, want: `nil	sethostname("x"): Operation not permitted (EPERM)
hint: this process has CAP_SYS_ADMIN in its own user namespace, but the uts namespace belongs to an outer one: unshare(CLONE_NEWUTS) first	1
nil	mount("none", "/tmp", "tmpfs"): Operation not permitted (EPERM)
hint: this process has CAP_SYS_ADMIN in its own user namespace, but the mnt namespace belongs to an outer one: unshare(CLONE_NEWNS) first	1
nil	pivot_root("/tmp", "/tmp"): Operation not permitted (EPERM)
hint: this process has CAP_SYS_ADMIN in its own user namespace, but the mnt namespace belongs to an outer one: unshare(CLONE_NEWNS) first	1
nil	umount("/proc"): Operation not permitted (EPERM)
hint: this process has CAP_SYS_ADMIN in its own user namespace, but the mnt namespace belongs to an outer one: unshare(CLONE_NEWNS) first	1
nil	setns("/proc/self/ns/net", CLONE_NEWNET): Operation not permitted (EPERM)
hint: that net namespace belongs to a user namespace that does not lie within this process's own	1`},
	{kind: "EPERM outer process", uid: 0, script: `
		local root = child()
		inChild(function()
			setgroups {} setgid(4242) setuid(4242)
			print(setns({pid = root}, "newnet"))
			print(nsinfo(root))
			print(enter("/proc/" .. root .. "/ns/net"))
			print(kill(root, SIGTERM))
			print(idmap(root, "root"))
			prctl(PR_SET_DUMPABLE, true)
			inside()
			print(setns({pid = root}, "newuser"))
			print(kill(root, SIGTERM))
		end)
		gone(root)
	`, want: `nil	setns({pid=...}, CLONE_NEWNET): Operation not permitted (EPERM)
hint: that process belongs to another user (uid 0, and this process's is 4242): it needs CAP_SYS_PTRACE in that process's user namespace	1
nil	nsinfo(...): Permission denied (EACCES)
hint: that process belongs to another user (uid 0, and this process's is 4242): it needs CAP_SYS_PTRACE in that process's user namespace	13
nil	enter("/proc/.../ns/net"): Permission denied (EACCES)
hint: that process belongs to another user (uid 0, and this process's is 4242): it needs CAP_SYS_PTRACE in that process's user namespace	13
nil	kill(..., SIGTERM): Operation not permitted (EPERM)
hint: process ... is uid 0's and this one is uid 4242's; it lacks CAP_KILL, which would do for others' processes	1
nil	idmap(..., "root"): writing uid_map: Permission denied (EACCES)
hint: that process belongs to another user (uid 0, and this process's is 4242): it needs CAP_DAC_OVERRIDE in that process's user namespace	13
nil	setns({pid=...}, CLONE_NEWUSER): Operation not permitted (EPERM)
hint: that process is outside of this process's user namespace, which has no number for its user: it needs CAP_SYS_PTRACE in that process's	1
nil	kill(..., SIGTERM): Operation not permitted (EPERM)
hint: this process's CAP_KILL counts in its own user namespace and those below, and process ... is in none of them	1`},
	{kind: "EPERM dropped capability", uid: everyone, script: `
		inside(CLONE_NEWNS)
		capset {effective = capget().effective - CAP_SYS_ADMIN}
		print(mount("none", "/tmp", "tmpfs"))
		capset {effective = 0, permitted = 0}
		print(mount("none", "/tmp", "tmpfs"))
	`, want: `nil	mount("none", "/tmp", "tmpfs"): Operation not permitted (EPERM)
hint: it needs CAP_SYS_ADMIN, which is in this process's permitted set but not in its effective one: capset {effective = capget().permitted}	1
nil	mount("none", "/tmp", "tmpfs"): Operation not permitted (EPERM)
hint: it needs CAP_SYS_ADMIN, which this process lacks; in new namespaces it has it: unshare(CLONE_NEWUSER + CLONE_NEWNS)	1`},
	{kind: "EPERM not mapped", uid: everyone, script: `
		assert(unshare(CLONE_NEWUSER))
		print(unshare(CLONE_NEWUSER))
		print(setuid(0))
		print(setgroups {})
		capset {effective = 0, permitted = 0}
		print(idmap "root")
		print(unshare(CLONE_NEWNS))
		print(sethostname "x")
	`, want: `nil	unshare(CLONE_NEWUSER): Operation not permitted (EPERM)
hint: this process's uid or gid is not mapped in its user namespace, and only a mapped one may make another: idmap first	1
nil	setuid(0): Invalid argument (EINVAL)
hint: uid 0 is not mapped in this user namespace: idmap maps it	22
nil	setgroups([]): Operation not permitted (EPERM)
hint: this user namespace has no gid map yet: idmap first	1
nil	idmap("root"): writing uid_map: Operation not permitted (EPERM)
hint: to write a map needs CAP_SYS_ADMIN in the user namespace, which this process lacks; exec takes it from who is not mapped yet: idmap before that	1
nil	unshare(CLONE_NEWNS): Operation not permitted (EPERM)
hint: CLONE_NEWNS needs CAP_SYS_ADMIN, which this process lacks, and without a uid map it can make no user namespace where it would have it; exec takes all capabilities from who is not mapped: idmap before that	1
nil	sethostname("x"): Operation not permitted (EPERM)
hint: it needs CAP_SYS_ADMIN, which this process lacks, and without a uid map it can make no user namespace where it would have it; exec takes all capabilities from who is not mapped: idmap before that	1`},
	{kind: "EPERM in chroot", uid: everyone, script: `
		inside()
		chroot "/usr"
		print(unshare(CLONE_NEWUSER))
	`, want: `nil	unshare(CLONE_NEWUSER): Operation not permitted (EPERM)
hint: the root directory is not the root of the mount namespace (chroot), and a new user namespace may not be made there	1`},
	{kind: "EPERM seccomp", uid: 0, filter: "1 unshare,mount,sethostname,setuid,setns", script: `
		print(unshare(CLONE_NEWUSER))
		print(mount("none", "/tmp", "tmpfs"))
		print(sethostname "x")
		print(setuid(0))
		print(setns("/proc/self/ns/net", "newnet"))
	`, want: `nil	unshare(CLONE_NEWUSER): Operation not permitted (EPERM)
hint: this process runs under a filter of system calls (seccomp, as in containers), and nothing else that the kernel shows stands in the way	1
nil	mount("none", "/tmp", "tmpfs"): Operation not permitted (EPERM)
hint: this process runs under a filter of system calls (seccomp, as in containers), and nothing else that the kernel shows stands in the way	1
nil	sethostname("x"): Operation not permitted (EPERM)
hint: this process runs under a filter of system calls (seccomp, as in containers), and nothing else that the kernel shows stands in the way	1
nil	setuid(0): Operation not permitted (EPERM)
hint: this process runs under a filter of system calls (seccomp, as in containers), and nothing else that the kernel shows stands in the way	1
nil	setns("/proc/self/ns/net", CLONE_NEWNET): Operation not permitted (EPERM)
hint: this process runs under a filter of system calls (seccomp, as in containers), and nothing else that the kernel shows stands in the way	1`},
	{kind: "EPERM seccomp for ordinary users", uid: otherUser, filter: "1 unshare,setuid", script: `
		print(unshare(CLONE_NEWUSER))
		print(setuid(getuid()))
	`, want: `nil	unshare(CLONE_NEWUSER): Operation not permitted (EPERM)
hint: this process runs under a filter of system calls (seccomp, as in containers), and nothing else that the kernel shows stands in the way	1
nil	setuid(...): Operation not permitted (EPERM)
hint: this process runs under a filter of system calls (seccomp, as in containers), and nothing else that the kernel shows stands in the way	1`},
	{kind: "EPERM maps", uid: otherUser, script: `
		print(idmap "root")
		local gid = getgid()
		assert(unshare(CLONE_NEWUSER))
		print(idmap {uid = {{0, 0, 10}}})
		print(idmap {gid = {{0, gid, 1}}})
		print(write(open("/proc/self/gid_map", O_WRONLY), "0 0 1"))
		print(idmap "auto")
		print(idmap "root")
		print(idmap "root")
		print(idmap {setgroups = "allow"})
		print(setgroups {})
	`, want: `nil	idmap("root"): writing uid_map: Operation not permitted (EPERM)
hint: this user namespace has its map already: unshare(CLONE_NEWUSER, map) makes a new one	1
nil	idmap({uid=[[0, 0, 10]]}): writing uid_map: Operation not permitted (EPERM)
hint: from within, a map can hold one line, of the own id outside and a count of 1; others are written from outside: unshare(CLONE_NEWUSER, map), or a parent's idmap(pid, map)	1
nil	idmap({gid=[[0, ..., 1]]}): writing gid_map: Operation not permitted (EPERM)
hint: from within, a gid map can be written only after setgroups is denied: setgroups = "deny"	1
nil	write(3, "0 0 1"): Operation not permitted (EPERM)
hint: from within, a gid map can be written only after setgroups is denied: setgroups = "deny"	1
nil	idmap("auto"): Operation not permitted (EPERM)
hint: a map of several ranges is written from outside, and this process is inside already: unshare(CLONE_NEWUSER, "auto") has it written, or a parent does for its child: idmap(pid, "auto")	1
0
nil	idmap("root"): writing uid_map: Operation not permitted (EPERM)
hint: the map is written already, and that can be done only once	1
nil	idmap({setgroups="allow"}): writing setgroups: Operation not permitted (EPERM)
hint: setgroups is denied in this user namespace for good	1
nil	setgroups([]): Operation not permitted (EPERM)
hint: setgroups is denied in this user namespace for good: /proc/self/setgroups is deny	1`},
	{kind: "EPERM map of another", uid: 0, script: `
		local fds = {pipe()}
		local outer = child(function()
			assert(unshare(CLONE_NEWUSER, "root"))
			local inner = child(function() assert(unshare(CLONE_NEWUSER)) end)
			write(fds[2], inner .. "\n")
		end)
		local inner = tonumber(read(fds[1], 10))
		print(idmap(inner, "root"))
		print(idmap(outer, "root"))
		gone(outer) kill(inner, SIGKILL)
	`, want: `nil	idmap(..., "root"): writing uid_map: Operation not permitted (EPERM)
hint: the map of a user namespace is written from within it or from the one directly around it, and this process is in neither	1
nil	idmap(..., "root"): writing uid_map: Operation not permitted (EPERM)
hint: the map is written already, and that can be done only once	1`},
	{kind: "EINVAL maps", uid: everyone, script: `
		assert(unshare(CLONE_NEWUSER))
		local many = {}
		for i = 1, 341 do many[i] = {i, i, 1} end
		print((idmap {uid = many}), (select(2, idmap {uid = many}):match "hint: .*"))
		print(idmap {uid = {{0, 10, 5}, {4, 20, 5}}})
	`, want: `nil	hint: a map holds at most 340 ranges, and these are 341
nil	idmap({uid=[[0, 10, 5], [4, 20, 5]]}): writing uid_map: Invalid argument (EINVAL)
hint: a range has a count of at least 1, ends before 4294967295, and has no id, inside or outside, in common with another	22`},
	{kind: "EPERM locked mounts", uid: everyone, script: `
		inside(CLONE_NEWNS)
		print(umount "/proc")
		print(mount(nil, "/proc", nil, MS_REMOUNT + MS_RDONLY))
		print(mount("/proc", "/tmp", nil, MS_MOVE))
		print(mount_bind("/", "/tmp"))
		print(mount("/dev/vda", "/tmp", "ext4"))
	`, want: `nil	umount("/proc"): Invalid argument (EINVAL)
hint: /proc is locked in place, as what comes from a more privileged mount namespace is (mount_namespaces(7)): it can be mounted over, or left behind by pivot(DIR)	22
nil	mount(NULL, "/proc", NULL, MS_RDONLY|MS_REMOUNT): Operation not permitted (EPERM)
hint: without MS_BIND it is the file system that MS_REMOUNT changes, for which it needs CAP_SYS_ADMIN in the user namespace that mounted it; MS_REMOUNT + MS_BIND changes the mount alone, and so does remount(target, flags)	1
nil	mount("/proc", "/tmp", NULL, MS_MOVE): Invalid argument (EINVAL)
hint: /proc is locked in place, as what comes from a more privileged mount namespace is (mount_namespaces(7)): mount_rbind makes another mount of it, which is not	22
nil	mount_bind("/", "/tmp"): Invalid argument (EINVAL)
hint: there are mounts below / (...), which may not be uncovered because they came from a more privileged mount namespace: with them it can be bound, MS_BIND + MS_REC or mount_rbind	22
nil	mount("/dev/vda", "/tmp", "ext4"): Operation not permitted (EPERM)
hint: ext4 is not one of the file systems that can be mounted in a user namespace: it needs CAP_SYS_ADMIN in the initial one	1`},
	{kind: "EPERM proc of another pid namespace", uid: everyone, script: `
		inside(CLONE_NEWNS)
		print(mount_proc())
		assert(unshare(CLONE_NEWPID))
		print(mount_proc())
	`, want: `nil	mount_proc(): Operation not permitted (EPERM)
hint: a proc shows the process's pid namespace, and that belongs to a user namespace around this process's: unshare(CLONE_NEWPID) and fork first	1
nil	mount_proc(): Operation not permitted (EPERM)
hint: a proc shows the process's own pid namespace, and the one of unshare(CLONE_NEWPID) is for the children: fork first, and mount it in the child	1`},
	{kind: "EPERM masked proc", uid: 0, script: `
		assert(unshare(CLONE_NEWNS))
		assert(make_rprivate "/")
		assert(mount("none", "/proc/irq", "tmpfs", MS_RDONLY))
		inside(CLONE_NEWNS + CLONE_NEWPID)
		inChild(function() print(mount_proc()) end)
	`, want: `nil	mount_proc(): Operation not permitted (EPERM)
hint: the /proc here is covered in part (/proc/irq), and the kernel then grants no other that would show what is below	1`},
	{kind: "EINVAL of unshare", uid: everyone, script: `
		inside(CLONE_NEWPID)
		print(unshare(CLONE_NEWPID))
		print(unshare(CLONE_NEWUSER))
		print(unshare(0x1))
	`, want: `nil	unshare(CLONE_NEWPID): Invalid argument (EINVAL)
hint: this process has made a pid namespace for its children already, and can make only one: unshare again in a child	22
nil	unshare(CLONE_NEWUSER): Invalid argument (EINVAL)
hint: the children of this process are in another pid or time namespace than it is, and the kernel lets the main thread of such a process make no threads any more: unshare CLONE_NEWUSER first (or together with it), or in the child	22
nil	unshare(0x1): Invalid argument (EINVAL)	22`},
	{kind: "EINVAL of setns", uid: everyone, script: `
		local inner = child(function() inside(CLONE_NEWNET) end)
		print(setns("/proc/self/ns/user"))
		print(setns("/proc/self/ns/net", CLONE_NEWUSER))
		print(setns("/dev/null", CLONE_NEWNET))
		local pid = clone(CLONE_FS)
		if pid == 0 then print(setns({pid = inner}, CLONE_NEWUSER)) exit() end
		wait()
		print(clone(CLONE_FS + CLONE_NEWUSER))
		gone(inner)
	`, want: `nil	setns("/proc/self/ns/user"): Invalid argument (EINVAL)
hint: this process is in that user namespace already	22
nil	setns("/proc/self/ns/net", CLONE_NEWUSER): Invalid argument (EINVAL)
hint: that is a net namespace (CLONE_NEWNET)	22
nil	setns("/dev/null", CLONE_NEWNET): Invalid argument (EINVAL)
hint: that is neither a namespace nor a process	22
nil	setns({pid=...}, CLONE_NEWUSER): Invalid argument (EINVAL)
hint: this process shares its root and working directory with another (CLONE_FS), and so cannot be in another mount or user namespace	22
nil	clone(CLONE_NEWUSER|CLONE_FS): Invalid argument (EINVAL)
hint: a process that shares its root and working directory (CLONE_FS) cannot be in another mount or user namespace	22`},
	{kind: "EINVAL of pivot_root", uid: everyone, script: `
		inside(CLONE_NEWNS)
		assert(mount("none", "/tmp", "tmpfs"))
		mkdir "/tmp/dir" mkdir "/tmp/new"
		assert(mount("none", "/tmp/new", "tmpfs"))
		mkdir "/tmp/new/old"
		print(pivot_root("/tmp/dir", "/tmp/dir"))
		print(pivot_root("/tmp/new", "/tmp/dir"))
		print(pivot_root("/proc", "/proc"))
		print(pivot_root("/", "/"))
		make_shared "/tmp"
		print(pivot_root("/tmp/new", "/tmp/new/old"))
		make_private "/tmp"
		chroot "/tmp/new/old"
		print(pivot_root("/", "/"))
	`, want: `nil	pivot_root("/tmp/dir", "/tmp/dir"): Invalid argument (EINVAL)
hint: /tmp/dir is not a mount point: mount_bind(DIR, DIR) makes one of a directory, and pivot(DIR) does all there is to do	22
nil	pivot_root("/tmp/new", "/tmp/dir"): Invalid argument (EINVAL)
hint: /tmp/dir is not below /tmp/new	22
nil	pivot_root("/proc", "/proc"): Invalid argument (EINVAL)
hint: /proc is locked in place, as what comes from a more privileged mount namespace is: mount_rbind(DIR, DIR) makes another mount of it, and pivot(DIR) does all there is to do	22
nil	pivot_root("/", "/"): Invalid argument (EINVAL)
hint: / is the root directory already	22
nil	pivot_root("/tmp/new", "/tmp/new/old"): Invalid argument (EINVAL)
hint: the mount at /tmp is shared: make_rprivate("/") first	22
nil	pivot_root("/", "/"): Device or resource busy (EBUSY)
hint: / is not a mount point (chroot): pivot_root comes before chroot, or in its place	16`},
	{kind: "ENOMEM of a dead pid namespace", uid: everyone, script: `
		inside(CLONE_NEWPID)
		inChild(function() end)
		print(fork())
		print(spawn {"true"})
		print(clone(CLONE_NEWNS))
	`, want: `nil	fork(): Cannot allocate memory (ENOMEM)
hint: the first process of the pid namespace for this process's children has ended, and with it the namespace: nothing can be forked there any more. That is what unshare --fork is for: after unshare(CLONE_NEWPID) fork once, and do the rest in that child, which is the namespace's pid 1	12
nil	spawn(["true"]): Cannot allocate memory (ENOMEM)
hint: the first process of the pid namespace for this process's children has ended, and with it the namespace: nothing can be forked there any more. That is what unshare --fork is for: after unshare(CLONE_NEWPID) fork once, and do the rest in that child, which is the namespace's pid 1	12
nil	clone(CLONE_NEWNS): Cannot allocate memory (ENOMEM)
hint: the first process of the pid namespace for this process's children has ended, ...	12`},
	{kind: "ENOSPC of limits", uid: everyone, script: `
		inside()
		ns_limits {net = 1, uts = 0}
		print(unshare(CLONE_NEWUTS))
		print(unshare(CLONE_NEWNET), unshare(CLONE_NEWNET))
		local deep = 0
		repeat
			local ok, message = unshare(CLONE_NEWUSER, "root")
			if ok then deep = deep + 1 end
		until not ok
		print(deep > 20, unshare(CLONE_NEWUSER, "root"))
		ns_limits {user = 0}
		print(unshare(CLONE_NEWUSER + CLONE_NEWNET))
		print(clone(CLONE_NEWUSER))
	`, want: `nil	unshare(CLONE_NEWUTS): No space left on device (ENOSPC)
hint: CLONE_NEWUTS is switched off here: /proc/sys/user/max_uts_namespaces is 0, and ns_limits {uts = N} with CAP_SYS_RESOURCE in this user namespace raises it	28
0	nil	unshare(CLONE_NEWNET): No space left on device (ENOSPC)
hint: the limit of this user namespace or of one around it is reached (/proc/sys/user/max_net_namespaces is 1)	28
true	nil	unshare(CLONE_NEWUSER, "root"): No space left on device (ENOSPC)
hint: the limit of this user namespace or of one around it is reached (/proc/sys/user/max_user_namespaces is 2147483647), or user namespaces are 32 deep here, which is the most	28
nil	unshare(CLONE_NEWUSER|CLONE_NEWNET): No space left on device (ENOSPC)
hint: CLONE_NEWUSER is switched off here: /proc/sys/user/max_user_namespaces is 0, and ns_limits {user = N} with CAP_SYS_RESOURCE in this user namespace raises it	28
nil	clone(CLONE_NEWUSER): No space left on device (ENOSPC)
hint: CLONE_NEWUSER is switched off here: /proc/sys/user/max_user_namespaces is 0, and ns_limits {user = N} with CAP_SYS_RESOURCE in this user namespace raises it	28`},
	{kind: "ENOSPC of depth", uid: everyone, script: `
		inside()
		local function deeper()
			local ok, message, errno = unshare(CLONE_NEWPID)
			if not ok then print(message, errno) exit() end
			if fork() == 0 then deeper() end
			wait() exit()
		end
		deeper()
	`, want: `unshare(CLONE_NEWPID): No space left on device (ENOSPC)
hint: pid namespaces go 32 deep, and this process is in the last	28`},
	{kind: "EBUSY", uid: everyone, script: `
		inside(CLONE_NEWNS)
		assert(mount("none", "/tmp", "tmpfs"))
		chdir "/tmp"
		print(umount "/tmp")
		chdir "/"
		local fd = open("/tmp/file", O_WRONLY + O_CREAT)
		print(umount "/tmp")
		print(mount(nil, "/tmp", nil, MS_REMOUNT + MS_RDONLY))
		close(fd)
		mkdir "/tmp/sub"
		assert(mount("none", "/tmp/sub", "tmpfs"))
		print(umount "/tmp")
		print(rmdir "/tmp/sub")
		print(pivot "/")
	`, want: `nil	umount("/tmp"): Device or resource busy (EBUSY)
hint: it has the working directory of this process; umount2(target, MNT_DETACH) takes it away for now and undoes it when nothing uses it any more	16
nil	umount("/tmp"): Device or resource busy (EBUSY)
hint: this process has a file on it open, descriptor 3; umount2(target, MNT_DETACH) takes it away for now and undoes it when nothing uses it any more	16
nil	mount(NULL, "/tmp", NULL, MS_RDONLY|MS_REMOUNT): Device or resource busy (EBUSY)
hint: a file on it is open for writing: descriptor 3 of this process	16
nil	umount("/tmp"): Device or resource busy (EBUSY)
hint: there are mounts below it (/tmp/sub); umount2(target, MNT_DETACH) takes it away for now and undoes it when nothing uses it any more	16
nil	rmdir("/tmp/sub"): Device or resource busy (EBUSY)
hint: /tmp/sub is a mount point	16
nil	pivot("/"): Device or resource busy (EBUSY)
hint: / is the root directory already	16`},
	{kind: "EUSERS", uid: everyone, script: `
		inside(CLONE_NEWPID)
		local time = child(function() assert(unshare(CLONE_NEWTIME)) end)
		print(setns("/proc/" .. time .. "/ns/time_for_children"))
		gone(time)
	`, want: `nil	setns("/proc/.../ns/time_for_children"): Too many users (EUSERS)
hint: the children of this process are in another pid or time namespace than it is, and the kernel lets the main thread of such a process make no threads any more: join the user or time namespace first, or in the child	87`},
	{kind: "ENOSYS", uid: otherUser, filter: "38 openat2,clone3,unshare", script: `
		print(openat2(AT_FDCWD, "/", {}))
		print(clone {set_tid = {77}})
		print(unshare(CLONE_NEWUSER))
	`, want: `nil	openat2(AT_FDCWD, "/", []): Function not implemented (ENOSYS)
hint: openat2 came with Linux 5.6 and this is ...: the filter of system calls that this process runs under refuses it (seccomp, as in containers)	38
nil	clone({set_tid=[77]}): Function not implemented (ENOSYS)
hint: set_tid and cgroup need clone3, and the filter of system calls that this process runs under refuses that (seccomp, as in containers)	38
nil	unshare(CLONE_NEWUSER): Function not implemented (ENOSYS)
hint: the filter of system calls that this process runs under refuses it (seccomp, as in containers)	38`},
	{kind: "ESRCH", uid: everyone, script: `
		local pid = fork()
		if pid == 0 then exit() end
		waitid(P_PID, pid, WEXITED + WNOWAIT)
		print(setns({pid = pid}, CLONE_NEWNET))
		print(enter(pid))
		print(mounts(pid))
		wait()
		print(enter(pid))
		print(kill(pid, SIGTERM))
	`, want: `nil	setns({pid=...}, CLONE_NEWNET): No such process (ESRCH)
hint: that process has ended	3
nil	enter(...): opening the cgroup namespace: No such file or directory (ENOENT)
hint: that process has ended, and has no namespaces but its user and pid namespace	2
nil	mounts(...): Invalid argument (EINVAL)
hint: the process has ended, or is about to, and waits to be waited for	22
nil	enter(...): No such process (ESRCH)	3
nil	kill(..., SIGTERM): No such process (ESRCH)	3`},
	{kind: "read-only bind", uid: everyone, script: `
		inside(CLONE_NEWNS)
		assert(mount("none", "/tmp", "tmpfs"))
		mkdir "/tmp/a" mkdir "/tmp/b"
		assert(mount_bind("/tmp/a", "/tmp/b", MS_RDONLY))
		print(open("/tmp/b/file", O_WRONLY + O_CREAT))
		print(mkdir "/tmp/b/dir")
		print(umount "/tmp/a")
	`, want: `nil	open("/tmp/b/file", O_WRONLY|O_CREAT): Read-only file system (EROFS)
hint: the mount at /tmp/b is read-only	30
nil	mkdir("/tmp/b/dir"): Read-only file system (EROFS)
hint: the mount at /tmp/b is read-only	30
nil	umount("/tmp/a"): Invalid argument (EINVAL)
hint: /tmp/a is not a mount point	22`},
	{kind: "script without interpreter", uid: everyone, script: `
		inside(CLONE_NEWNS)
		assert(mount("none", "/tmp", "tmpfs"))
		local fd = open("/tmp/script", O_WRONLY + O_CREAT, "0755")
		write(fd, "echo hello\n") close(fd)
		print(execv("/tmp/script", {}))
		fd = open("/tmp/script", O_WRONLY + O_TRUNC)
		write(fd, "#!/no/shell\n") close(fd)
		print(execv("/tmp/script", {}))
		chmod("/tmp/script", "0644")
		print(execv("/tmp/script", {}))
	`, want: `nil	execv("/tmp/script", []): Exec format error (ENOEXEC)
hint: /tmp/script is no program: it begins neither with #! nor as ELF does; execvp gives a script without #! to the shell	8
nil	execv("/tmp/script", []): No such file or directory (ENOENT)
hint: /tmp/script is run by /no/shell, and there is no /no	2
nil	execv("/tmp/script", []): Permission denied (EACCES)
hint: /tmp/script may not be executed by uid 0 (mode 0644, owner 0:0)	13`},
}

// filterVariable has a process of the tests begin under a filter as containers have
// one: refused.filter.
const filterVariable = "NSLUA_TEST_FILTER"

var filteredCalls = map[string]uint32{
	"unshare": unix.SYS_UNSHARE, "setns": unix.SYS_SETNS, "mount": unix.SYS_MOUNT, "sethostname": unix.SYS_SETHOSTNAME,
	"setuid": unix.SYS_SETUID, "clone3": unix.SYS_CLONE3, "openat2": unix.SYS_OPENAT2,
}

// enterFilter begins anew under the filter, which exec keeps, so that all threads
// have it.
func enterFilter(text string) {
	errno, calls, _ := strings.Cut(text, " ")
	number, err := strconv.Atoi(errno)
	if err != nil {
		panic(err)
	}
	program := []unix.SockFilter{{Code: unix.BPF_LD | unix.BPF_W | unix.BPF_ABS}} // seccomp_data.nr (linux/seccomp.h)
	for name := range strings.SplitSeq(calls, ",") {
		call, ok := filteredCalls[name]
		if !ok {
			panic(name)
		}
		program = append(program,
			unix.SockFilter{Code: unix.BPF_JMP | unix.BPF_JEQ | unix.BPF_K, K: call, Jf: 1},
			unix.SockFilter{Code: unix.BPF_RET | unix.BPF_K, K: unix.SECCOMP_RET_ERRNO | uint32(number)})
	}
	program = append(program, unix.SockFilter{Code: unix.BPF_RET | unix.BPF_K, K: unix.SECCOMP_RET_ALLOW})
	fprog := unix.SockFprog{Len: uint16(len(program)), Filter: &program[0]}
	if err := unix.Prctl(unix.PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0); err != nil {
		panic(err)
	}
	if err := unix.Prctl(unix.PR_SET_SECCOMP, unix.SECCOMP_MODE_FILTER, uintptr(unsafe.Pointer(&fprog)), 0, 0); err != nil {
		panic(err)
	}
	os.Unsetenv(filterVariable)
	panic(fmt.Sprint(syscall.Exec("/proc/self/exe", os.Args, os.Environ())))
}
