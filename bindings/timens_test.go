package bindings

import "testing"

// Offsets are set between unshare and the first child, whose clocks show them.
func TestTimensOffsets(t *testing.T) {
	eachUser(t, func(t *testing.T, run func(string) result) {
		wantLines(t, ended(t, run(`
			assert(unshare(CLONE_NEWUSER + CLONE_NEWTIME))
			local o = timens_offsets {monotonic = 5000.25, boottime = -0.5}
			print(o.monotonic, o.boottime)
			print(timens_offsets {boottime = 7200}.monotonic)
			print(timens_offsets {monotonic = -1e9})
			print(timens_offsets {monotonic = 2^62})
			local before = clock_gettime(CLOCK_MONOTONIC)
			if fork() == 0 then
				local ahead = clock_gettime(CLOCK_MONOTONIC) - before
				print(ahead >= 5000.25 and ahead < 5060, timens_offsets().boottime)
				exit()
			end
			wait()
			print(timens_offsets {monotonic = 1})
			print(timens_offsets(nil, getpid()).monotonic)
			print(pcall(timens_offsets, {realtime = 1}))
		`)), `5000.25	-0.5
5000.25
nil	timens_offsets({monotonic=-1000000000}): Numerical result out of range (ERANGE)
hint: the clocks may be neither negative nor more than about 146 years ahead, ...	34
nil	timens_offsets({monotonic=4611686018427387904}): Numerical result out of range (ERANGE)
hint: ...	34
true	7200
nil	timens_offsets({monotonic=1}): Permission denied (EACCES)
hint: the time namespace for the children has had its first process, ...	13
5000.25
false	...bad argument #1 to 'timens_offsets' (unknown field 'realtime'; valid are monotonic boottime)`)
	})
}

func TestLimitsOfNamespaces(t *testing.T) {
	eachUser(t, func(t *testing.T, run func(string) result) {
		wantLines(t, ended(t, run(`
			assert(unshare(CLONE_NEWUSER))
			local l = ns_limits {net = 1, uts = 0}
			print(l.net, l.uts, l.user > 0 and l.pid > 0 and l.mnt > 0 and l.ipc > 0 and l.cgroup > 0 and l.time > 0)
			print(unshare(CLONE_NEWNET), unshare(CLONE_NEWNET))
			print(unshare(CLONE_NEWUTS))
			print(pcall(ns_limits, {fs = 1}))
			print(pcall(ns_limits, {net = -1}))
		`)), `1	0	true
0	nil	unshare(CLONE_NEWNET): No space left on device (ENOSPC)
hint: the limit of this user namespace or of one around it is reached (/proc/sys/user/max_net_namespaces is 1)	28
nil	unshare(CLONE_NEWUTS): No space left on device (ENOSPC)
hint: CLONE_NEWUTS is switched off here: /proc/sys/user/max_uts_namespaces is 0, ...	28
false	...bad argument #1 to 'ns_limits' (unknown field 'fs'; valid are user cgroup ipc uts net time mnt pid)
false	...bad argument #1 to 'ns_limits' (net: integer from 0 to 2147483647 expected, got -1)`)
	})
}

func TestTimensAndLimitsRefused(t *testing.T) {
	wantLines(t, ordinary(t, `
		print(timens_offsets {monotonic = 1})
		print(ns_limits {net = 1})
	`), `nil	timens_offsets({monotonic=1}): Operation not permitted (EPERM)
hint: it needs CAP_SYS_TIME in the user namespace that owns the time namespace	1
nil	ns_limits({net=1}): writing max_net_namespaces: Permission denied (EACCES)
hint: it needs CAP_SYS_RESOURCE in this process's user namespace; in a new one it has it: unshare(CLONE_NEWUSER)	13`)
}
