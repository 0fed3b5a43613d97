package bindings

import (
	"testing"

	"golang.org/x/sys/unix"
)

func TestUsage(t *testing.T) {
	wantLines(t, lua(t, `
		if fork() == 0 then
			local before = getrusage()
			local until_ = clock_gettime(CLOCK_PROCESS_CPUTIME_ID) + 0.05
			while clock_gettime(CLOCK_PROCESS_CPUTIME_ID) < until_ do end
			local after = getrusage()
			exit(after.utime + after.stime >= before.utime + before.stime + 0.04 and 1 or 2)
		end
		print(select(3, wait()), getrusage("CHILDREN").utime + getrusage("CHILDREN").stime >= 0.05, getrusage(RUSAGE_THREAD).nvcsw >= 0)
		print(getrusage(7))
	`), "1\ttrue\ttrue\nnil\tgetrusage(7): Invalid argument (EINVAL)\t22")
}

func TestMachine(t *testing.T) {
	var name unix.Utsname
	unix.Uname(&name)
	wantLines(t, lua(t, `
		local u = uname()
		print(u.sysname, u.release, u.machine, u.version)
		assert(unshare(CLONE_NEWUSER + CLONE_NEWUTS) and sethostname "inside")
		print(uname().nodename)
		local s = sysinfo()
		print(s.totalram > 1e6 and s.freeram <= s.totalram and s.procs > 1 and s.uptime > 0, #s.loads, s.loads[1] >= 0)
	`), "Linux\t"+unix.ByteSliceToString(name.Release[:])+"\t"+unix.ByteSliceToString(name.Machine[:])+"\t"+unix.ByteSliceToString(name.Version[:])+
		"\ninside\ntrue\t3\ttrue")
}

// It is called in a pid namespace of its own only, which it ends.
func TestReboot(t *testing.T) {
	eachUser(t, func(t *testing.T, run func(string) result) {
		wantLines(t, ended(t, run(`
			for _, cmd in ipairs {LINUX_REBOOT_CMD_RESTART, LINUX_REBOOT_CMD_HALT, "power_off"} do
				local p = assert(clone(CLONE_NEWUSER + CLONE_NEWPID))
				if p == 0 then
					assert(getpid() == 1)
					buffer "flushed\n"
					local q = fork()
					if q == 0 then reboot(cmd) end -- from another process than the first
					while true do pause() end
				end
				print(select(2, waitpid(p)))
			end
			local p = assert(clone(CLONE_NEWUSER + CLONE_NEWPID))
			if p == 0 then
				assert(getpid() == 1)
				print(reboot(LINUX_REBOOT_CMD_CAD_OFF))
				assert(idmap "root")
				assert(unshare(CLONE_NEWUSER))
				print(reboot(LINUX_REBOOT_CMD_HALT))
				exit()
			end
			wait()
		`)), `flushed
killed	1	table: ...
flushed
killed	2	table: ...
flushed
killed	2	table: ...
nil	reboot(LINUX_REBOOT_CMD_CAD_OFF): Invalid argument (EINVAL)	22
nil	reboot(LINUX_REBOOT_CMD_HALT): Operation not permitted (EPERM)
hint: this process has CAP_SYS_BOOT in its own user namespace, but the pid namespace belongs to an outer one: unshare(CLONE_NEWPID) and fork first	1`)
	})
}

func TestPersonality(t *testing.T) {
	eachUser(t, func(t *testing.T, run func(string) result) {
		wantLines(t, ended(t, run(eachThread+`
			print(personality(), personality("ADDR_NO_RANDOMIZE,PER_LINUX32"), personality())
			threads("personality", 1)
			print(personality(0), personality())
			print(pcall(personality, CLONE_NEWPID))
		`)), `PER_LINUX	PER_LINUX	PER_LINUX32|ADDR_NO_RANDOMIZE
00040008
PER_LINUX32|ADDR_NO_RANDOMIZE	PER_LINUX
false	...bad argument #1 to 'personality' (persona expected, got clone flags CLONE_NEWPID)`)
	})
}

func TestUmask(t *testing.T) {
	wantLines(t, lua(t, `
		umask "022"
		print(umask "0077", umask(), umask(0), umask("0022"))
		spawn {"sh", "-c", "umask"} wait()
		print(umask(umask()), umask())
		print(pcall(umask, "999"))
	`), `0022	0077	0077	0000
0022
0022	0022
false	...bad argument #1 to 'umask' (mode as "0644" expected, got "999")`)
}
