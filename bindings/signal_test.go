package bindings

import (
	"fmt"
	"syscall"
	"testing"
)

// A child that signals its parent at once stands for whoever sends one at any
// time: the parent runs on until the handler has run.
const interrupted = `
	local done = false
	signal(SIGUSR1, function(sig) done = sig end)
	local parent = getpid()
	local function send() if fork() == 0 then kill(parent, SIGUSR1) _exit(0) end end
`

// A binding can be a handler: it gets the signal's number if it takes anything.
func TestSignalBindingAsHandler(t *testing.T) {
	wantLines(t, lua(t, `
		signal(SIGUSR1, wait)
		assert(spawn {"true"})
		raise(SIGUSR1)
		print(wait())
		signal(SIGTERM, exit)
		if fork() == 0 then raise(SIGTERM) end
		print(select(2, wait()))
	`), "nil\twait(): No child processes (ECHILD)\t10\nexited\t15\ttable: ...")
}

func TestHandlerInterruptsLua(t *testing.T) {
	for name, loop := range map[string]string{
		"while":      `send() while not done do end`,
		"repeat":     `send() repeat until done`,
		"for":        `send() for i = 1, math.huge do if done then break end end`,
		"generic":    `send() for k in function() return not done or nil end do end`,
		"coroutine":  `send() coroutine.wrap(function() while not done do end end)()`,
		"running":    `local co = coroutine.create(function() coroutine.yield() while not done do end end) coroutine.resume(co) send() coroutine.resume(co)`,
		"tail calls": `local function spin() if not done then return spin() end end send() spin()`,
		"recursion":  `local function deep(n) if n > 0 and not done then deep(n - 1) deep(n - 1) end end send() while not done do deep(50) end`,
		"pcall":      `send() pcall(function() while not done do end end)`,
		"sort":       `send() while not done do table.sort({3, 2, 1, 5, 4}, function(a, b) return a < b end) end`,
		"late":       `while not done do if send then send() send = nil end end`,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			wantLines(t, lua(t, interrupted+loop+` print(done, select(2, wait()))`), "10\texited\t0\ttable: ...")
		})
	}
}

// The registers of what is interrupted are left alone, and nothing is lost by it.
func TestHandlerDisturbsNothing(t *testing.T) {
	wantLines(t, lua(t, `
		local runs = 0
		signal(SIGUSR1, function(...)
			runs = runs + 1
			local t = {} for i = 1, 20 do t[i] = {...} end
			return unpack(t)
		end)
		local parent, r, w = getpid(), pipe()
		local child = fork()
		if child == 0 then while true do kill(parent, SIGUSR1) end end
		local function f(a, b, ...) return select("#", ...), a + b, ... end
		while runs < 300 do
			local t = {f(1, 2, 3, nil, 5)}
			assert(t[1] == 3 and t[2] == 3 and t[3] == 3 and t[5] == 5)
			local s = ("x"):rep(10) .. #t .. tostring(t[2])
			assert(s == "xxxxxxxxxx53", s)
		end
		kill(child, SIGKILL)
		print(select(2, waitpid(child)))
	`), "killed\t9\ttable: ...")
}

func TestHandlerOnlyWhileInstalled(t *testing.T) {
	wantLines(t, lua(t, `
		local first = function() print("first") end
		print(signal(SIGUSR1, first), raise(SIGUSR1))
		print(signal(SIGUSR1, function() print("second") end) == first)
		raise(SIGUSR1)
		print(type(signal("USR1", "SIG_IGN")), raise(SIGUSR1))
		print(signal(SIGUSR1, SIG_DFL))
		signal(SIGUSR2, function() signal(SIGUSR2, SIG_DFL) print("last") end)
		kill(getpid(), SIGUSR2)
		print(signal(SIGUSR2, SIG_DFL))
	`), "first\nSIG_DFL\t0\ntrue\nsecond\nfunction\t0\nSIG_IGN\nlast\nSIG_DFL")
}

