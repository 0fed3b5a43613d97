package bindings

import "testing"

func TestEventfd(t *testing.T) {
	wantLines(t, lua(t, `
		local e = eventfd(3, EFD_NONBLOCK)
		print(eventfd_read(e), eventfd_write(e), eventfd_write(e, 4), eventfd_read(e))
		print(eventfd_read(e))
		print(eventfd_write(e, 2^53), eventfd_write(e, 2), eventfd_read(e))
		print(eventfd_write(e, 2^53), eventfd_read(e) == 2^53)
		local s = eventfd(2, "semaphore,nonblock")
		print(eventfd_read(s), eventfd_read(s), (eventfd_read(s)), fcntl(s, F_GETFD))
		local r, w = pipe()
		write(w, "short")
		print(eventfd_read(r))
		print(eventfd_write(w))
		print(read(r, 100))
		print(eventfd_read(1000))
		print(eventfd(0, "0x4"))
		print(eventfd_write(e, u64(-3)), eventfd_write(e, 1), eventfd_read(e) == u64(-2))
		print(pcall(eventfd_write, e, -1))
		print(pcall(eventfd_write, e, 2^54))
		print(pcall(eventfd, 2^32))
		e = eventfd()
		if fork() == 0 then eventfd_write(e, 5) exit() end
		print(eventfd_read(e), (wait()) > 0)
	`), `3	0	0	5
nil	eventfd_read(3): Resource temporarily unavailable (EAGAIN)
hint: the descriptor is O_NONBLOCK, and the counter is 0: poll waits until it is not	11
0	0	9007199254740994
0	true
1	1	nil	FD_CLOEXEC
nil	eventfd_read(5): Invalid argument (EINVAL)
hint: descriptor 5 is no eventfd but pipe:[...]	22
nil	eventfd_write(6): Invalid argument (EINVAL)
hint: descriptor 6 is no eventfd but pipe:[...]	22
short
nil	eventfd_read(1000): Bad file descriptor (EBADF)	9
nil	eventfd(0, 0x4): Invalid argument (EINVAL)	22
0	0	true
false	...bad argument #2 to 'eventfd_write' (integer from 0 to 9007199254740992 expected, got -1)
false	...bad argument #2 to 'eventfd_write' (integer from 0 to 9007199254740992 expected, got 18014398509481984)
false	...bad argument #1 to 'eventfd' (integer from 0 to 4294967295 expected, got 4294967296)
5	true`)
}

func TestTimerfd(t *testing.T) {
	wantLines(t, lua(t, `
		local t = timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK)
		local before = timerfd_settime(t, nil, {value = 1000.25, interval = 0.5})
		print(before.value, before.interval, timerfd_gettime(t).interval)
		print(timerfd_read(t))
		before = timerfd_settime(t, nil, 1e-12)
		print(before.value > 999, before.interval, (poll({{fd = t, events = POLLIN}})), timerfd_read(t))
		print(timerfd_settime(t, TFD_TIMER_ABSTIME, clock_gettime(CLOCK_MONOTONIC) + 0.01).value, timerfd_gettime(t).value <= 0.01)
		fcntl(t, F_SETFL, 0)
		print(timerfd_read(t), timerfd_settime(t, nil, {value = 0.001, interval = 0.001}).value)
		sleep(0.01)
		print(timerfd_read(t) >= 9, timerfd_settime(t, nil, 0).interval, fcntl(t, F_GETFD))
		local e = eventfd()
		print(timerfd_settime(e, nil, 1))
		print(timerfd_read(e))
		print(timerfd_gettime(1000))
		print(timerfd_create(99))
		print(pcall(timerfd_settime, t, nil, -1))
		print(pcall(timerfd_settime, t, nil, 1e10))
		print(pcall(timerfd_settime, t, nil, {valu = 1}))
		print(pcall(timerfd_settime, t, 5))
		print(pcall(timerfd_create, "process"))
	`), `0	0	0.5
nil	timerfd_read(3): Resource temporarily unavailable (EAGAIN)
hint: the descriptor is O_NONBLOCK, and the timer has not expired: poll waits until it has	11
true	0.5	1	1
0	true
1	0
true	0.001	FD_CLOEXEC
nil	timerfd_settime(4, NULL, 1): Invalid argument (EINVAL)
hint: descriptor 4 is no timerfd but anon_inode:[eventfd]	22
nil	timerfd_read(4): Invalid argument (EINVAL)
hint: descriptor 4 is no timerfd but anon_inode:[eventfd]	22
nil	timerfd_gettime(1000): Bad file descriptor (EBADF)	9
nil	timerfd_create(99): Invalid argument (EINVAL)	22
false	...bad argument #3 to 'timerfd_settime' (seconds from 0 to 9000000000 expected, got -1)
false	...bad argument #3 to 'timerfd_settime' (seconds from 0 to 9000000000 expected, got 10000000000)
false	...bad argument #3 to 'timerfd_settime' (unknown field 'valu'; valid are interval value)
false	...bad argument #3 to 'timerfd_settime' (number expected, got no value)
false	...bad argument #1 to 'timerfd_create' (unknown clock 'process'; valid are CLOCK_REALTIME ...)`)
}

