package bindings

import "testing"

func TestPrctlProperties(t *testing.T) {
	eachUser(t, func(t *testing.T, run func(string) result) {
		wantLines(t, ended(t, run(allTasks+`
			print(prctl(PR_GET_DUMPABLE), prctl(PR_SET_DUMPABLE, false), prctl(PR_GET_DUMPABLE), prctl(PR_SET_DUMPABLE, 1))
			print(prctl(PR_SET_TIMERSLACK, 70000), prctl(PR_GET_TIMERSLACK), prctl(PR_SET_TIMERSLACK, 0), prctl(PR_GET_TIMERSLACK))
			print(prctl(PR_SET_THP_DISABLE, true), prctl(PR_GET_THP_DISABLE))
			print(prctl(PR_SET_TIMING, "statistical"), prctl(PR_GET_TIMING) == PR_TIMING_STATISTICAL)
			print(prctl(PR_MCE_KILL, "set", "early"), prctl(PR_MCE_KILL_GET) == PR_MCE_KILL_EARLY, prctl(PR_MCE_KILL, "clear"), prctl(PR_MCE_KILL_GET))
			print(prctl(PR_TASK_PERF_EVENTS_DISABLE), prctl(PR_TASK_PERF_EVENTS_ENABLE), prctl(PR_GET_SECCOMP))
			unshare(CLONE_NEWUSER)
			print(prctl(PR_SET_KEEPCAPS, true), prctl(PR_GET_KEEPCAPS), prctl(PR_GET_SECUREBITS))
			print(prctl(PR_SET_SECUREBITS, SECBIT_NOROOT + SECBIT_KEEP_CAPS_LOCKED), prctl(PR_GET_SECUREBITS))
			print(prctl(PR_CAPBSET_READ, CAP_KILL), prctl(PR_CAPBSET_DROP, CAP_KILL), prctl(PR_CAPBSET_READ, "kill"))
			print(prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_IS_SET, CAP_CHOWN), prctl(PR_CAP_AMBIENT, "clear_all"))
			print(capset {inheritable = CAP_CHOWN}, prctl(PR_CAP_AMBIENT, "raise", CAP_CHOWN), prctl(PR_CAP_AMBIENT, "is_set", CAP_CHOWN))
			tasks("CapAmb")
			print(prctl(PR_CAP_AMBIENT, "lower", CAP_CHOWN), prctl(PR_CAP_AMBIENT, "is_set", CAP_CHOWN))
			if fork() == 0 then execvp("sh", {"-c", "grep CapEff /proc/self/status"}) end
			wait()
		`)), `1	0	0	0
0	70000	0	...
0	1
0	true
0	true	0	2
0	0	...
0	1	SECBIT_KEEP_CAPS
0	SECBIT_NOROOT|SECBIT_KEEP_CAPS_LOCKED
1	0	0
0	0
0	0	1
CapAmb: 0000000000000001
0	0
CapEff:	0000000000000000`)
	})
}

func TestPrctlRefused(t *testing.T) {
	eachUser(t, func(t *testing.T, run func(string) result) {
		wantLines(t, ended(t, run(`
			unshare(CLONE_NEWUSER)
			print(prctl(PR_SET_NO_NEW_PRIVS, false))
			print(prctl(PR_SET_SECUREBITS, "no_setuid_fixup,no_setuid_fixup_locked,keep_caps_locked,no_cap_ambient_raise"))
			print(prctl(PR_SET_SECUREBITS, 0))
			print(prctl(PR_SET_SECUREBITS, prctl(PR_GET_SECUREBITS) - SECBIT_NO_SETUID_FIXUP))
			print(prctl(PR_SET_KEEPCAPS, true))
			capset {inheritable = "kill"}
			print(cap_set_ambient "kill")
			print(prctl(PR_GET_IO_FLUSHER))
			capset {permitted = 0}
			print(prctl(PR_SET_SECUREBITS, prctl(PR_GET_SECUREBITS) + SECBIT_NOROOT))
			print(prctl(PR_CAPBSET_DROP, CAP_KILL))
			print(prctl(PR_SET_IO_FLUSHER, true))
			print(prctl(PR_SET_TIMING, "timestamp"))
			print(prctl(PR_SET_PTRACER, 2^31 - 1))
		`)), `nil	prctl(PR_SET_NO_NEW_PRIVS, false): Invalid argument (EINVAL)
hint: it cannot be taken back, so the value must be 1	22
0
nil	prctl(PR_SET_SECUREBITS, 0): Operation not permitted (EPERM)
hint: SECBIT_NO_SETUID_FIXUP_LOCKED|SECBIT_KEEP_CAPS_LOCKED cannot be taken back	1
nil	prctl(PR_SET_SECUREBITS, SECBIT_NO_SETUID_FIXUP_LOCKED|SECBIT_KEEP_CAPS_LOCKED|SECBIT_NO_CAP_AMBIENT_RAISE): Operation not permitted (EPERM)
hint: SECBIT_NO_SETUID_FIXUP is locked as it is	1
nil	prctl(PR_SET_KEEPCAPS, true): Operation not permitted (EPERM)
hint: SECBIT_KEEP_CAPS_LOCKED is set	1
nil	cap_set_ambient(CAP_KILL): putting CAP_KILL into the ambient set: Operation not permitted (EPERM)
hint: SECBIT_NO_CAP_AMBIENT_RAISE is set: nothing can come into the ambient set	1
nil	prctl(PR_GET_IO_FLUSHER): Operation not permitted (EPERM)
hint: it needs CAP_SYS_RESOURCE in the initial user namespace, and this process has it in its own only	1
nil	prctl(PR_SET_SECUREBITS, SECBIT_NOROOT|...): Operation not permitted (EPERM)
hint: it needs CAP_SETPCAP, which this process lacks, and without a uid map ...	1
nil	prctl(PR_CAPBSET_DROP, CAP_KILL): Operation not permitted (EPERM)
hint: it needs CAP_SETPCAP, which this process lacks...	1
nil	prctl(PR_SET_IO_FLUSHER, true): Operation not permitted (EPERM)
hint: it needs CAP_SYS_RESOURCE, which this process lacks and which counts in the initial user namespace only	1
nil	prctl(PR_SET_TIMING, "timestamp"): Invalid argument (EINVAL)	22
nil	prctl(PR_SET_PTRACER, 2147483647): Invalid argument (EINVAL)
hint: ...	22`)
	})
}

