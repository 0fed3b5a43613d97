-- One loop waits for all that can happen: a pipe's data and its end, a timer, an
-- event counter, a child by its descriptor, a signal; once with epoll and once
-- with poll.

local function wanted()
	return {timer = 3, counter = 5, pipe = "hello from the child", ended = true, child = 7}
end

-- Each watcher has a descriptor and what to do when it is ready.
local function watchers(seen, done)
	local list = {}
	local function watch(fd, ready) list[#list + 1] = {fd = fd, events = POLLIN, ready = ready} end

	local timer = assert(timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK))
	assert(timerfd_settime(timer, nil, {value = 0.005, interval = 0.005}))
	watch(timer, function()
		seen.timer = (seen.timer or 0) + assert(timerfd_read(timer))
		if seen.timer >= 3 then
			seen.timer = 3
			done(timer)
		end
	end)

	local counter = assert(eventfd())
	local r, w = assert(pipe(O_NONBLOCK))
	local p, pidfd = assert(clone(0))
	if p == 0 then
		close(r)
		assert(eventfd_write(counter, 5))
		assert(write_all(w, "hello "))
		assert(write_all(w, "from the child"))
		exit(7)
	end
	close(w)
	watch(counter, function()
		seen.counter = assert(eventfd_read(counter))
		done(counter)
	end)
	watch(r, function()
		local ok, _, errno, part = read_all(r)
		if not ok then
			assert(errno == EAGAIN)
			seen.pipe = (seen.pipe or "") .. part
			return
		end
		seen.pipe, seen.ended = (seen.pipe or "") .. ok, true
		done(r)
	end)
	watch(pidfd, function()
		local pid, how, code = assert(waitpid(p))
		assert(pid == p and how == "exited")
		seen.child = code
		done(pidfd)
	end)
	return list
end

local function same(a, b)
	for key, value in pairs(a) do assert(b[key] == value, key .. " is " .. tostring(b[key])) end
end

-- epoll: data leads to the watcher.
local seen, left = {}, 0
local ep = assert(epoll_create1())
local list = watchers(seen, function(fd)
	assert(epoll_ctl(ep, EPOLL_CTL_DEL, fd))
	close(fd)
	left = left - 1
end)
for i, watcher in ipairs(list) do
	assert(epoll_ctl(ep, EPOLL_CTL_ADD, watcher.fd, {events = EPOLLIN, data = i}))
	left = left + 1
end
while left > 0 do
	for _, event in ipairs(assert(epoll_wait(ep))) do list[event.data].ready() end
end
same(wanted(), seen)
assert(#epoll_wait(ep, 10, 0) == 0)
close(ep)

-- poll: the list is the watchers themselves.
seen = {}
local gone = {}
list = watchers(seen, function(fd)
	close(fd)
	gone[fd] = true
end)
while #list > 0 do
	assert(assert(poll(list)) > 0)
	for i = #list, 1, -1 do
		local watcher = list[i]
		if watcher.revents:number() ~= 0 then watcher.ready() end
		if gone[watcher.fd] then table.remove(list, i) end
	end
end
same(wanted(), seen)

-- Signals and descriptors in one loop, and neither is missed: what is blocked
-- comes in while ppoll waits.
local children = {}
local ended = 0
assert(sigprocmask(SIG_BLOCK, {SIGCHLD}))
signal(SIGCHLD, function()
	while true do
		local pid, how, code = waitpid(-1, WNOHANG)
		if not pid or pid == 0 then return end
		assert(how == "exited" and children[pid] == code)
		ended = ended + 1
	end
end)
local r, w = assert(pipe())
for i = 1, 10 do
	local p = assert(fork())
	if p == 0 then
		assert(write(w, "x"))
		exit(i)
	end
	children[p] = i
end
local got = 0
while got < 10 or ended < 10 do
	local n, fds, errno = ppoll({{fd = r, events = POLLIN}}, nil, {})
	if n then
		got = got + #read(r, 100)
	else
		assert(errno == EINTR, fds)
	end
end
assert(got == 10 and ended == 10)
