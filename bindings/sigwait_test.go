package bindings

import (
	"fmt"
	"os/exec"
	"testing"
)

// told is how siginfo tables print here.
const told = `
	local function tell(i)
		local words = {}
		for _, name in ipairs {"signo", "code", "errno", "pid", "uid", "status", "value", "ptr"} do
			local value = i[name]
			if name == "pid" and value == getpid() then value = "own" end
			if name == "uid" and value == getuid() then value = "own" end
			words[#words + 1] = value and name .. "=" .. value
		end
		return table.concat(words, " ")
	end
`

func TestSiginfo(t *testing.T) {
	eachUser(t, func(t *testing.T, run func(string) result) {
		wantLines(t, ended(t, run(told+`
			sigprocmask(SIG_BLOCK, {SIGUSR1, SIGUSR2, SIGRTMIN, SIGALRM})
			kill(getpid(), SIGUSR1)
			print(tell(sigwaitinfo(SIGUSR1)))
			raise(SIGUSR1)
			print(tell(sigwaitinfo(SIGUSR1)))
			sigqueue(getpid(), SIGUSR2, -2147483648)
			print(tell(sigwaitinfo {"USR2"}))
			alarm(1) setitimer("real", 1e-9)
			print(tell(sigwaitinfo(SIGALRM)))
			local p = fork()
			if p == 0 then sigqueue(getppid(), SIGRTMIN, 2147483647) _exit(0) end
			local i = sigwaitinfo(SIGRTMIN)
			print(i.pid == p, i.value, i.code == SI_QUEUE)
		`)), "signo=10 code=0 errno=0 pid=own uid=own\nsigno=10 code=-6 errno=0 pid=own uid=own\n"+
			"signo=12 code=-1 errno=0 pid=own uid=own value=-2147483648\nsigno=14 code=128 errno=0\ntrue\t2147483647\ttrue")
	})
}

// SIGCHLD tells what has become of a child, to sigwaitinfo, a signalfd and a handler.
func TestSiginfoOfChildren(t *testing.T) {
	for name, receive := range map[string]string{
		"sigwaitinfo": `sigprocmask(SIG_BLOCK, SIGCHLD) function receive() return sigwaitinfo(SIGCHLD) end`,
		"signalfd":    `sigprocmask(SIG_BLOCK, SIGCHLD) local fd = signalfd(SIGCHLD) function receive() return signalfd_read(fd) end`,
		"handler": `local last
			sigprocmask(SIG_BLOCK, SIGCHLD)
			signal(SIGCHLD, function(sig, info) last = info end)
			function receive() sigsuspend {} return last end`,
	} {
		t.Run(name, func(t *testing.T) {
			wantLines(t, lua(t, receive+`
				local names = {"EXITED", "KILLED", "DUMPED", "TRAPPED", "STOPPED", "CONTINUED"}
				local p
				local function show()
					local i = receive()
					print(names[i.code], i.status, i.pid == p, i.uid == getuid(), i.signo == SIGCHLD)
				end
				p = fork()
				if p == 0 then sigprocmask(SIG_SETMASK, {}) while true do pause() end end
				kill(p, SIGSTOP) show()
				kill(p, SIGCONT) show()
				kill(p, SIGKILL) show()
				waitpid(p)
				p = fork()
				if p == 0 then _exit(7) end
				show()
			`), "STOPPED\t19\ttrue\ttrue\ttrue\nCONTINUED\t18\ttrue\ttrue\ttrue\nKILLED\t9\ttrue\ttrue\ttrue\nEXITED\t7\ttrue\ttrue\ttrue")
		})
	}
}

