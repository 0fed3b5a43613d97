package bindings

import (
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
)

func TestSigaction(t *testing.T) {
	eachUser(t, func(t *testing.T, run func(string) result) {
		wantLines(t, ended(t, run(`
			local function show(old) print(old.handler, "{" .. table.concat(old.mask, " ") .. "}", old.flags) end
			local f = function() end
			show(sigaction(SIGUSR1, {handler = SIG_IGN, mask = {"TERM", SIGUSR2}, flags = SA_RESTART + SA_NODEFER}))
			show(sigaction(SIGUSR1, {handler = f, mask = SIGHUP}))
			print(sigaction(SIGUSR1).handler == f, unpack(sigaction(SIGUSR1).mask))
			print(sigaction(SIGUSR1, sigaction(SIGUSR1)).handler == f)
			show(sigaction(SIGKILL))
			signal(SIGUSR1, SIG_DFL)
			show(sigaction(SIGUSR1))
			print(sigaction(SIGSTOP, {}))
			print(sigaction(65))
			print(sigaction(SIGUSR1, {flags = 0x08000000}))
			print(pcall(sigaction, SIGUSR1, {handler = 1}))
			print(pcall(sigaction, SIGUSR1, {mask = {0}}))
			print(pcall(sigaction, SIGUSR1, {restart = true}))
		`)), `SIG_DFL	{}	0
SIG_IGN	{12 15}	SA_RESTART|SA_NODEFER
true	1
true
SIG_DFL	{}	0
SIG_DFL	{}	SA_RESTART
nil	sigaction(SIGSTOP, []): Invalid argument (EINVAL)
hint: SIGSTOP can be neither handled nor ignored	22
nil	sigaction(65): Invalid argument (EINVAL)	22
nil	sigaction(SIGUSR1, {flags=134217728}): Invalid argument (EINVAL)
hint: flags are SA_NOCLDSTOP SA_NOCLDWAIT SA_SIGINFO SA_RESTART SA_NODEFER SA_RESETHAND	22
false	...bad argument #2 to 'sigaction' (handler: function, SIG_DFL or SIG_IGN expected, got number)
false	...bad argument #2 to 'sigaction' (mask: integer from 1 to 64 expected, got 0)
false	...bad argument #2 to 'sigaction' (unknown field 'restart'; valid are flags handler mask)`)
	})
}

// A handler's signal and its mask are blocked while it runs, pending as in C, and
// what it does to the mask ends with it, also by an error.
func TestMaskWhileHandlerRuns(t *testing.T) {
	wantLines(t, lua(t, `
		local function list(t) return "{" .. table.concat(t, " ") .. "}" end
		local depth = 0
		sigaction(SIGUSR1, {mask = {SIGUSR2, SIGTERM}, handler = function()
			depth = depth + 1
			print("enter", depth, list(sigprocmask()))
			if depth == 1 then
				raise(SIGUSR1) raise(SIGUSR2) raise(SIGTERM) raise(SIGHUP)
				print("pending", list(sigpending()))
				print(sigtimedwait(SIGTERM, 0).signo, signalfd_read(signalfd(SIGUSR2)).signo)
				sigprocmask(SIG_BLOCK, SIGALRM)
			end
			print("leave", list(sigpending()))
			if depth == 2 then error("out", 0) end
		end})
		signal(SIGHUP, function() print("hangup", list(sigprocmask())) end)
		signal(SIGUSR2, function() print("taken: not reached") end)
		print(pcall(raise, SIGUSR1))
		print(list(sigprocmask()), list(sigpending()))
		sigaction(SIGUSR1, {flags = "nodefer", handler = function()
			depth = depth + 1
			print(depth, list(sigprocmask()))
			if depth < 5 then raise(SIGUSR1) end
		end})
		raise(SIGUSR1)
		sigprocmask(SIG_BLOCK, SIGUSR1)
		raise(SIGUSR1)
		print(list(sigpending()))
		sigprocmask(SIG_UNBLOCK, SIGUSR1)
	`), `enter	1	{10 12 15}
hangup	{1 10 12 15}
pending	{10 12 15}
15	12
leave	{10}
enter	2	{10 12 15}
leave	{}
false	out
{}	{}
3	{}
4	{}
5	{}
{10}
6	{}`)
}