func TestHandlerError(t *testing.T) {
	wantLines(t, lua(t, `
		signal(SIGUSR1, function() error("from the handler") end)
		print(pcall(raise, SIGUSR1))
		signal(SIGUSR1, function() error({code = 7}) end)
		local ok, err = pcall(function() raise(SIGUSR1) end)
		print(ok, err.code)
		local parent = getpid()
		local r, w = pipe()
		if fork() == 0 then read(r, 1) kill(parent, SIGUSR1) _exit(0) end
		ok, err = pcall(function() write(w, "x") while true do pause() end end)
		print(ok, err.code)
		print(signal(SIGUSR1, SIG_DFL) ~= nil, select(2, wait()))
	`), "false\t<string>:2: from the handler\nfalse\t7\nfalse\t7\ntrue\texited\t0\ttable: ...")
}

// What blocks goes on after a handler, with the time that is left.
func TestHandlerInBlockingCalls(t *testing.T) {
	wantLines(t, lua(t, `
		local runs, parent = 0, getpid()
		signal(SIGUSR1, function() runs = runs + 1 write(2, "") end)
		local r, w = pipe()
		if fork() == 0 then
			for i = 1, 50 do kill(parent, SIGUSR1) sleep(0.001) end
			write(w, "late")
			sleep(0.01)
			_exit(5)
		end
		print(read(r, 10), runs > 0)
		print(select(2, wait()))
		if fork() == 0 then for i = 1, 50 do kill(parent, SIGUSR1) end _exit(0) end
		print(sleep(0.05))
		print(select(2, wait()))
	`), "late\ttrue\nexited\t5\ttable: ...\n0\nexited\t0\ttable: ...")
}

// Real-time signals queue, so that each can be counted: none is lost or slept
// over, whatever the script is doing.
func TestNoSignalIsLost(t *testing.T) {
	for name, meanwhile := range map[string]string{
		"read":  `read(blocking, 1)`,
		"wait":  `wait()`,
		"sleep": `while not ended() do sleep(0.0001) end`,
		"loop":  `while not ended() do end`,
		"fork":  `while not ended() do local p = fork() if p == 0 then _exit(0) end waitpid(p) end`,
	} {
		t.Run(name, func(t *testing.T) {
			wantLines(t, lua(t, `
				local count, parent = 0, getpid()
				signal(SIGRTMIN, function() count = count + 1 end)
				local r, w = pipe(O_NONBLOCK)
				local blocking, w2 = pipe()
				local function ended() return read(r, 1) == "" end
				local child = fork()
				if child == 0 then
					for i = 1, 10000 do
						while not sigqueue(parent, SIGRTMIN) do end -- the queue is full
					end
					_exit(0)
				end
				close(w) close(w2)
				`+meanwhile+`
				waitpid(child)
				print(count)
			`), "10000")
		})
	}
}

func TestHandlersNest(t *testing.T) {
	wantLines(t, lua(t, `
		local depth = 0
		signal(SIGUSR1, function()
			depth = depth + 1
			print("USR1 begins", depth)
			if depth == 1 then raise(SIGUSR1) raise(SIGUSR2) end
			print("USR1 ends")
		end)
		signal(SIGUSR2, function() print("USR2") end)
		raise(SIGUSR1)
	`), "USR1 begins\t1\nUSR2\nUSR1 ends\nUSR1 begins\t2\nUSR1 ends")
}

func TestForkInHandler(t *testing.T) {
	wantLines(t, lua(t, `
		local role
		signal(SIGUSR1, function()
			local p = fork()
			role = p == 0 and "child" or "parent"
			if p > 0 then wait() end
		end)
		local co = coroutine.wrap(function()
			raise(SIGUSR1)
			print(role, coroutine.running() ~= nil)
		end)
		co()
		print(role, "outside")
	`), "child\ttrue\nchild\toutside\nparent\ttrue\nparent\toutside")
}

