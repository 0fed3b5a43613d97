package bindings

import "testing"

// What the kernel refuses in the child is spawn's error, and leaves no child.
func TestSpawnRefused(t *testing.T) {
	wantLines(t, lua(t, `
		setenv("PATH", "/usr/bin:/bin")
		print(spawn {"no-such-program"})
		print(spawn {"/no/such/program", "x"})
		print(spawn {""})
		print(spawn {"/proc/version"})
		print(spawn {"/proc/version/x"})
		print(spawn({"true"}, {cwd = "/no/such"}))
		print(spawn({"true"}, {cwd = "/proc/version"}))
		print(spawn({"true"}, {fds = {[0] = 255}}))
		print(spawn({"true"}, {fds = {[0] = 64}}))
		print(spawn({"true"}, {pgroup = 2^31 - 1}))
		print(spawn({"true"}, {flags = CLONE_VM}))
		print((select(3, spawn {"true", ("x"):rep(200000)})) == E2BIG)
		setenv("PATH", "/proc/version:/no/such")
		print((select(3, spawn {"true"})) == ENOENT)
		unsetenv "PATH"
		print(select(2, waitpid(spawn {"true"})))
		print(wait())
	`), `nil	spawn(["no-such-program"]): No such file or directory (ENOENT)
hint: no directory of PATH has it: ...	2
nil	spawn(["/no/such/program", "x"]): No such file or directory (ENOENT)
hint: there is no /no	2
nil	spawn([""]): No such file or directory (ENOENT)	2
nil	spawn(["/proc/version"]): Permission denied (EACCES)
hint: /proc/version may not be executed by uid ... (mode 0444, owner ...)	13
nil	spawn(["/proc/version/x"]): Not a directory (ENOTDIR)
hint: /proc/version is a file, not a directory	20
nil	spawn(["true"], {cwd="/no/such"}): chdir: No such file or directory (ENOENT)
hint: there is no /no	2
nil	spawn(["true"], {cwd="/proc/version"}): chdir: Not a directory (ENOTDIR)	20
nil	spawn(["true"], {fds={[0]=255}}): dup2: Bad file descriptor (EBADF)	9
nil	spawn(["true"], {fds={[0]=64}}): dup2: Bad file descriptor (EBADF)	9
nil	spawn(["true"], {pgroup=2147483647}): setpgid: Operation not permitted (EPERM)	1
nil	spawn(["true"], {flags=CLONE_VM}): Invalid argument (EINVAL)
hint: a process that shares memory, ...	22
true
true
exited	0	table: ...
nil	wait(): No child processes (ECHILD)	10`)
}

// sh runs a shell command by spawn, with its output in a pipe, and prints it.
const sh = `
	function sh(command, options)
		local r, w = pipe()
		options = options or {}
		options.fds = options.fds or {}
		options.fds[1] = w
		local p, fd = assert(spawn({"sh", "-c", command}, options))
		close(w)
		local text = ""
		repeat local piece = read(r, 4096) text = text .. piece until piece == ""
		close(r)
		assert(waitpid(p))
		write(1, text)
		return p, fd
	end
`

func TestSpawnOptions(t *testing.T) {
	wantLines(t, lua(t, sh+`
		sh("pwd", {cwd = "/usr"})
		sh("echo $A $HOME", {env = {A = "only", "B=2"}})
		sh("echo $0")
		sh("echo $0", {argv0 = "name"})
		print(select(3, waitpid(spawn {[0] = "not this", "sh", "-c", 'test "$0" = sh'})))
		local p = assert(spawn({"sleep", "1000"}, {pgroup = 0}))
		print(getpgid(p) == p, getpgid() ~= p)
		local q = assert(spawn({"sleep", "1000"}, {pgroup = p}))
		print(getpgid(q) == p, kill(-p, "KILL"), waitpid(q) == q, waitpid(p) == p)
		print(sh("true", {flags = CLONE_PIDFD}))
		print(sh("true"))
		r, w = pipe()
		local function blocked(options)
			options.fds = {[1] = w}
			assert(spawn({"cat", "/proc/self/status"}, options)) wait() -- not sh, which clears its mask
			print(read(r, 100000):match("SigBlk:[^\n]*"))
		end
		blocked {mask = {"TERM", SIGUSR1, "KILL"}}
		sigprocmask(SIG_BLOCK, {"USR2", "QUIT"})
		signal(SIGUSR2, SIG_IGN) signal(SIGQUIT, function() end) signal(SIGHUP, SIG_IGN) signal(SIGTERM, function() end)
		blocked {}
		assert(spawn({"cat", "/proc/self/status"}, {fds = {[1] = w}})) wait()
		local status = read(r, 100000)
		print(status:match("SigPnd.-SigBlk:[^\n]*\n(SigIgn:[^\n]*\nSigCgt:[^\n]*)"))
	`), `/usr
only
sh
name
0	table: ...
true	true
true	0	true	true
...	...
...
SigBlk:	0000000000004200
SigBlk:	0000000000000804
SigIgn:	0000000000000801
SigCgt:	0000000000000000`)
}