// The value is looked at by the option that takes it.
func TestPrctlMisused(t *testing.T) {
	wantLines(t, lua(t, `
		print(pcall(prctl, 999))
		print(pcall(prctl, "SET_DUMPABEL"))
		print(pcall(prctl, PR_SET_DUMPABLE))
		print(pcall(prctl, PR_SET_DUMPABLE, 2))
		print(pcall(prctl, PR_SET_PDEATHSIG, "KILT"))
		print(pcall(prctl, PR_GET_NAME, 1))
		print(pcall(prctl, PR_SET_NAME, "x", 1))
		print(pcall(prctl, PR_SET_SECUREBITS, CAP_KILL))
		print(pcall(prctl, PR_CAPBSET_DROP, 5))
		print(pcall(prctl, PR_CAPBSET_READ, "kill,chown"))
		print(pcall(prctl, PR_CAP_AMBIENT, "raise"))
		print(pcall(prctl, PR_CAP_AMBIENT, "clear_all", CAP_KILL))
		print(pcall(prctl, PR_SET_TIMERSLACK, -1))
		print(pcall(prctl, PR_SET_SECCOMP, 1))
		print(pcall(prctl, PR_SET_TSC, PR_TSC_SIGSEGV))
		print(pcall(prctl, PR_SET_MM, 1))
		print(pcall(prctl, PR_SET_SYSCALL_USER_DISPATCH, 1))
	`), `false	...bad argument #1 to 'prctl' (prctl option expected, got 999; valid are PR_SET_PDEATHSIG ...)
false	...bad argument #1 to 'prctl' (unknown prctl option 'SET_DUMPABEL'; valid are PR_SET_PDEATHSIG ...)
false	...bad argument #2 to 'prctl' (integer expected, got no value)
false	...bad argument #2 to 'prctl' (integer from 0 to 1 expected, got 2)
false	...bad argument #2 to 'prctl' (unknown signal 'KILT'; ...)
false	...bad argument #2 to 'prctl' (PR_GET_NAME takes no such value)
false	...bad argument #3 to 'prctl' (PR_SET_NAME takes no such value)
false	...bad argument #2 to 'prctl' (securebits expected, got capabilities CAP_KILL)
false	...bad argument #2 to 'prctl' (capability as CAP_SYS_ADMIN or "sys_admin" expected, got integer)
false	...bad argument #2 to 'prctl' (one capability expected, got CAP_CHOWN|CAP_KILL)
false	...bad argument #3 to 'prctl' (capabilities expected, got no value)
false	...bad argument #3 to 'prctl' (PR_CAP_AMBIENT takes no such value)
false	...bad argument #2 to 'prctl' (integer from 0 to 9007199254740992 expected, got -1)
false	...bad argument #1 to 'prctl' (PR_SET_SECCOMP is not to be had here: strict mode would kill nslua at once, ...)
false	...bad argument #1 to 'prctl' (PR_SET_TSC is not to be had here: ...)
false	...bad argument #1 to 'prctl' (PR_SET_MM is not to be had here: ...)
false	...bad argument #1 to 'prctl' (PR_SET_SYSCALL_USER_DISPATCH is not to be had here: ...)`)
}

// What the processor or the kernel may lack works or is refused with a reason.
func TestPrctlOfMachine(t *testing.T) {
	eachUser(t, func(t *testing.T, run func(string) result) {
		ended(t, run(`
			local function check(call, errnos, ...)
				local r, message, errno = ...
				if r == nil then
					assert(errnos[errno], message)
					assert(message:match "\nhint: ", message)
				end
			end
			check("core", {[ENODEV] = true, [EINVAL] = true}, prctl(PR_SCHED_CORE, "create", 0, "thread_group"))
			check("cookie", {[ENODEV] = true, [EINVAL] = true}, prctl(PR_SCHED_CORE, "get", 0))
			check("spec", {[ENODEV] = true, [ENXIO] = true, [EPERM] = true}, prctl(PR_SET_SPECULATION_CTRL, "store_bypass", "disable"))
			check("spec", {[ENODEV] = true}, prctl(PR_GET_SPECULATION_CTRL, PR_SPEC_STORE_BYPASS))
			check("l1d", {[ENODEV] = true, [EPERM] = true}, prctl(PR_SET_SPECULATION_CTRL, "l1d_flush", "enable"))
			check("merge", {[EINVAL] = true}, prctl(PR_GET_MEMORY_MERGE))
			if prctl(PR_GET_MDWE) then
				assert(prctl(PR_SET_MDWE, PR_MDWE_REFUSE_EXEC_GAIN) == 0 and prctl(PR_GET_MDWE) == PR_MDWE_REFUSE_EXEC_GAIN)
				local _, message, errno = prctl(PR_SET_MDWE, 0)
				assert(errno == EPERM and message:match "taken back", message)
				assert(prctl(PR_CAPBSET_READ, CAP_KILL)) -- and all goes on
				if fork() == 0 then exit(3) end
				assert(select(3, wait()) == 3)
			end
		`))
	})
}