// What a handler does with coroutines is its own affair.
func TestCoroutinesInHandler(t *testing.T) {
	wantLines(t, lua(t, `
		signal(SIGUSR1, function()
			local inner = coroutine.wrap(function(a) local b = coroutine.yield(a + 1) return b * 2 end)
			print(inner(1), inner(5))
		end)
		local co
		co = coroutine.create(function()
			raise(SIGUSR1)
			print(coroutine.running() == co, coroutine.status(co))
			coroutine.yield("yielded")
			raise(SIGUSR1)
			return "returned"
		end)
		print(coroutine.resume(co))
		print(coroutine.resume(co))
		signal(SIGUSR1, function() coroutine.yield() end)
		print(pcall(raise, SIGUSR1))
	`), "2\t10\ntrue\trunning\ntrue\tyielded\n2\t10\ntrue\treturned\nfalse\t...across metamethod/C-call boundary")
}

func TestSigprocmask(t *testing.T) {
	wantLines(t, lua(t, `
		signal(SIGUSR1, function() print("handled") end)
		print(unpack(sigprocmask(SIG_BLOCK, {SIGUSR1, "USR2"})))
		raise(SIGUSR1) raise(SIGUSR1)
		print("held back")
		print(unpack(sigprocmask("unblock", {SIGUSR1})))
		print(unpack(sigprocmask(SIG_SETMASK, {})))
		print(#sigprocmask())
	`), "\nheld back\nhandled\n10\t12\n12\n0")
}

// The child sends until it is stopped: what comes before pause is no news to it.
func TestPauseReturns(t *testing.T) {
	wantLines(t, lua(t, `
		local runs, parent = 0, getpid()
		signal(SIGUSR1, function() runs = runs + 1 end)
		local child = fork()
		if child == 0 then while true do kill(parent, SIGUSR1) sleep(0.001) end end
		print(pause())
		print(runs > 0, kill(child, SIGKILL), select(2, wait()))
	`), "nil\tpause(): Interrupted system call (EINTR)\t4\ntrue\t0\tkilled\t9\ttable: ...")
}

func TestSignalRefused(t *testing.T) {
	wantLines(t, lua(t, `
		print(signal(SIGKILL, SIG_IGN))
		print(signal("SEGV", print))
		print(signal(65, SIG_DFL))
	`), `nil	signal(SIGKILL, SIG_IGN): Invalid argument (EINVAL)
hint: SIGKILL can be neither handled nor ignored	22
nil	signal(SIGSEGV, function): Invalid argument (EINVAL)
hint: the Go runtime and nslua keep SIGSEGV for themselves	22
nil	signal(65, SIG_DFL): Invalid argument (EINVAL)	22`)
}

// Without a handler a signal does what it does to a C program.
func TestDefaultKills(t *testing.T) {
	for _, sig := range []syscall.Signal{syscall.SIGTERM, syscall.SIGUSR1, syscall.SIGSEGV, syscall.SIGKILL} {
		r := finish(t, command(fmt.Sprintf("raise(%d)", sig)))
		if r.signal != sig {
			t.Errorf("%v: %+v", sig, r)
		}
	}
}

// What signame calls a signal is its name everywhere.
func TestRealTimeNames(t *testing.T) {
	wantLines(t, lua(t, `
		for sig = SIGRTMIN, SIGRTMAX do
			assert(signame(signame(sig)) == signame(sig))
		end
		signal("SIGRTMIN+2", function(sig) print(signame(sig)) end)
		print(raise "rtmin+2", signame "RTMAX-1", signame "SIGRTMAX-29")
		sigprocmask(SIG_BLOCK, {"RTMIN+3"})
		print(signame(sigprocmask()[1]))
		print(pcall(signame, "SIGRTMIN+31"))
	`), `SIGRTMIN+2
0	SIGRTMIN+29	SIGRTMIN+1
SIGRTMIN+3
false	...bad argument #1 to 'signame' (unknown signal 'SIGRTMIN+31'; valid are SIGHUP ...)`)
}
