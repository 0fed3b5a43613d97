package bindings

import "testing"

// What the kernel keeps for each thread is changed in all of the host's.
const eachThread = `
	local function threads(file, column)
		spawn {"sh", "-c", "cut -d' ' -f" .. column .. " /proc/$PPID/task/*/" .. file .. " | sort -u"}
		wait()
	end
`

func TestNice(t *testing.T) {
	eachUser(t, func(t *testing.T, run func(string) result) {
		wantLines(t, ended(t, run(eachThread+`
			print(setpriority(PRIO_PROCESS, 0, 3), nice(2), getpriority(), nice(100), getpriority("process", getpid()))
			threads("stat", 19)
			local p = fork()
			if p == 0 then exit(getpriority()) end
			print(select(3, waitpid(p)))
			print(getpriority(PRIO_PROCESS, p))
			print(setpriority(7, 0, 0))
		`)), `0	5	5	19	19
19
19	table: ...
nil	getpriority(PRIO_PROCESS, ...): No such process (ESRCH)	3
nil	setpriority(7, 0, 0): Invalid argument (EINVAL)	22`)
	})
}

func TestPriorityOfGroup(t *testing.T) {
	wantLines(t, lua(t, `
		local p = fork()
		if p == 0 then while true do pause() end end
		setpgid(p, p)
		print(setpriority(PRIO_PGRP, p, 7), getpriority(PRIO_PGRP, p), getpriority(PRIO_PROCESS, p), getpriority() < 7)
		print(sched_setscheduler(p, "IDLE"), sched_getscheduler(p) == SCHED_IDLE, sched_getscheduler() == SCHED_OTHER)
		print(ioprio_set("PROCESS", p, "IDLE"), ioprio_get("PROCESS", p) == IOPRIO_CLASS_IDLE)
		kill(p, "KILL")
		print(wait() == p)
	`), "0\t7\t7\ttrue\n0\ttrue\ttrue\n0\ttrue\ntrue")
}

func TestScheduler(t *testing.T) {
	eachUser(t, func(t *testing.T, run func(string) result) {
		wantLines(t, ended(t, run(eachThread+`
			print(sched_setscheduler(0, SCHED_BATCH + SCHED_RESET_ON_FORK), sched_getscheduler() == SCHED_BATCH + SCHED_RESET_ON_FORK)
			sched_setscheduler(0, "BATCH")
			threads("stat", 41)
			print(ioprio_set("PROCESS", getpid(), "BE", 5), ioprio_get())
			print(sched_setscheduler(0, SCHED_FIFO, 100))
			print(sched_setparam(0, 1))
			print(sched_setscheduler(0, SCHED_DEADLINE))
			print(sched_getparam(-1))
			print(sched_get_priority_max(99))
			print(pcall(ioprio_set, "PROCESS", 0, 9))
		`)), `0	true
3
0	2	5
nil	sched_setscheduler(0, SCHED_FIFO, 100): Invalid argument (EINVAL)
hint: SCHED_FIFO has priorities from 1 to 99	22
nil	sched_setparam(0, 1): Invalid argument (EINVAL)
hint: SCHED_BATCH has priorities from 0 to 0	22
nil	sched_setscheduler(0, SCHED_DEADLINE): Invalid argument (EINVAL)
hint: SCHED_DEADLINE wants more than a priority (sched_setattr(2))	22
nil	sched_getparam(-1): Invalid argument (EINVAL)	22
nil	sched_get_priority_max(99): Invalid argument (EINVAL)	22
false	...bad argument #3 to 'ioprio_set' (integer from 0 to 7 expected, got 9)`)
	})
}

func TestSchedulingRefused(t *testing.T) {
	needRoot(t)
	wantLines(t, ended(t, finish(t, as(command(`
		setrlimit("NICE", {cur = 0})
		setrlimit("RTPRIO", {cur = 0})
		print(nice(-1))
		print(setpriority(PRIO_PROCESS, 1, 19))
		print(sched_setscheduler(0, SCHED_FIFO, 1))
		sched_setscheduler(0, SCHED_BATCH + SCHED_RESET_ON_FORK)
		print(sched_setscheduler(0, SCHED_BATCH))
		print(sched_setscheduler(1, SCHED_BATCH))
		print(sched_setaffinity(1, {0}))
		print(ioprio_set("PROCESS", 0, "RT"))
	`), otherUser))), `nil	nice(-1): Permission denied (EACCES)
hint: a nice value can be lowered with CAP_SYS_NICE in the initial user namespace only: RLIMIT_NICE is 0	13
nil	setpriority(PRIO_PROCESS, 1, 19): Operation not permitted (EPERM)
hint: that process belongs to another user (uid 0, and this process's is 4242): it needs CAP_SYS_NICE in that process's user namespace	1
nil	sched_setscheduler(0, SCHED_FIFO, 1): Operation not permitted (EPERM)
hint: without CAP_SYS_NICE in the initial user namespace priorities of real time go up to RLIMIT_RTPRIO, which is 0	1
nil	sched_setscheduler(0, SCHED_BATCH): Operation not permitted (EPERM)
hint: SCHED_RESET_ON_FORK can be taken away with CAP_SYS_NICE only	1
nil	sched_setscheduler(1, SCHED_BATCH): Operation not permitted (EPERM)
hint: that process belongs to another user (uid 0, and this process's is 4242): it needs CAP_SYS_NICE in that process's user namespace	1
nil	sched_setaffinity(1, [0]): Operation not permitted (EPERM)
hint: that process belongs to another user (uid 0, and this process's is 4242): it needs CAP_SYS_NICE in that process's user namespace	1
nil	ioprio_set(IOPRIO_WHO_PROCESS, 0, IOPRIO_CLASS_RT): Operation not permitted (EPERM)
hint: IOPRIO_CLASS_RT needs CAP_SYS_NICE or CAP_SYS_ADMIN in the initial user namespace	1`)
}

func TestAffinity(t *testing.T) {
	eachUser(t, func(t *testing.T, run func(string) result) {
		wantLines(t, ended(t, run(`
			local cpus = sched_getaffinity()
			local last = cpus[#cpus]
			print(sched_setaffinity(getpid(), {last, 8000}), #sched_getaffinity(0), getcpu() == last)
			spawn {"sh", "-c", "cat /proc/$PPID/task/*/status | grep Cpus_allowed_list | sort -u | wc -l"} wait()
			local p = fork()
			if p == 0 then exit(#sched_getaffinity()) end
			print(select(3, waitpid(p)))
			print(sched_setaffinity(0, cpus), #sched_getaffinity() == #cpus)
			print(sched_setaffinity(0, {}))
			print(sched_getaffinity(p))
			print(pcall(sched_setaffinity, 0, {"a"}))
			print(pcall(sched_setaffinity, 0, {-1}))
		`)), `0	1	true
1
1	table: ...
0	true
nil	sched_setaffinity(0, []): Invalid argument (EINVAL)	22
nil	sched_getaffinity(...): No such process (ESRCH)	3
false	...bad argument #2 to 'sched_setaffinity' ([1]: integer expected, got string)
false	...bad argument #2 to 'sched_setaffinity' ([1]: integer from 0 to 8191 expected, got -1)`)
	})
}