// The first process of a pid namespace sees no number of who signals it from
// outside, and its own of who does from inside.
func TestSiginfoAcrossNamespaces(t *testing.T) {
	eachUser(t, func(t *testing.T, run func(string) result) {
		wantLines(t, ended(t, run(`
			sigprocmask(SIG_BLOCK, {SIGUSR1, SIGRTMIN})
			local r, w = pipe()
			local p = clone(CLONE_NEWUSER + CLONE_NEWPID)
			if p == 0 then
				for i = 1, 2 do
					local info = sigwaitinfo {SIGUSR1, SIGRTMIN}
					print(info.signo, info.pid, info.value)
				end
				local child = fork()
				if child == 0 then sigqueue(1, SIGRTMIN, 5) _exit(0) end
				local info = sigwaitinfo(SIGRTMIN)
				print(info.pid == child, info.pid, info.value)
				_exit(0)
			end
			kill(p, SIGUSR1)
			sigqueue(p, SIGRTMIN, 4)
			print(select(2, waitpid(p)))
		`)), "10\t0\tnil\n34\t0\t4\ntrue\t2\t5\nexited\t0\ttable: ...")
	})
}

// Uids of others are those of the receiver's user namespace.
func TestSiginfoUid(t *testing.T) {
	needRoot(t)
	wantLines(t, lua(t, `
		sigprocmask(SIG_BLOCK, {SIGRTMIN})
		local p = fork()
		if p == 0 then
			setuid(4242)
			local info = sigwaitinfo(SIGRTMIN)
			print(info.uid, info.pid == getppid(), info.value)
			print(sigqueue(getppid(), SIGRTMIN, 1))
			print(kill(1, 0))
			_exit(0)
		end
		sigqueue(p, SIGRTMIN, 9)
		waitpid(p)
		print(#sigpending())
	`), "0\ttrue\t9\nnil\tsigqueue(..., SIGRTMIN, 1): Operation not permitted (EPERM)\n"+
		"hint: process ... is uid 0's and this one is uid 4242's; it lacks CAP_KILL, which would do for others' processes\t1\n"+
		"nil\tkill(1, 0): Operation not permitted (EPERM)\n"+
		"hint: process 1 is uid 0's and this one is uid 4242's; it lacks CAP_KILL, which would do for others' processes\t1\n0")
}

func TestKillRefused(t *testing.T) {
	eachUser(t, func(t *testing.T, run func(string) result) {
		wantLines(t, ended(t, run(`
			local p = spawn {"true"}
			waitpid(p)
			print(kill(p, SIGTERM))
			print(kill(getpid(), 65))
			print(tgkill(getpid(), p, 0))
			print(killpg(1, 0))
			print(killpg(-1, 0))
			print(sigqueue(getpid(), 65, 1))
			print(pcall(sigqueue, getpid(), SIGUSR1, 2^31))
			print(signame(0), signame(9), signame(33), signame(64), signame(65))
		`)), `nil	kill(..., SIGTERM): No such process (ESRCH)	3
nil	kill(..., 65): Invalid argument (EINVAL)	22
nil	tgkill(..., ..., 0): No such process (ESRCH)	3
nil	killpg(1, 0): Invalid argument (EINVAL)
hint: process group 1 cannot be named: kill(-1) is for every process	22
nil	killpg(-1, 0): Invalid argument (EINVAL)	22
nil	sigqueue(..., 65, 1): Invalid argument (EINVAL)	22
false	...bad argument #3 to 'sigqueue' (integer from -2147483648 to 2147483647 expected, got 2147483648)
nil	SIGKILL	nil	SIGRTMIN+30	nil`)
	})
}

// CAP_KILL in a user namespace is none outside.
func TestKillOutside(t *testing.T) {
	wantLines(t, ordinary(t, `
		unshare(CLONE_NEWUSER) idmap "root"
		print(kill(1, 0))
	`), "nil\tkill(1, 0): Operation not permitted (EPERM)\n"+
		"hint: this process's CAP_KILL counts in its own user namespace and those below, and process 1 is in none of them\t1")
}

