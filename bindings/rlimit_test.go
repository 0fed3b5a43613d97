package bindings

import "testing"

func TestLimits(t *testing.T) {
	eachUser(t, func(t *testing.T, run func(string) result) {
		wantLines(t, ended(t, run(`
			print(RLIM_INFINITY == 1/0)
			assert(setrlimit("FSIZE", {cur = 4096, max = "unlimited"}))
			local size = getrlimit(RLIMIT_FSIZE)
			print(size.cur, size.max == RLIM_INFINITY)
			assert(setrlimit("FSIZE", {max = 8192}))
			size = prlimit(0, "RLIMIT_FSIZE", {cur = 100})
			print(size.cur, size.max)
			spawn {"prlimit", "-o", "SOFT,HARD", "--noheadings", "--fsize"} wait()
			-- of a child, by pid
			local p, fd = clone(0)
			if p == 0 then pause() end
			size = prlimit(p, "FSIZE", {cur = 50})
			print(size.cur, prlimit(p, "FSIZE").cur, getrlimit("FSIZE").cur)
			kill(p, "KILL") wait()
			print(prlimit(p, "FSIZE"))
			print(setrlimit("FSIZE", {cur = 9000}))
			print(getrlimit(99))
		`)), `true
4096	true
4096	8192
 100 8192
100	50	100
nil	prlimit(..., RLIMIT_FSIZE): No such process (ESRCH)	3
nil	setrlimit(RLIMIT_FSIZE, {cur=9000}): Invalid argument (EINVAL)
hint: the soft limit cur (9000) cannot be above the hard limit max (8192)	22
nil	getrlimit(99): Invalid argument (EINVAL)	22`)
	})
}

func TestLimitMisuse(t *testing.T) {
	wantLines(t, lua(t, `
		print(pcall(setrlimit, "CORE", {cur = -1}))
		print(pcall(setrlimit, "CORE", {cur = "many"}))
		print(pcall(setrlimit, "CORE", {soft = 1}))
		print(pcall(setrlimit, "CORE", 1))
		print(pcall(setrlimit, "CORE", {cur = 2^60}))
	`), `false	...bad argument #2 to 'setrlimit' (cur: integer from 0 to 9007199254740992 expected, got -1)
false	...bad argument #2 to 'setrlimit' (cur: integer, RLIM_INFINITY or "unlimited" expected, got string)
false	...bad argument #2 to 'setrlimit' (unknown field 'soft'; valid are cur max)
false	...bad argument #2 to 'setrlimit' (table expected, got number)
false	...bad argument #2 to 'setrlimit' (cur: integer from 0 to 9007199254740992 expected, got 1152921504606846976)`)
}

func TestLimitRefused(t *testing.T) {
	needRoot(t)
	wantLines(t, ended(t, finish(t, as(command(`
		assert(setrlimit("CORE", {cur = 5, max = 10}))
		print(setrlimit("CORE", {max = 11}))
		print(setrlimit("NOFILE", {max = 2e9}))
		print(prlimit(1, "CORE", {cur = 0}))
	`), otherUser))), `nil	setrlimit(RLIMIT_CORE, {max=11}): Operation not permitted (EPERM)
hint: the hard limit RLIMIT_CORE is 10, and to raise it needs CAP_SYS_RESOURCE in the initial user namespace	1
nil	setrlimit(RLIMIT_NOFILE, {max=2000000000}): Operation not permitted (EPERM)
hint: /proc/sys/fs/nr_open allows a process no more than ... descriptors	1
nil	prlimit(1, RLIMIT_CORE, {cur=0}): Operation not permitted (EPERM)
hint: that process belongs to another user (uid 0, and this process's is 4242): it needs CAP_SYS_RESOURCE in that process's user namespace	1`)
}

// What a script sets is what it sees and what its children and programs get, and
// however few descriptors it leaves, it forks on. Few programs run with less than
// four.
func TestFewDescriptors(t *testing.T) {
	eachUser(t, func(t *testing.T, run func(string) result) {
		wantLines(t, ended(t, run(`
			for _, n in ipairs {70, 10, 4} do
				assert(setrlimit("NOFILE", {cur = n, max = n}))
				assert(not execvp("no-such-program", {}) and not execv("/", {}) and not execv("/dev/null", {}))
				local p = fork()
				if p == 0 then
					local limit = getrlimit "NOFILE"
					print(limit.cur, limit.max)
					if fork() == 0 then execvp("sh", {"-c", "ulimit -Sn; ulimit -Hn"}) end
					wait()
					exit()
				end
				waitpid(p)
				spawn {"sh", "-c", "ulimit -Sn; ulimit -Hn"} wait()
				local limit = getrlimit "NOFILE"
				print(limit.cur, limit.max)
			end
			print(open "/dev/null", open "/dev/null")
			if getuid() ~= 0 then print(select(3, setrlimit("NOFILE", {max = 9}))) else print(EPERM) end
		`)), "70\t70\n70\n70\n70\n70\n70\t70\n10\t10\n10\n10\n10\n10\n10\t10\n4\t4\n4\n4\n4\n4\n4\t4\n3\tnil\topen(\"/dev/null\"): Too many open files (EMFILE)\n"+
			"hint: all descriptors below 4 are in use, and the hard limit RLIMIT_NOFILE is no higher\t24\n1")
	})
}

// The limit holds for all threads of the host.
func TestCPULimit(t *testing.T) {
	wantLines(t, lua(t, `
		local p = fork()
		if p == 0 then
			setrlimit("CPU", {cur = 0, max = 5})
			while true do end
		end
		print(select(2, waitpid(p)))
	`), "killed\t24\ttable: ...")
}
