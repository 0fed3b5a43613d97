-- Programs on pseudoterminals: what they see is a terminal, with its size and its
-- keys, its hanging up and its jobs; also in a container with a devpts of its own.

-- expect reads from a master up to a text, and returns what stood before it.
local function reader(m)
	local seen = ""
	return function(text)
		while true do
			local from, to = seen:find(text, 1, true)
			if from then
				local before = seen:sub(1, from - 1)
				seen = seen:sub(to + 1)
				return before
			end
			local more, message = read(m, 4096)
			assert(more and more ~= "", tostring(message) .. "\nread: " .. seen)
			seen = seen .. more
		end
	end
end

local function on_pty(argv, options)
	local p, m, name = assert(forkpty(options))
	if p == 0 then
		execvp(argv[1], {unpack(argv, 2)})
		_exit(127)
	end
	return p, m, reader(m), name
end

local function ended(p, how, code)
	local _, h, c = assert(waitpid(p))
	assert(h == how and c == code, h .. " " .. c)
end

local size = {winsize = {row = 33, col = 99}}

-- A program sees the terminal and leads a session on it.
do
	local p, m, expect, name = on_pty({"sh", "-c", [[
		tty; stty size; test -t 0 && test -t 1 && test -t 2 && echo terminal >/dev/tty
		ps -o sid=,tpgid= -p $$ | tr -s ' ' '\n'; echo $$ end]]}, size)
	assert(expect "\r\n" == name)
	assert(expect "\r\n" == "33 99")
	assert(expect "\r\n" == "terminal")
	local ids = expect "end\r\n"
	for id in ids:gmatch "%d+" do assert(tonumber(id) == p, ids) end
	ended(p, "exited", 0)
	local result, message, errno = read(m, 1)
	assert(result == nil and errno == EIO, message)
	close(m)
end

-- Ctrl-C and Ctrl-D are keys, and what is typed is echoed.
do
	local p, m, expect = on_pty {"cat"}
	write(m, "one\n")
	expect "one\r\none\r\n"
	assert("/dev/" .. ps(p).tty == ptsname(m))
	write(m, "\3")
	ended(p, "killed", SIGINT)
	close(m)

	local p, m, expect = on_pty {"cat"}
	write(m, "\4")
	ended(p, "exited", 0)
	close(m)
end

-- A raw terminal has no such keys.
do
	local p, m, expect = on_pty({"sh", "-c", "stty raw -echo; printf ready; head -c 4 | od -An -c"})
	expect "ready"
	write(m, "\3\4\26\n")
	expect "003 004 032  \\n"
	ended(p, "exited", 0)
	close(m)
end

-- The window's size is changed: the foreground is told.
do
	local p, m = assert(forkpty(size))
	if p == 0 then
		signal(SIGWINCH, function()
			local size = tcgetwinsize(0)
			write(1, size.row .. "x" .. size.col .. "\n")
			_exit(0)
		end)
		write(1, "ready\n")
		pause()
	end
	local expect = reader(m)
	expect "ready\r\n"
	assert(tcsetwinsize(m, {row = 50, col = 132}))
	expect "50x132\r\n"
	ended(p, "exited", 0)
	close(m)
end

-- The master is closed: that hangs up.
do
	local p, m, expect = on_pty {"cat"}
	write(m, "up\n")
	expect "up\r\nup\r\n"
	close(m)
	ended(p, "killed", SIGHUP)
end

-- Two jobs on one terminal, by login_tty in a child of our own: the one in the
-- background is stopped when it reads, and goes on in the foreground, where
-- Ctrl-Z stops it.
do
	local m, s = assert(openpty())
	local shell = assert(fork())
	if shell == 0 then
		close(m)
		assert(login_tty(s))
		assert(getsid() == getpid() and tcgetsid(0) == getpid() and tcgetpgrp(0) == getpgrp())
		signal(SIGTTOU, SIG_IGN)
		local ready = barrier()
		local job = fork()
		if job == 0 then
			signal(SIGTTOU, SIG_DFL)
			assert(setpgid())
			ready:open()
			while true do write(1, "got " .. read(0, 100)) end
		end
		assert(ready:wait())
		local _, how, code = assert(waitpid(job, WUNTRACED))
		assert(how == "stopped" and code == SIGTTIN, how)
		assert(tcsetpgrp(0, job))
		assert(tcgetpgrp(0) == job)
		kill(-job, SIGCONT)
		write(1, "in front\n")
		local _, how, code = assert(waitpid(job, WUNTRACED))
		assert(how == "stopped" and code == SIGTSTP, how)
		assert(ps(job).state == "T")
		assert(tcsetpgrp(0, getpgrp()))
		kill(job, SIGKILL)
		assert(waitpid(job))
		assert(tiocnotty(0) == 0) -- hangs up, which ends us
		pause()
	end
	close(s)
	local expect = reader(m)
	expect "in front\r\n"
	write(m, "words\n")
	expect "got words\r\n"
	write(m, "\26")
	ended(shell, "killed", SIGHUP)
	close(m)
end

-- A container with a devpts of its own: its terminals are numbered anew, those
-- of outside have no name in there and can be used all the same.
do
	local outer = assert(posix_openpt())
	assert(unlockpt(outer))
	local b = barrier()
	local flags = CLONE_NEWUSER + CLONE_NEWNS + CLONE_NEWPID + CLONE_NEWIPC
	local container = assert(clone(flags))
	if container == 0 then
		assert(b:wait())
		assert(mount("none", "/", nil, MS_REC + MS_PRIVATE))
		assert(mount("devpts", "/dev/pts", "devpts", MS_NOSUID + MS_NOEXEC, {ptmxmode = "0666", mode = "0620"}))
		local m, s, name = assert(openpty())
		assert(name == "/dev/pts/0" and ttyname(s) == name, name)
		close(m)
		close(s)
		local p, m, expect = on_pty({"sh", "-c", "tty; stty size"}, size)
		assert(expect "\r\n" == "/dev/pts/0")
		assert(expect "\r\n" == "33 99")
		ended(p, "exited", 0)
		-- ... and now the terminal from outside, which becomes the container's.
		local slave = assert(tiocgptpeer(outer))
		local name, _, errno = ttyname(slave)
		assert(name == nil and errno == ENODEV)
		close(outer)
		assert(login_tty(slave))
		assert(tcgetsid(0) == 1 and tcgetpgrp(0) == 1)
		assert(ps(1).tty)
		execvp("sh", {"-c", "read line; echo $$ $line"})
	end
	assert(idmap(container, "root"))
	assert(b:open())
	local expect = reader(outer)
	write(outer, "from outside\n")
	expect "1 from outside\r\n"
	ended(container, "exited", 0)
end
