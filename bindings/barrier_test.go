package bindings

import (
	"os/exec"
	"testing"
)

// A side that has ended is seen by the other, however it came to its end and
// whoever was forked meanwhile.
func TestBarrierPeers(t *testing.T) {
	const hint = "\nhint: the other side of the barrier has ended, called exec or closed it"
	for name, c := range map[string]struct{ script, want string }{
		"child killed before it waits": {`
			local b = barrier()
			local p = fork()
			if p == 0 then pause() end
			kill(p, SIGKILL)
			print((select(2, b:wait())))
			print((select(2, b:open "x")))
		`, "barrier:wait(): Broken pipe (EPIPE)" + hint + "\nbarrier:open(\"x\"): Broken pipe (EPIPE)" + hint},
		"child killed with an opening unread": {`
			local b = barrier()
			local p = fork()
			if p == 0 then b:open "last" raise(SIGKILL) end
			b:open()
			waitpid(p)
			print(b:wait())
			print((select(3, b:wait())) == EPIPE, (select(3, b:open())) == EPIPE)
		`, "last\ntrue\ttrue"},
		"open to one killed with an opening unread": {`
			local b = barrier()
			local p = fork()
			if p == 0 then b:open "last" raise(SIGKILL) end
			b:open()
			waitpid(p)
			print((select(3, b:open())) == EPIPE)
			print(b:wait())
		`, "true\nlast"},
		"parent killed": {`
			local r, w = pipe()
			local middle = fork()
			if middle == 0 then
				local b = barrier()
				if fork() == 0 then
					print((select(2, b:wait())))
					exit()
				end
				raise(SIGKILL)
			end
			close(w)
			read(r, 1) -- until both have ended
		`, "barrier:wait(): Broken pipe (EPIPE)" + hint},
		"others forked afterwards": {`
			local b = barrier()
			local first = fork()
			if first == 0 then
				local told = barrier()
				if fork() == 0 then print((select(2, pcall(b.wait, b)))) told:open() pause() end
				told:wait()
				b:open()
				pause()
			end
			local second = fork()
			if second == 0 then b:close() pause() end
			spawn {"sleep", "100"}
			b:wait()
			kill(first, SIGKILL)
			print((select(3, b:wait())) == EPIPE)
			kill(0, SIGKILL)
		`, "...calling 'barrier:wait' on bad self (it is between two other processes: this one was forked when both sides were taken)\ntrue"},
		"exec": {`
			local b = barrier()
			local p = fork()
			if p == 0 then execvp("sleep", {"100"}) end
			print((select(3, b:wait())) == EPIPE)
			kill(p, SIGKILL)
		`, "true"},
		"closed": {`
			local b = barrier()
			local p = fork()
			if p == 0 then b:close() b:close() pause() end
			print((select(3, b:wait())) == EPIPE)
			kill(p, SIGKILL)
		`, "true"},
		"given to a grandchild": {`
			local b = barrier()
			local child = fork()
			if child == 0 then
				b:give()
				local p = fork()
				if p == 0 then
					b:open(b:wait() .. " back")
					raise(SIGKILL)
				end
				assert(not pcall(b.open, b))
				b:close()
				pause()
			end
			b:open "there and"
			print(b:wait())
			print((select(3, b:wait())) == EPIPE)
			kill(child, SIGKILL)
		`, "there and back\ntrue"},
		"between two children": {`
			local b = barrier()
			local first = fork()
			if first == 0 then b:open "from the first" b:wait() raise(SIGKILL) end
			b:give()
			local second = fork()
			if second == 0 then
				print(b:wait())
				b:open()
				print((select(3, b:wait())) == EPIPE)
				exit()
			end
			waitpid(second)
			print((select(2, pcall(b.open, b))))
		`, "from the first\ntrue\n...calling 'barrier:open' on bad self (this process has given its side of it to a child)"},
		"a function run elsewhere, which is nobody's peer": {`
			unshare(CLONE_NEWUSER)
			local there = clone(CLONE_NEWUTS) if there == 0 then pause() end
			local b, given = barrier(), barrier()
			local first = fork()
			if first == 0 then b:close() print(given:wait()) exit() end
			b:close()
			b = barrier()
			given:give()
			print(select(2, enter(there, function() return pcall(b.open, b) end)))
			kill(there, SIGKILL)
			if fork() == 0 then b:open "still ours" given:open "still to give" exit() end
			waitpid(first)
			print(b:wait())
		`, "...calling 'barrier:open' on bad self (it is that of the process that has the function run elsewhere)\nstill to give\nstill ours"},
		"several": {`
			local a, b, c = barrier(), barrier(), barrier()
			local p = fork()
			if p == 0 then
				a:wait() c:open "c" b:open "b"
				exit()
			end
			a:open()
			print(b:wait(), c:wait(), (select(3, c:wait())) == EPIPE)
		`, "b\tc\ttrue"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			eachUser(t, func(t *testing.T, run func(string) result) {
				cmd := `setpgid() signal(SIGALRM, SIG_DFL)` + c.script
				got := run(cmd)
				if name == "others forked afterwards" { // which kills its process group
					got.signal = 0
				}
				wantLines(t, ended(t, got), c.want)
			})
		})
	}
}