func TestResetHand(t *testing.T) {
	r := finish(t, command(`
		sigaction(SIGUSR1, {flags = SA_RESETHAND, handler = function(sig, info) print(sig, info.code, sigaction(sig).handler) end})
		raise(SIGUSR1)
		print(sigaction(SIGUSR1).handler, sigaction(SIGUSR1).flags)
		raise(SIGUSR1)
	`))
	if r.signal != syscall.SIGUSR1 {
		t.Errorf("%+v", r)
	}
	wantLines(t, r.stdout, "10\t-6\tSIG_DFL\nSIG_DFL\tSA_RESETHAND")
}

// Two that wait in C are two that wait here, the second for the end of a handler
// that has been reset.
func TestResetHandPending(t *testing.T) {
	r := finish(t, command(`
		sigaction(SIGUSR1, {flags = SA_RESETHAND, handler = function() raise(SIGUSR1) print("still here") end})
		raise(SIGUSR1)
		print("not reached")
	`))
	if r.signal != syscall.SIGUSR1 {
		t.Errorf("%+v", r)
	}
	wantLines(t, r.stdout, "still here")
}

// Signals as signal(2) of System V had them: reset and not blocked.
func TestResetHandNoDefer(t *testing.T) {
	r := finish(t, command(`
		local function once() print("once", unpack(sigprocmask())) end
		sigaction(SIGCHLD, {flags = SA_RESETHAND + SA_NODEFER, handler = once})
		raise(SIGCHLD)
		raise(SIGCHLD)
		sigaction(SIGUSR1, {flags = SA_RESETHAND + SA_NODEFER, handler = once})
		raise(SIGUSR1)
		print(sigaction(SIGUSR1).handler)
		alarm(60)
		raise(SIGUSR1)
	`))
	if r.signal != syscall.SIGUSR1 {
		t.Errorf("%+v", r)
	}
	wantLines(t, r.stdout, "once\nonce\nSIG_DFL")
}

// What a handler's mask holds back is pending for the process, as it was sent: one
// of each kind. raise's is pending beside it, for the thread.
func TestHeldBackOnce(t *testing.T) {
	wantLines(t, lua(t, `
		local ran, codes = 0, {}
		sigaction(SIGUSR1, {mask = {SIGUSR2}, handler = function() kill(getpid(), SIGUSR2) end})
		signal(SIGUSR2, function(sig, info) ran = ran + 1 codes[info.code] = true end)
		local function together(send)
			sigprocmask(SIG_BLOCK, {SIGUSR1, SIGUSR2})
			send()
			raise(SIGUSR1)
			sigprocmask(SIG_SETMASK, {})
		end
		together(function() kill(getpid(), SIGUSR2) end)
		print(ran)
		together(function() raise(SIGUSR2) end)
		print(ran, codes[SI_USER], codes[SI_TKILL])
	`), "1\n3\ttrue\ttrue")
}

// Where the user's queue has no room, what a handler's mask holds back is handled
// all the same once the mask allows it, and no call sleeps over it.
func TestHeldBackWithoutRoom(t *testing.T) {
	wantLines(t, lua(t, `
		alarm(60)
		sigaction(SIGUSR1, {mask = {SIGRTMIN}, handler = function()
			print(unpack(sigpending()))
			print((select(3, sigsuspend {})) == EINTR)
		end})
		signal(SIGRTMIN, function(sig, info) print("queued", info.value) end)
		sigprocmask(SIG_BLOCK, {SIGUSR1, SIGRTMIN})
		sigqueue(getpid(), SIGRTMIN, 5)
		raise(SIGUSR1)
		setrlimit("SIGPENDING", {cur = 0})
		sigprocmask(SIG_SETMASK, {})
	`), "34\nqueued\t5\ntrue")
}

func TestChildFlags(t *testing.T) {
	for name, handler := range map[string]string{
		"default": "SIG_DFL", "handled": "function() chld = chld + 1 end", "blocked": "SIG_DFL, block = sigprocmask(SIG_BLOCK, SIGCHLD) and nil",
	} {
		t.Run(name, func(t *testing.T) {
			wantLines(t, lua(t, `
				chld = 0
				sigaction(SIGCHLD, {flags = SA_NOCLDWAIT, handler = `+handler+`})
				local p = fork()
				if p == 0 then _exit(3) end
				print((select(3, waitpid(p))) == ECHILD)
				sigaction(SIGCHLD, {flags = SA_NOCLDSTOP, handler = `+handler+`})
				sigtimedwait(SIGCHLD, 0)
				chld = 0
				p = fork()
				if p == 0 then while true do pause() end end
				kill(p, SIGSTOP)
				print(select(2, waitpid(p, WUNTRACED)))
				print(chld, #sigpending())
				kill(p, SIGKILL)
				print(select(2, waitpid(p)))
			`), "true\nstopped\t19\ttable: ...\n0\t0\nkilled\t9\ttable: ...")
		})
	}
}

