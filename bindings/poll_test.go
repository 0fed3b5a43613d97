package bindings

import "testing"

func TestPoll(t *testing.T) {
	wantLines(t, lua(t, `
		local r, w = pipe()
		local fds = {{fd = r, events = POLLIN, name = "reader"}, {fd = w, events = "out"}, {fd = -1, events = POLLIN}}
		local n, list = poll(fds, 0)
		print(n, list == fds, fds[1].revents, fds[2].revents, fds[3].revents, fds[1].name)
		write(w, "x")
		print((poll(fds)), fds[1].revents:has(POLLIN), fds[1].revents == POLLIN)
		close(w)
		fds = {{fd = r, events = POLLIN}, {fd = w}, {fd = r}}
		print((poll(fds, -1)), fds[1].revents, fds[2].revents, fds[3].revents)
		print((poll({}, 1)), (ppoll({}, 0.001)), (ppoll({}, 0)))
		local many = {}
		for i = 1, 2^20 + 1 do many[i] = fds[3] end
		print(select("#", poll(many, 0)), (select(2, poll(many, 0)):gsub("%[.*%]", "LIST"):gsub("is %d+", "is N")))
		local own = 64
		while select(3, dup2(1, own)) ~= EBUSY do own = own + 1 end
		fds = {{fd = own, events = POLLIN}}
		print((poll(fds, 0)), fds[1].revents)
		print(pcall(poll, {1}))
		print(pcall(poll, {fd = 0, events = POLLIN}))
		print(pcall(poll, {{}}))
		print(pcall(poll, {{fd = 0, events = "POLLINN"}}))
		print(pcall(poll, {{fd = 0, events = EPOLLIN}}))
		print(pcall(ppoll, {}, 0/0))
		print(pcall(ppoll, {}, 0, {"USR3"}))
	`), `1	true	0	POLLOUT	0	reader
2	true	true
3	POLLIN|POLLHUP	POLLNVAL	POLLHUP
0	0	0
3	poll(LIST, 0): Invalid argument (EINVAL)
hint: RLIMIT_NOFILE is N, and poll takes no more descriptors than that
1	POLLNVAL
false	...bad argument #1 to 'poll' (table expected at index 1, got number)
false	...bad argument #1 to 'poll' (list of {fd = n, events = flags} expected, got one such table)
false	...bad argument #1 to 'poll' ([1].fd: integer expected, got nil)
false	...bad argument #1 to 'poll' ([1].events: unknown poll events 'POLLINN'; valid are POLLIN ...)
false	...bad argument #1 to 'poll' ([1].events: poll events expected, got epoll events EPOLLIN)
false	...bad argument #2 to 'ppoll' (finite number expected, got NaN)
false	...bad argument #3 to 'ppoll' (unknown signal 'USR3'; valid are SIGHUP ...)`)
}

// Handlers run while poll waits, do not end it, and do not make it longer: with
// signals that come all the time it still ends.
func TestPollAndHandlers(t *testing.T) {
	wantLines(t, lua(t, `
		local caught = 0
		signal(SIGUSR1, function() caught = caught + 1 end)
		local parent = getpid()
		local r, w = pipe()
		local p = fork()
		if p == 0 then
			prctl(PR_SET_PDEATHSIG, SIGKILL)
			read(r, 1)
			while true do kill(parent, SIGUSR1) sleep(0.001) end
		end
		local ep = epoll_create1()
		write(w, "x")
		local before = clock_gettime(CLOCK_MONOTONIC)
		print((poll({}, 50)), (ppoll({}, 0.05)), #epoll_wait(ep, 1, 50))
		print(clock_gettime(CLOCK_MONOTONIC) - before >= 0.15, caught > 0)
		kill(p, SIGKILL)
		print(select(2, waitpid(p)))
	`), `0	0	0
true	true
killed	9	table: ...`)
}

// What a handler does to the list while poll waits does not confuse it, and its
// error comes out of poll.
func TestPollInterrupted(t *testing.T) {
	wantLines(t, lua(t, `
		local parent = getpid()
		-- signalled runs f, and a child sends a signal when that is in ppoll(2).
		local function signalled(f, ...)
			local p = fork()
			if p == 0 then
				repeat
					local fd = open("/proc/" .. parent .. "/syscall")
					local call = read(fd, 100)
					close(fd)
				until call:find("^271 ") or call:find("^73 ") -- amd64, arm64
				kill(parent, SIGUSR1)
				exit()
			end
			print(pcall(f, ...))
			waitpid(p)
		end
		local r, w = pipe()
		local fds = {{fd = r, events = POLLIN}}
		local entry = fds[1]
		signal(SIGUSR1, function() fds[1] = nil write(w, "x") end)
		signalled(poll, fds)
		print(#fds, entry.revents)
		signal(SIGUSR1, function() error("out of the handler", 0) end)
		signalled(poll, {})
	`), `true	1	table: ...
0	POLLIN
false	out of the handler`)
}

