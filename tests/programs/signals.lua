-- A supervisor: workers are started, die each in its way and are started again,
-- and all that happens comes as signals, first through a signalfd, then through
-- sigwaitinfo. And what programs find that are run from here is what C has.

if geteuid() ~= 0 then
	assert(unshare(CLONE_NEWUSER))
	assert(idmap "root")
end

local WORKERS, GENERATIONS = 8, 25

local set = {SIGCHLD, SIGALRM, SIGRTMIN}

local function worker(how)
	for _, sig in ipairs(set) do signal(sig, SIG_DFL) end
	sigprocmask(SIG_SETMASK, {})
	if how == "exit" then
		_exit(7)
	elseif how == "kill" then
		raise(SIGKILL)
	elseif how == "alarm" then
		setitimer(ITIMER_REAL, 0.001)
		while true do pause() end
	elseif how == "exec" then
		execv("/bin/sh", {"-c", "kill -TERM $$"})
	end
	_exit(99)
end

local ways = {"exit", "kill", "alarm", "exec"}
local expected = {exit = {CLD_EXITED, 7}, kill = {CLD_KILLED, SIGKILL}, alarm = {CLD_KILLED, SIGALRM}, exec = {CLD_KILLED, SIGTERM}}

-- supervise runs in the first process of a pid namespace, so that orphans are
-- its own too. receive gives the next signal's siginfo.
local function supervise(receive)
	local alive, ended, ticks, requests = {}, 0, 0, 0
	local function start(n)
		local how = ways[n % #ways + 1]
		local pid = assert(fork())
		if pid == 0 then worker(how) end
		alive[pid] = how
	end
	-- Somebody who asks for things all the time.
	local me = getpid()
	local client = assert(fork())
	if client == 0 then
		for i = 1, 500 do
			while not sigqueue(me, SIGRTMIN, i) do end
		end
		_exit(0)
	end
	setitimer(ITIMER_REAL, 0.001, 0.001)
	local started = 0
	for _ = 1, WORKERS do
		started = started + 1
		start(started)
	end
	local gone = false
	while next(alive) or not gone or requests < 500 do
		local info = receive()
		if info.signo == SIGALRM then
			assert(info.code == SI_KERNEL)
			ticks = ticks + 1
		elseif info.signo == SIGRTMIN then
			requests = requests + 1
			assert(info.pid == client and info.uid == getuid() and info.value == requests, info.value)
		else
			assert(info.signo == SIGCHLD)
			local pid, how, code = waitpid(-1, WNOHANG)
			while pid and pid > 0 do
				if pid == client then
					assert(how == "exited" and code == 0, code)
					gone = true
				else
					local want = expected[alive[pid]]
					assert(how == (want[1] == CLD_EXITED and "exited" or "killed") and code == want[2], how .. " " .. code)
					alive[pid] = nil
					ended = ended + 1
					if started < WORKERS * GENERATIONS then
						started = started + 1
						start(started)
					end
				end
				pid, how, code = waitpid(-1, WNOHANG)
			end
		end
	end
	setitimer(ITIMER_REAL, 0)
	assert(ended == WORKERS * GENERATIONS and ticks > 0, ended)
	sigtimedwait(SIGALRM, 0)
	sigtimedwait(SIGCHLD, 0)
	assert(#sigpending() == 0)
end

for name, reader in pairs {
	signalfd = function()
		local fd = assert(signalfd(set))
		return function() return assert(signalfd_read(fd)) end
	end,
	sigwaitinfo = function()
		return function() return assert(sigwaitinfo(set)) end
	end,
	handlers = function()
		local queue, first = {}, 1
		for _, sig in ipairs(set) do
			signal(sig, function(_, info) queue[#queue + 1] = info end)
		end
		return function()
			while not queue[first] do sigsuspend {} end
			first = first + 1
			return queue[first - 1]
		end
	end,
} do
	local p = assert(clone(CLONE_NEWPID))
	if p == 0 then
		sigprocmask(SIG_BLOCK, set)
		supervise(reader())
		exit()
	end
	local _, how, code = waitpid(p)
	assert(how == "exited" and code == 0, name)
end

-- What is ignored and blocked here is so in programs that are run from here. (dash
-- unblocks all in what it runs itself, hence the exec.)
signal(SIGUSR1, SIG_IGN)
signal(SIGPIPE, SIG_IGN)
signal(SIGTERM, function() end)
sigprocmask(SIG_BLOCK, {SIGUSR2, SIGTERM, SIGRTMAX})

local show = "exec sed -n 's/^Sig\\(Blk\\|Ign\\):.//p' /proc/self/status"
local want = "8000000000004800\n0000000000001200\n"

local pipe = assert(io.popen(show))
local got = pipe:read("*a")
pipe:close()
assert(got == want, got)

local name = os.tmpname()
assert(os.execute(show .. " >" .. name) == 0)
local file = assert(io.open(name))
got = file:read("*a")
file:close()
os.remove(name)
assert(got == want, got)

-- Pid 1 is immune to what it does not handle, and gets what it waits for.
local p = assert(clone(CLONE_NEWPID))
if p == 0 then
	sigprocmask(SIG_SETMASK, {SIGHUP})
	signal(SIGTERM, SIG_DFL)
	for _, sig in ipairs {SIGTERM, SIGUSR2, SIGSEGV, SIGKILL, SIGSTOP, SIGHUP} do
		if fork() == 0 then
			assert(kill(1, sig))
			_exit(0)
		end
		wait()
	end
	assert(sigwaitinfo(SIGHUP).pid == 7)
	exit()
end
local _, how, code = waitpid(p)
assert(how == "exited" and code == 0, how)