// Functions of Lua's get the siginfo if they have a parameter for it.
func TestHandlerArguments(t *testing.T) {
	wantLines(t, lua(t, `
		for _, handler in ipairs {
			function(...) print(select("#", ...), type((select(2, ...)))) end,
			function(sig, info) print(sig, info.signo, info.code == SI_TKILL, info.pid == getpid(), info.uid == getuid(), info.status) end,
			function(sig, ...) print(sig, select("#", ...)) end,
			function(sig) print(sig) end,
			print,
		} do
			signal(SIGUSR1, handler)
			raise(SIGUSR1)
		end
		signal(SIGRTMIN, function(sig, info) print(info.value, info.code == SI_QUEUE) end)
		for i = 1, 3 do sigqueue(getpid(), SIGRTMIN, -i) end
	`), "2\ttable\n10\t10\ttrue\ttrue\ttrue\tnil\n10\t1\n10\n10\n-1\ttrue\n-2\ttrue\n-3\ttrue")
}

func TestAbort(t *testing.T) {
	for name, before := range map[string]string{
		"default": ``, "ignored": `signal(SIGABRT, SIG_IGN)`, "blocked": `sigprocmask(SIG_BLOCK, SIGABRT)`,
		"handled":             `signal(SIGABRT, function() print("handled") end)`,
		"handled and blocked": `signal(SIGABRT, function() print("handled") end) sigprocmask(SIG_BLOCK, SIGABRT)`,
	} {
		r := finish(t, command(before+` abort()`))
		if r.signal != syscall.SIGABRT || (r.stdout == "handled\n") != strings.HasPrefix(name, "handled") {
			t.Errorf("%s: %+v", name, r)
		}
	}
	wantLines(t, lua(t, `
		if clone(CLONE_NEWUSER + CLONE_NEWPID) == 0 then abort() end
		print(select(2, wait()))
	`), "exited\t127\ttable: ...")
}

// sigsuspend puts another mask in place for as long as it sleeps.
func TestSigsuspend(t *testing.T) {
	wantLines(t, lua(t, `
		local function list(t) return "{" .. table.concat(t, " ") .. "}" end
		signal(SIGUSR1, function() print("USR1", list(sigprocmask())) end)
		signal(SIGUSR2, function() print("USR2") error("out", 0) end)
		sigprocmask(SIG_BLOCK, {SIGUSR1, SIGUSR2})
		raise(SIGUSR1)
		print(sigsuspend {SIGUSR2, SIGTERM})
		print(list(sigprocmask()))
		if fork() == 0 then kill(getppid(), SIGUSR1) _exit(0) end
		print(sigsuspend(SIGUSR2))
		raise(SIGUSR2)
		print(pcall(sigsuspend, {}))
		print(list(sigprocmask()), list(sigpending()))
		local p = fork()
		if p == 0 then
			sigprocmask(SIG_BLOCK, SIGTERM)
			raise(SIGTERM)
			sigsuspend {}
		end
		print(select(2, waitpid(p)))
	`), `USR1	{10 12 15}
nil	sigsuspend([SIGUSR2, SIGTERM]): Interrupted system call (EINTR)	4
{10 12}
USR1	{10 12}
nil	sigsuspend(SIGUSR2): Interrupted system call (EINTR)	4
USR2
false	out
{10 12}	{}
killed	15	table: ...`)
}

func TestSigprocmaskRefused(t *testing.T) {
	wantLines(t, lua(t, `
		print(sigprocmask(7, {}))
		print(pcall(sigprocmask, "hold", {}))
		print(pcall(sigprocmask, SIG_BLOCK, true))
		print(pcall(sigprocmask, SIG_BLOCK, {"NONE"}))
		print(#sigprocmask(SIG_BLOCK, "USR1"), unpack(sigprocmask()))
	`), `nil	sigprocmask(7, []): Invalid argument (EINVAL)
hint: how is SIG_BLOCK (0), SIG_UNBLOCK (1) or SIG_SETMASK (2)	22
false	...bad argument #1 to 'sigprocmask' (unknown mask how 'hold'; valid are SIG_BLOCK SIG_UNBLOCK SIG_SETMASK)
false	...bad argument #2 to 'sigprocmask' (signal or list of signals expected, got boolean)
false	...bad argument #2 to 'sigprocmask' (unknown signal 'NONE'; valid are ...)
0	10`)
}