// The descriptors of the child: swapped, moved out of one another's way, closed,
// at a number of the host's own. The parent's are as they were.
func TestSpawnDescriptors(t *testing.T) {
	wantLines(t, lua(t, `
		local a, b = pipe() -- 3 and 4
		local c, d = pipe()
		print(a, b, c, d)
		-- each is the other's source; 4 is ls's own, on its folder
		local p = spawn({"sh", "-c", "echo out >&3; echo err >&5; ls -1 /proc/self/fd | tr '\\n' ' ' >&3"},
			{fds = {[3] = d, [5] = b, [4] = false, [6] = false, [2] = 1, [64] = 1, [65] = 1}})
		waitpid(p)
		print(read(c, 100), read(a, 100))
		-- close-on-exec of one that stays where it is
		spawn({"sh", "-c", "echo kept >&4"}, {fds = {[4] = 4}}) wait()
		print(read(a, 100))
		print(dup2(1, 70) == 70, select(3, dup2(1, 64)) == EBUSY)
		spawn({"sh", "-c", "echo closed 2>&- >&4"}, {fds = {[2] = false}}) print(select(3, wait()))
	`), `3	4	5	6
out
0 1 2 3 4 5 64 65 	err

kept

true	true
2	table: ...`)
}

// The child of a spawn that fails is reaped, whatever signals come meanwhile.
func TestSpawnRefusedUnderSignals(t *testing.T) {
	t.Parallel()
	wantLines(t, lua(t, `
		signal(SIGUSR1, function() end)
		local me = getpid()
		local function sender()
			local p = fork()
			if p == 0 then while kill(me, SIGUSR1) do end _exit(0) end
			return p
		end
		local a, b = sender(), sender()
		for _ = 1, 400 do
			assert(select(3, spawn {"/no/such"}) == ENOENT)
		end
		kill(a, "KILL") kill(b, "KILL")
		print(waitpid(a) == a, waitpid(b) == b, wait())
	`), "true\ttrue\tnil\twait(): No child processes (ECHILD)\t10")
}

// Where the limit leaves no number above those asked for.
func TestSpawnDescriptorsAtTheLimit(t *testing.T) {
	cmd := command(`
		local r, w = pipe()
		local p = assert(spawn({"sh", "-c", "test -e /proc/self/fd/63 && echo here >&5"}, {fds = {[2] = 1, [63] = w, [w] = 2, [5] = w}}))
		close(w)
		print((select(3, waitpid(p))), read(r, 100))
	`)
	cmd.Args = append([]string{"sh", "-c", `ulimit -n 64; exec "$0"`}, cmd.Args...)
	cmd.Path = "/bin/sh"
	wantLines(t, ended(t, finish(t, cmd)), "0\there\n")
}

// The script's buffers go first; a handler of CHLD has run when spawn is refused
// or its child has been waited for; ignored children are reaped unasked.
func TestSpawnOrder(t *testing.T) {
	wantLines(t, lua(t, `
		buffer "first\n"
		waitpid(spawn {"echo", "second"})
		local n = 0
		signal(SIGCHLD, function() n = n + 1 end)
		spawn {"/no/such"} print(n)
		waitpid(spawn {"true"}) -- the handler runs before the next instruction that calls
		print(type(n)) print(n)
		signal(SIGCHLD, SIG_IGN)
		print(type(spawn {"true"}), wait())
		print((select(3, spawn {"/no/such"})) == ENOENT)
	`), `first
second
1
number
2
number	nil	wait(): No child processes (ECHILD)
hint: SIGCHLD is ignored, ...	10
true`)
}

// Namespaces by flags, and those that wait for the next child.
func TestSpawnNamespaces(t *testing.T) {
	eachUser(t, func(t *testing.T, run func(script string) result) {
		wantLines(t, ended(t, run(sh+`
			local user = getuid() ~= 0 and CLONE_NEWUSER or 0
			sh("echo $$", {flags = user == 0 and CLONE_NEWPID or CLONE_NEWUSER + CLONE_NEWPID})
			sh("readlink /proc/self/ns/time > /dev/null && echo in another time", {flags = "newuser,newtime"})
			assert(unshare(CLONE_NEWUSER))
			assert(unshare(CLONE_NEWPID))
			print(spawn {"/no/such"})
			print(spawn {"true"})
		`)), `1
in another time
nil	spawn(["/no/such"]): No such file or directory (ENOENT)
hint: it was the first process of its pid namespace, and that is dead now: ...	2
nil	spawn(["true"]): Cannot allocate memory (ENOMEM)
hint: the first process of the pid namespace for this process's children has ended, ...	12`)
		wantLines(t, ended(t, run(sh+`
			local r, w = pipe()
			local function namespace()
				assert(spawn({"readlink", "/proc/self/ns/time"}, {fds = {[1] = w}})) wait()
				return read(r, 100)
			end
			local before = namespace()
			assert(unshare(CLONE_NEWUSER + CLONE_NEWTIME))
			local inside = namespace()
			print(inside == before, inside == namespace())
		`)), "false\ttrue")
	})
}