// It is a user's of its own: what is queued is counted for all of a user's processes.
func TestSigqueueRefused(t *testing.T) {
	needRoot(t)
	cmd := command(`
		sigprocmask(SIG_BLOCK, SIGRTMIN)
		for i = 1, 3 do assert(sigqueue(getpid(), SIGRTMIN, i)) end
		print(sigqueue(getpid(), SIGRTMIN, 4))
		print(sigwaitinfo(SIGRTMIN).value, sigwaitinfo(SIGRTMIN).value, sigwaitinfo(SIGRTMIN).value, #sigpending())
	`)
	path, err := exec.LookPath("prlimit")
	if err != nil {
		t.Skip(err)
	}
	cmd.Args = append([]string{"prlimit", "--sigpending=3"}, cmd.Path)
	cmd.Path = path
	wantLines(t, ended(t, finish(t, as(cmd, otherUser+1))), "nil\tsigqueue(..., SIGRTMIN, 4): Resource temporarily unavailable (EAGAIN)\n"+
		"hint: 3 signals are queued for the processes of its user, and RLIMIT_SIGPENDING of process ... is 3\t11\n1\t2\t3\t0")
}

// A C program may send a pointer.
func TestSigvalPointer(t *testing.T) {
	python, err := exec.LookPath("python3")
	if err != nil {
		t.Skip(err)
	}
	const send = `import ctypes,sys,os
ctypes.CDLL(None).sigqueue(int(sys.argv[1]), 34, ctypes.c_void_p(0x123456789abcdef0))`
	wantLines(t, lua(t, fmt.Sprintf(`
		sigprocmask(SIG_BLOCK, SIGRTMIN)
		local fd = signalfd(SIGRTMIN)
		for i = 1, 2 do waitpid(spawn {%q, "-c", %q, tostring(getpid())}) end
		for _, i in ipairs {sigwaitinfo(SIGRTMIN), signalfd_read(fd)} do print(i.value, i.ptr) end
	`, python, send)), "-1698898192\t0x123456789abcdef0\n-1698898192\t0x123456789abcdef0")
}

func TestSigtimedwait(t *testing.T) {
	eachUser(t, func(t *testing.T, run func(string) result) {
		wantLines(t, ended(t, run(`
			sigprocmask(SIG_BLOCK, {SIGUSR1})
			print(sigtimedwait(SIGUSR1, 0))
			print(sigtimedwait({SIGUSR1, "USR2"}, 0.001))
			print(pcall(sigtimedwait, SIGUSR1, -1))
			print(sigtimedwait(SIGURG, 1))
			print(sigwait {33})
			print(pcall(sigwait, {SIGUSR1, print}))
			print(pcall(sigwait, "NONE"))
			-- Handlers of others run meanwhile, and the time does not begin anew.
			local runs, start = 0, clock_gettime(CLOCK_MONOTONIC)
			signal(SIGALRM, function() runs = runs + 1 end)
			setitimer(ITIMER_REAL, 0.005, 0.005)
			print((select(3, sigtimedwait(SIGUSR1, 0.1))) == EAGAIN)
			setitimer(ITIMER_REAL, 0)
			print(runs > 3, clock_gettime(CLOCK_MONOTONIC) - start >= 0.1)
			-- What is not blocked is handled, and what is comes of the wait.
			signal(SIGUSR2, function() kill(getpid(), SIGUSR1) end)
			if fork() == 0 then kill(getppid(), SIGUSR2) _exit(0) end
			print(sigwait(SIGUSR1))
			wait()
			-- An error of a handler comes out of it.
			signal(SIGUSR2, function() error("from the handler", 0) end)
			print(pcall(function()
				if fork() == 0 then kill(getppid(), SIGUSR2) _exit(0) end
				sigwait(SIGUSR1)
			end))
		`)), `nil	sigtimedwait(SIGUSR1, 0): Resource temporarily unavailable (EAGAIN)	11
nil	sigtimedwait([SIGUSR1, SIGUSR2], 0.001): Resource temporarily unavailable (EAGAIN)	11
false	...bad argument #2 to 'sigtimedwait' (seconds from 0 expected, got -1)
nil	sigtimedwait(SIGURG, 1): Invalid argument (EINVAL)
hint: the Go runtime and nslua keep SIGURG for themselves	22
nil	sigwait([33]): Invalid argument (EINVAL)
hint: the Go runtime and nslua keep 33 for themselves	22
false	...bad argument #1 to 'sigwait' (signal expected at index 2, got function)
false	...bad argument #1 to 'sigwait' (unknown signal 'NONE'; valid are ...)
true
true	true
10
false	from the handler`)
	})
}