func TestMemfd(t *testing.T) {
	wantLines(t, lua(t, `
		local fd = memfd_create("script", "allow_sealing")
		write(fd, "#!/bin/sh\necho run from memory\n")
		print(fcntl(fd, F_GET_SEALS), fcntl(fd, F_ADD_SEALS, F_SEAL_WRITE + F_SEAL_GROW), fcntl(fd, F_GET_SEALS), fcntl(fd, F_GETFD))
		print(write(fd, "x"))
		fcntl(fd, F_SETFD, 0)
		local p = fork()
		if p == 0 then execv("/proc/self/fd/" .. fd, {}) end
		print(select(2, waitpid(p)))
		print(fcntl(fd, F_ADD_SEALS, F_SEAL_SEAL), fcntl(fd, F_ADD_SEALS, F_SEAL_SHRINK))
		print(fcntl(memfd_create("x"), F_ADD_SEALS, F_SEAL_GROW))
		print(fcntl(open "/dev/null", F_ADD_SEALS, F_SEAL_GROW))
		print(fcntl(open("/dev/null", O_RDWR), F_ADD_SEALS, F_SEAL_GROW))
		print(memfd_create(("n"):rep(250)))
		print(memfd_create("x", "0x8000"))
	`), `0	0	F_SEAL_GROW|F_SEAL_WRITE	FD_CLOEXEC
nil	write(3, "x"): Operation not permitted (EPERM)
hint: the file is sealed: F_SEAL_GROW|F_SEAL_WRITE	1
run from memory
exited	0	table: ...
0	nil	fcntl(3, F_ADD_SEALS, F_SEAL_SHRINK): Operation not permitted (EPERM)
hint: the file has the seal F_SEAL_SEAL: no other can be added	1
nil	fcntl(4, F_ADD_SEALS, F_SEAL_GROW): Operation not permitted (EPERM)
hint: the file was made without MFD_ALLOW_SEALING, or sealed with F_SEAL_SEAL since	1
nil	fcntl(5, F_ADD_SEALS, F_SEAL_GROW): Operation not permitted (EPERM)
hint: the descriptor is not open for writing	1
nil	fcntl(6, F_ADD_SEALS, F_SEAL_GROW): Invalid argument (EINVAL)	22
nil	memfd_create("nnn..."): Invalid argument (EINVAL)
hint: a name has at most 249 bytes, and this has 250	22
nil	memfd_create("x", 0x8000): Invalid argument (EINVAL)	22`)
}

// The sysctl is the pid namespace's.
func TestMemfdNoexec(t *testing.T) {
	needRoot(t)
	wantLines(t, lua(t, `
		if not open("/proc/sys/vm/memfd_noexec", O_WRONLY) then print "since Linux 6.3" exit() end
		if clone(CLONE_NEWPID) == 0 then
			write(open("/proc/sys/vm/memfd_noexec", O_WRONLY), "2")
			print(memfd_create("x", MFD_EXEC))
			print((memfd_create("x", MFD_NOEXEC_SEAL)) > 0)
			exit()
		end
		wait()
	`), `nil	memfd_create("x", MFD_EXEC): Permission denied (EACCES)
hint: /proc/sys/vm/memfd_noexec is 2: MFD_NOEXEC_SEAL must be among the flags, and MFD_EXEC not	13
true`)
}