// A new program finds what the script has ignored and blocked, as C has it, and
// what is pending; a child finds nothing pending.
func TestSignalsInherited(t *testing.T) {
	const set = `
		signal(SIGUSR1, SIG_IGN) signal(SIGPROF, SIG_IGN) signal(SIGTERM, function() end)
		sigprocmask(SIG_BLOCK, {SIGUSR1, SIGUSR2, SIGTERM, SIGCHLD, SIGURG, SIGSEGV, SIGPROF, SIGKILL, SIGRTMIN, SIGRTMAX})
		kill(getpid(), SIGUSR2) raise(SIGTERM)
	`
	// 10, 12, 15, 17, 23, 11, 27, 34, 64; 10 and 27; nothing caught
	const masks = "SigBlk:\t8000000204414e00\nSigIgn:\t0000000004000200\nSigCgt:\t0000000000000000"
	const none = "SigPnd:\t0000000000000000\nShdPnd:\t0000000000000000\n"
	const list = `{"-n", "/^S[ih][gd]\\(Pnd\\|Blk\\|Ign\\|Cgt\\):/p", "/proc/self/status"}`
	eachUser(t, func(t *testing.T, run func(string) result) {
		wantLines(t, ended(t, run(set+`execvp("sed", `+list+`)`)),
			"SigPnd:\t0000000000004000\nShdPnd:\t0000000000000800\n"+masks)
		wantLines(t, ended(t, run(set+`if fork() == 0 then execvp("sed", `+list+`) end sigwait(SIGCHLD)`)), none+masks)
		wantLines(t, ended(t, run(set+`local a = `+list+` table.insert(a, 1, "sed") spawn(a) sigwait(SIGCHLD)`)), none+masks)
		wantLines(t, ended(t, run(set+`
			local a = `+list+` table.insert(a, 1, "sed")
			spawn(a, {mask = SIGHUP})
			sigwait(SIGCHLD)`)), none+"SigBlk:\t0000000000000001\nSigIgn:\t0000000004000200\nSigCgt:\t0000000000000000")
		// From a handler, whose signal is blocked.
		wantLines(t, ended(t, run(`signal(SIGUSR2, function() execvp("sed", `+list+`) end) raise(SIGUSR2)`)),
			none+"SigBlk:\t0000000000000800\nSigIgn:\t0000000000000000\nSigCgt:\t0000000000000000")
	})
}

// The mask that nslua is started with is the script's, whatever the Go runtime
// has unblocked in between.
func TestMaskAtStart(t *testing.T) {
	python, err := exec.LookPath("python3")
	if err != nil {
		t.Skip(err)
	}
	cmd := exec.Command(python, "-c", `import os, signal, sys
signal.pthread_sigmask(signal.SIG_BLOCK, [1, 2, 3, 4, 11, 12, 15, 17, 23, 27, 34, 63])
os.execv(sys.argv[1], sys.argv[1:])`, testBinary())
	cmd.Env = append(os.Environ(), scriptVariable+`=
		print(unpack(sigprocmask()))
		kill(getpid(), SIGTERM)
		print(sigwait(SIGTERM))
		waitpid(spawn {"true"})
		print(sigwait(SIGCHLD))`)
	wantLines(t, ended(t, finish(t, cmd)), "1\t2\t3\t4\t11\t12\t15\t17\t23\t27\t34\t63\n15\n17")
}

// What is pending is that of the process, as in C.
func TestPendingInStatus(t *testing.T) {
	wantLines(t, lua(t, `
		sigprocmask(SIG_BLOCK, {SIGUSR1, SIGUSR2, SIGRTMIN})
		if fork() == 0 then
			for i = 1, 3 do kill(getppid(), SIGUSR1) sigqueue(getppid(), SIGRTMIN, i) end
			tgkill(getppid(), getppid(), SIGUSR2)
			_exit(0)
		end
		wait()
		local fd = open("/proc/self/status")
		local status = read(fd, 10000)
		print(status:match("SigPnd:%s*(%x+)"), status:match("ShdPnd:%s*(%x+)"))
		print(unpack(sigpending()))
	`), "0000000000000800\t0000000200000200\n10\t12\t34")
}