// With a mask the signal that is blocked otherwise comes in while ppoll waits,
// and only there.
func TestPollMask(t *testing.T) {
	wantLines(t, lua(t, `
		local one, two = 0, 0
		signal(SIGUSR1, function() one = one + 1 end)
		signal(SIGUSR2, function() two = two + 1 end)
		sigprocmask(SIG_BLOCK, {SIGUSR1, SIGUSR2})
		kill(getpid(), SIGUSR1)
		print((ppoll({}, 0)), one)
		print((select(3, ppoll({}, 0, {SIGUSR2}))) == EINTR, one, #sigprocmask())
		kill(getpid(), SIGUSR2)
		print((ppoll({}, 0, {SIGUSR2})), one, two)
		local ep = epoll_create1()
		local parent = getpid()
		print((select(3, epoll_pwait(ep, 10, -1, {SIGUSR1}))) == EINTR, one, two)
		local p = fork()
		if p == 0 then kill(parent, SIGUSR1) exit() end
		print((select(3, epoll_pwait(ep, 10, -1, {}))) == EINTR, one, two)
		print((waitpid(p)) == p, #epoll_pwait(ep, 10, 0, {}), #sigprocmask())
		signal(SIGUSR1, function() error("stopped", 0) end)
		kill(getpid(), SIGUSR1)
		print(pcall(ppoll, {}, nil, {}))
		print(#sigprocmask())
		signal(SIGUSR1, SIG_DFL)
		kill(getpid(), SIGUSR1)
		p = fork()
		if p == 0 then kill(getpid(), SIGUSR1) ppoll({}, nil, {}) exit() end
		print(select(2, waitpid(p)))
	`), `0	0
true	1	2
0	1	0
true	1	1
true	2	1
true	0	2
false	stopped
2
killed	10	table: ...`)
}

func TestEpoll(t *testing.T) {
	wantLines(t, lua(t, `
		local ep = epoll_create1()
		local r, w = pipe()
		print(epoll_ctl(ep, EPOLL_CTL_ADD, r, EPOLLIN), epoll_ctl(ep, "add", w, {events = "out", data = 2^53}))
		print(fcntl(ep, F_GETFD), epoll_wait(ep)[1].data == 2^53, #epoll_wait(ep))
		write(w, "x")
		print(epoll_wait(ep, 10, 0))
		print(#epoll_wait(ep, 1), epoll_ctl(ep, EPOLL_CTL_MOD, r, EPOLLIN + EPOLLET), epoll_ctl(ep, EPOLL_CTL_DEL, w))
		print(#epoll_wait(ep, 10, 0), #epoll_wait(ep, 10, 0))
		print(epoll_ctl(ep, EPOLL_CTL_ADD, r, EPOLLIN))
		print(epoll_ctl(ep, EPOLL_CTL_MOD, w, EPOLLIN))
		print(epoll_ctl(ep, EPOLL_CTL_ADD, memfd_create("x"), EPOLLIN))
		print(epoll_ctl(ep, EPOLL_CTL_ADD, open "/", EPOLLIN))
		print(epoll_ctl(ep, EPOLL_CTL_ADD, ep, EPOLLIN))
		print(epoll_ctl(r, EPOLL_CTL_ADD, w, EPOLLIN))
		print(epoll_wait(ep, 0))
		print(epoll_wait(1000))
		print(pcall(epoll_ctl, ep, EPOLL_CTL_ADD, w))
		print(pcall(epoll_ctl, ep, EPOLL_CTL_ADD, w, {events = EPOLLIN, data = 2^53 + 2}))
		print(pcall(epoll_ctl, ep, EPOLL_CTL_ADD, w, {events = EPOLLIN, fd = 1}))
		print(epoll_ctl(ep, 9, w, EPOLLIN))
	`), `0	0
FD_CLOEXEC	true	1
              FD  EVENTS
9007199254740992  EPOLLOUT
               4  EPOLLIN
1	0	0
1	0
nil	epoll_ctl(3, EPOLL_CTL_ADD, 4, EPOLLIN): File exists (EEXIST)	17
nil	epoll_ctl(3, EPOLL_CTL_MOD, 5, EPOLLIN): No such file or directory (ENOENT)	2
nil	epoll_ctl(3, EPOLL_CTL_ADD, 6, EPOLLIN): Operation not permitted (EPERM)
hint: a regular file can always be read and written, and epoll takes none	1
nil	epoll_ctl(3, EPOLL_CTL_ADD, 7, EPOLLIN): Operation not permitted (EPERM)
hint: a directory cannot be waited for	1
nil	epoll_ctl(3, EPOLL_CTL_ADD, 3, EPOLLIN): Invalid argument (EINVAL)
hint: an epoll cannot wait for itself	22
nil	epoll_ctl(4, EPOLL_CTL_ADD, 5, EPOLLIN): Invalid argument (EINVAL)	22
nil	epoll_wait(3, 0): Invalid argument (EINVAL)	22
nil	epoll_wait(1000): Bad file descriptor (EBADF)	9
false	...bad argument #4 to 'epoll_ctl' (epoll events expected, got no value)
false	...bad argument #4 to 'epoll_ctl' (data: integer from 0 to 9007199254740992 expected, got 9007199254740994)
false	...bad argument #4 to 'epoll_ctl' (unknown field 'fd'; valid are events data)
nil	epoll_ctl(3, 9, 5, EPOLLIN): Invalid argument (EINVAL)	22`)
}