// A signal that is not blocked, and has a handler, goes to whoever waits for it.
func TestSigwaitUnblocked(t *testing.T) {
	wantLines(t, lua(t, `
		local handled, waited = 0, 0
		signal(SIGRTMIN, function() handled = handled + 1 end)
		signal(SIGUSR1, function() end)
		sigprocmask(SIG_BLOCK, SIGTERM)
		local parent = getpid()
		local p = fork()
		if p == 0 then
			for i = 1, 3000 do while not sigqueue(parent, SIGRTMIN, i) do end end
			kill(parent, SIGTERM)
			_exit(0)
		end
		while sigwait {SIGRTMIN, SIGTERM} == SIGRTMIN do waited = waited + 1 end
		print(handled + waited)
	`), "3000")
}

// Many at once: 2,000 that queue and 17 different ones that do not, against each
// way to take them, while handlers of others run.
func TestSignalsTaken(t *testing.T) {
	for name, receive := range map[string]string{
		"sigwait":      `function receive() return sigwaitinfo(set) end`,
		"sigtimedwait": `function receive() return sigtimedwait(set, 0.0005) or receive() end`,
		"signalfd":     `local fd = signalfd(set) function receive() return signalfd_read(fd) end`,
		"read": `local fd = signalfd(set, SFD_NONBLOCK)
			function receive() local i = signalfd_read(fd) if i then return i end sigtimedwait(SIGTTIN, 0.0005) return receive() end`,
		"handler": `local got = {}
			for _, sig in ipairs(set) do signal(sig, function(sig, info) got[#got + 1] = info end) end
			function receive() if #got == 0 then sigsuspend {} end return table.remove(got, 1) end`,
	} {
		t.Run(name, func(t *testing.T) {
			eachUser(t, func(t *testing.T, run func(string) result) {
				wantLines(t, ended(t, run(`
					local standard = {1, 2, 3, 6, 10, 12, 13, 14, 15, 17, 20, 22, 24, 25, 26, 27, 29}
					set = {SIGRTMIN, SIGRTMAX, unpack(standard)}
					sigprocmask(SIG_BLOCK, set)
					`+receive+`
					local others, parent = 0, getpid()
					signal(SIGUSR2 + 19, function() others = others + 1 end) -- SIGSYS
					local ready, go = pipe()
					local sender = fork()
					if sender == 0 then
						for i = 1, 2000 do
							while not sigqueue(parent, i % 2 == 0 and SIGRTMIN or SIGRTMAX, i) do end
							if i % 20 == 0 then kill(parent, SIGSYS) end
						end
						for _, sig in ipairs(standard) do kill(parent, sig) end
						sigwait(SIGTERM)
						_exit(0)
					end
					local values, seen, count = {}, {}, 0
					while count < 2000 + #standard do
						local i = receive()
						assert(i.pid == sender, i.signo)
						if i.code == SI_QUEUE then
							assert(not values[i.value], i.value)
							values[i.value] = true
							count = count + 1
						elseif not seen[i.signo] then
							seen[i.signo] = true
							count = count + 1
						else
							error("twice: " .. i.signo)
						end
					end
					for i = 1, 2000 do assert(values[i], i) end
					for _, sig in ipairs(standard) do assert(seen[sig], sig) end
					print(#sigpending(), others > 0)
					kill(sender, SIGTERM)
				`)), "0\ttrue")
			})
		})
	}
}