// Rounds in both directions keep their order, and what is opened before it is
// waited for is kept.
func TestBarrierRounds(t *testing.T) {
	wantLines(t, lua(t, `
		local b = barrier()
		local p = fork()
		if p == 0 then
			for i = 1, 3 do print(b:wait(), i) b:open(i) end
			exit()
		end
		for i = 1, 3 do b:open("round " .. i) print("back", b:wait()) end
		wait()

		local b = barrier()
		p = fork()
		if p == 0 then
			for i = 1, 100 do b:open(tostring(i)) end
			b:open(("x"):rep(65536))
			b:open()
			exit()
		end
		waitpid(p)
		for i = 1, 100 do assert(b:wait() == tostring(i)) end
		print(#b:wait(), b:wait() == "", (select(3, b:wait())) == EPIPE)
	`), "round 1\t1\nback\t1\nround 2\t2\nback\t2\nround 3\t3\nback\t3\n65536\ttrue\ttrue")
}

// Handlers run while a side waits, and the time that is left is waited out.
func TestBarrierInterrupted(t *testing.T) {
	wantLines(t, lua(t, `
		local b, ready = barrier(), barrier()
		local parent = getpid()
		local p = fork()
		if p == 0 then
			ready:wait()
			for i = 1, 20 do kill(parent, SIGUSR1) ready:wait() end
			b:open("opened")
			pause()
		end
		local count = 0
		signal(SIGUSR1, function() count = count + 1 ready:open() end)
		ready:open()
		print(b:wait(), count)
		local waiting
		signal(SIGUSR1, function()
			if waiting then waiting = false error("from the handler", 0) end
		end)
		local q = fork()
		if q == 0 then
			repeat sleep(0.001) until kill(parent, SIGUSR1) ~= 0
			exit()
		end
		print(pcall(function() waiting = true return b:wait() end))
		local before = clock_gettime(CLOCK_MONOTONIC)
		print((select(2, b:wait(50))))
		print(clock_gettime(CLOCK_MONOTONIC) - before >= 0.05)
		kill(q, SIGKILL)
		kill(p, SIGKILL)
	`), "opened\t20\nfalse\tfrom the handler\nbarrier:wait(50): Connection timed out (ETIMEDOUT)\ntrue")
}

// Misuse is told before anything could hang.
func TestBarrierMisuse(t *testing.T) {
	wantLines(t, lua(t, `
		local b = barrier()
		local function said(...) print(((select(2, pcall(...))):gsub("^.-: ", "", 1))) end
		said(b.wait, b)
		said(b.wait)
		said(b.wait, 1)
		said(b.wait, b, "x")
		said(b.wait, b, 2^31)
		said(b.open, b, {})
		said(b.wait, b, 1, 2)
		local p = fork()
		if p == 0 then pause() end
		said(b.wait, b, 2^31)
		said(b.open, b, ("x"):rep(65537))
		print(b:close(), b:close(), b)
		said(b.wait, b)
		kill(p, SIGKILL)
	`), `calling 'barrier:wait' on bad self (it has one side only until a child has the other: fork first)
calling 'barrier:wait' on bad self (barrier expected, got no value)
calling 'barrier:wait' on bad self (barrier expected, got number)
bad argument #1 to 'barrier:wait' (integer expected, got string)
calling 'barrier:wait' on bad self (it has one side only until a child has the other: fork first)
bad argument #1 to 'barrier:open' (string expected, got table)
bad argument #2 to 'barrier:wait' (1 argument at most)
bad argument #1 to 'barrier:wait' (milliseconds up to 2147483647 expected, got 2147483648)
bad argument #1 to 'barrier:open' (string of at most 65536 bytes expected, got 65537)
0	0	barrier
calling 'barrier:wait' on bad self (it is closed)`)
}

// A barrier's descriptors are none of the script's: it cannot close them, and its
// own begin where they would without. Given up, they are free again.
func TestBarrierDescriptors(t *testing.T) {
	wantLines(t, lua(t, `
		local b = barrier()
		print(open("/dev/null"))
		local p = fork()
		if p == 0 then
			for fd = 3, 255 do close(fd) end
			b:open "still there"
			exit()
		end
		print(b:wait())
		b:close()
		for i = 1, 3000 do barrier():close() end
		print(dup2(1, 64) == 64 or dup2(1, 70) == 70)
	`), "3\nstill there\ntrue")
}

func TestBarrierRefused(t *testing.T) {
	cmd := command(`
		repeat until not dup(1)
		print((select(2, barrier())))
		close(5)
		print((select(2, barrier())))
		close(5) close(6)
		print(barrier())
	`)
	cmd.Args = []string{"sh", "-c", `ulimit -n 100 && exec "$0"`, cmd.Path}
	cmd.Path, cmd.Err = exec.LookPath("sh")
	wantLines(t, ended(t, finish(t, cmd)), `barrier(): Too many open files (EMFILE)
hint: all descriptors below 100 are in use...
barrier(): Too many open files (EMFILE)
...`)
}

func TestBarrierTrace(t *testing.T) {
	r := finish(t, command(`
		local b = barrier()
		local p = fork()
		if p == 0 then b:wait() exit() end
		trace(true)
		b:open "go"
		trace(false)
	`))
	wantLines(t, r.stderr, `[pid ...] ... barrier:open("go") = 0`)
}
