package bindings

import (
	"fmt"
	"strings"
	"testing"
)

// A misuse is a Lua error with its place, that names the function, the
// argument and what was expected. Nothing panics the host.
func TestMisuse(t *testing.T) {
	for call, want := range map[string]string{
		`kill(nil, 1)`:                       `bad argument #1 to 'kill' (integer expected, got nil)`,
		`kill()`:                             `bad argument #1 to 'kill' (integer expected, got no value)`,
		`kill("1", 1)`:                       `bad argument #1 to 'kill' (integer expected, got string)`,
		`kill(1.5, 1)`:                       `bad argument #1 to 'kill' (integer expected, got 1.5)`,
		`kill(0/0, 1)`:                       `bad argument #1 to 'kill' (integer expected, got NaN)`,
		`kill(1/0, 1)`:                       `bad argument #1 to 'kill' (integer expected, got +Inf)`,
		`kill(2^31, 1)`:                      `bad argument #1 to 'kill' (integer from -2147483648 to 2147483647 expected, got 2147483648)`,
		`kill(1, "TREM")`:                    `bad argument #2 to 'kill' (unknown signal 'TREM'; valid are SIGHUP SIGINT ...)`,
		`kill(1, {})`:                        `bad argument #2 to 'kill' (signal expected, got table)`,
		`setuid(-1)`:                         `bad argument #1 to 'setuid' (integer from 0 to 4294967295 expected, got -1)`,
		`unshare(MS_BIND)`:                   `bad argument #1 to 'unshare' (clone flags expected, got mount flags MS_BIND)`,
		`unshare("newpdi")`:                  `bad argument #1 to 'unshare' (unknown clone flags 'newpdi'; valid are CLONE_NEWUSER ...)`,
		`unshare("0x20000000000000")`:        `bad argument #1 to 'unshare' (unknown clone flags '0x20000000000000'; valid are CLONE_NEWUSER ...)`,
		`unshare()`:                          `bad argument #1 to 'unshare' (clone flags expected, got no value)`,
		`unshare(-1)`:                        `bad argument #1 to 'unshare' (integer from 0 to 9007199254740991 expected, got -1)`,
		`unshare(SIG_DFL)`:                   `bad argument #1 to 'unshare' (clone flags expected, got userdata)`,
		`chdir()`:                            `bad argument #1 to 'chdir' (string expected, got no value)`,
		`chdir("a\0b")`:                      `bad argument #1 to 'chdir' (string holds a NUL byte: "a\x00b")`,
		`open("x", O_RDONLY, 644)`:           `bad argument #3 to 'open' (mode as "0644" expected, got 644, which is 01204 in octal)`,
		`open("x", O_RDONLY, "0999")`:        `bad argument #3 to 'open' (mode as "0644" expected, got "0999")`,
		`open("x", O_RDONLY, 512*8)`:         `bad argument #3 to 'open' (integer from 0 to 4095 expected, got 4096)`,
		`read(0, -1)`:                        `bad argument #2 to 'read' (integer from 0 expected, got -1)`,
		`write(1)`:                           `bad argument #2 to 'write' (string expected, got no value)`,
		`sleep(-1)`:                          `bad argument #1 to 'sleep' (seconds from 0 expected, got -1)`,
		`sleep(1/0)`:                         `bad argument #1 to 'sleep' (finite number expected, got +Inf)`,
		`trace(1)`:                           `bad argument #1 to 'trace' (boolean expected, got number)`,
		`signal(SIGUSR1, 1)`:                 `bad argument #2 to 'signal' (function, SIG_DFL or SIG_IGN expected, got number)`,
		`signal(SIGUSR1)`:                    `bad argument #2 to 'signal' (function, SIG_DFL or SIG_IGN expected, got no value)`,
		`sigprocmask(SIG_BLOCK, {0})`:        `bad argument #2 to 'sigprocmask' (integer from 1 to 64 expected, got 0)`,
		`sigprocmask(SIG_BLOCK, {"-1"})`:     `bad argument #2 to 'sigprocmask' (integer from 1 to 64 expected, got -1)`,
		`sigprocmask(SIG_BLOCK, {{}})`:       `bad argument #2 to 'sigprocmask' (signal expected at index 1, got table)`,
		`execv("/bin/true", {{}})`:           `bad argument #2 to 'execv' (string expected at index 1, got table)`,
		`execv("/bin/true", {"a\0"})`:        `bad argument #2 to 'execv' (string at index 1 holds a NUL byte)`,
		`execve("/bin/true", {}, {"a"})`:     `bad argument #3 to 'execve' ("NAME=value" expected at index 1, got "a")`,
		`execve("/x", {}, {["a=b"] = 1})`:    `bad argument #3 to 'execve' ("a=b" cannot be the name of a variable)`,
		`getpid(1)`:                          `bad argument #1 to 'getpid' (no argument expected)`,
		`close(open "/no/such")`:             `bad argument #1 to 'close' (integer expected, got nil)`,
		`unshare(CLONE_NEWPID, CLONE_NEWNS)`: `bad argument #2 to 'unshare' (map expected, got clone flags CLONE_NEWNS)`,
		`kill(1, 0, nil, false)`:             `bad argument #4 to 'kill' (2 arguments at most)`,
		`spawn()`:                            `bad argument #1 to 'spawn' (table expected, got no value)`,
		`spawn {}`:                           `bad argument #1 to 'spawn' (program expected at index 1, got nil)`,
		`spawn {{}}`:                         `bad argument #1 to 'spawn' (string expected at index 1, got table)`,
		`spawn {"a\0"}`:                      `bad argument #1 to 'spawn' (string at index 1 holds a NUL byte)`,
		`spawn({"a"}, "b")`:                  `bad argument #2 to 'spawn' (table expected, got string)`,
		`spawn({"a"}, {cwdd = "/"})`:         `bad argument #2 to 'spawn' (unknown field 'cwdd'; valid are argv0 cgroup cwd env fds flags mask pgroup set_tid)`,
		`spawn({"a"}, {cwd = {}})`:           `bad argument #2 to 'spawn' (cwd: string expected, got table)`,
		`spawn({"a"}, {env = {"b"}})`:        `bad argument #2 to 'spawn' (env: "NAME=value" expected at index 1, got "b")`,
		`spawn({"a"}, {fds = 1})`:            `bad argument #2 to 'spawn' (fds: table expected, got number)`,
		`spawn({"a"}, {fds = {[-1]=0}})`:     `bad argument #2 to 'spawn' (fds key: integer from 0 to 2147483646 expected, got -1)`,
		`spawn({"a"}, {fds = {x = 0}})`:      `bad argument #2 to 'spawn' (fds key: integer expected, got string)`,
		`spawn({"a"}, {fds = {true}})`:       `bad argument #2 to 'spawn' (fds[1]: integer expected, got boolean)`,
		`spawn({"a"}, {pgroup = -1})`:        `bad argument #2 to 'spawn' (pgroup: integer from 0 to 2147483647 expected, got -1)`,
		`spawn({"a"}, {flags = MS_BIND})`:    `bad argument #2 to 'spawn' (flags: clone flags expected, got mount flags MS_BIND)`,
		`spawn({"a"}, {mask = {0}})`:         `bad argument #2 to 'spawn' (mask: integer from 1 to 64 expected, got 0)`,
		`setenv("A")`:                        `bad argument #2 to 'setenv' (string expected, got no value)`,
		`setenv("A", "b\0")`:                 `bad argument #2 to 'setenv' (string holds a NUL byte: "b\x00")`,
		`setenv("A", "b", 1)`:                `bad argument #3 to 'setenv' (boolean expected, got number)`,
		`clock_gettime()`:                    `bad argument #1 to 'clock_gettime' (clock expected, got no value)`,
		`clock_gettime("sundial")`:           `bad argument #1 to 'clock_gettime' (unknown clock 'sundial'; valid are CLOCK_REALTIME ...)`,
		`tcsetpgrp(0)`:                       `bad argument #2 to 'tcsetpgrp' (integer expected, got no value)`,
		`idmap()`:                            `bad argument #1 to 'idmap' (table, "root", "current" or "auto" expected, got no value)`,
		`idmap(2^31 - 1)`:                    `bad argument #2 to 'idmap' (table, "root", "current" or "auto" expected, got no value)`,
		`idmap("toor")`:                      `bad argument #1 to 'idmap' (table, "root", "current" or "auto" expected, got "toor")`,
		`idmap{uids = {}}`:                   `bad argument #1 to 'idmap' (unknown field 'uids'; valid are uid gid setgroups)`,
		`idmap{uid = {0, 0, 1}}`:             `bad argument #1 to 'idmap' (uid: {inside, outside, count} expected at index 1, got 0)`,
		`idmap{gid = {{0, -1, 1}}}`:          `bad argument #1 to 'idmap' (integer from 0 to 4294967295 expected, got -1)`,
		`idmap{setgroups = true}`:            `bad argument #1 to 'idmap' (setgroups: "deny" or "allow" expected, got true)`,
		`mount("a", "b", "c", 0, true)`:      `bad argument #5 to 'mount' (string or table expected, got boolean)`,
		`setgroups({"a"})`:                   `bad argument #1 to 'setgroups' ([1]: integer expected, got string)`,
		`prctl(1e6)`:                         `bad argument #1 to 'prctl' (prctl option expected, got 1000000; valid are PR_SET_PDEATHSIG ...)`,
		`prctl(PR_SET_NO_NEW_PRIVS, 2)`:      `bad argument #2 to 'prctl' (integer from 0 to 1 expected, got 2)`,
		`return CLONE_NEWPID + MS_BIND`:      `bad argument #2 to '+' (clone flags expected, got mount flags MS_BIND)`,
		`return CLONE_NEWPID + {}`:           `bad argument #2 to '+' (clone flags expected, got table)`,
		`return CLONE_NEWPID .. {}`:          `bad argument #2 to '..' (string expected, got table)`,
		`CLONE_NEWPID.has(1, 2)`:             `bad argument #1 to 'has' (flags expected, got number)`,
	} {
		t.Run(call, func(t *testing.T) {
			t.Parallel()
			got := lua(t, fmt.Sprintf("\n\nlocal _, message = pcall(function()\n%s\nend) print(message)", call))
			if message, ok := strings.CutPrefix(got, "<string>:4: "); !ok || !matches(strings.TrimSuffix(message, "\n"), want) {
				t.Errorf("got  %swant %s", got, want)
			}
		})
	}
}

func TestArguments(t *testing.T) {
	wantLines(t, lua(t, `
		print(kill(getpid(), 0, nil, nil))
		print(getpid(nil) == getpid())
		print(pcall(kill, getpid(), "sigcont"))
		print(kill(getpid(), "CONT"), kill(getpid(), SIGCONT))
		print(write(1, 42), write(1, "\n"))
		print(unshare(0), unshare(""))
		print(#read(open("/dev/zero"), 2^30))
		umask = open("/dev/null", "wronly|append", nil) print(write(umask, ""))
	`), `0
true
true	0
0	0
42
2	1
0	0
16777216
0`)
}

// Whatever a script passes, it gets results, nil with a message and an errno, or
// an error of this package, and never one of the Go runtime. What ends, stops or
// multiplies the caller, or writes the machine's disks, is left out; the rest is
// called in namespaces of its own, on files that nobody else has.
func TestNothingPanics(t *testing.T) {
	wantLines(t, lua(t, "local may_be_nil = {"+optionalResults()+"}"+`
		local left_out = {kill = 1, killpg = 1, tgkill = 1, raise = 1, abort = 1, sigqueue = 1, pause = 1, sigsuspend = 1,
			alarm = 1, setitimer = 1, fork = 1, forkpty = 1, clone = 1, exit = 1, _exit = 1, reboot = 1, sleep = 1,
			sync = 1, syncfs = 1, fg = 1}
		local values = {0, 1, -1, 70, 0/0, 1/0, -1/0, 2^31, 2^53, 2^64, 1e300, 0.5, "", "\0", "x", "0644", "TERM",
			2^53 + 2, ("x"):rep(5000), "a\0b",
			true, false, {}, {{}}, {{1, 2, 3}}, {"a"}, {[0] = {}}, {uid = {{0, 0, 0}}}, function() end,
			coroutine.create(function() end), CLONE_NEWPID, MS_BIND, CLONE_NEWPID - CLONE_NEWPID, SIG_DFL, SIG_IGN, io.stdout}
		local ring = {}
		ring[1], ring.uid = ring, ring
		values[#values + 1] = ring
		assert(chdir("/proc")) -- where open makes no files
		dup2(1, 9)
		local file, name = mkstemp() -- not /dev/null: fchmod would be the whole machine's
		unlink(name)
		dup2(file, 0)
		dup2(file, 1)
		local function check(name, ok, ...)
			local first, message, errno = ...
			if not ok then
				if not first:match("^<string>:%d+: bad argument #%d to '" .. name .. "'") then
					write(9, name .. ": " .. first .. "\n")
				end
			elseif select("#", ...) > 0 and first == nil and not may_be_nil[name] then
				if select("#", ...) < 3 or type(message) ~= "string" or type(errno) ~= "number" then
					write(9, name .. " returns " .. select("#", ...) .. " results, the first of them nil\n")
				end
			end
		end
		local function try(name, f, ...) check(name, pcall(f, ...)) end
		if clone("newuser,newpid,newns,newnet,newuts,newipc") == 0 then
			assert(mount("none", "/tmp", "tmpfs"))
			for name, f in pairs(require "sys") do
				if type(f) == "function" and not left_out[name] and fork() == 0 then
					try(name, f)
					for i = 1, #values do
						try(name, f, values[i])
						try(name, f, nil, values[i])
						local many = {}
						for n = 1, 20 do many[n] = values[i] end
						try(name, f, unpack(many))
						for j = 1, #values do
							try(name, f, values[i], values[j])
							try(name, f, values[i], values[j], values[j], values[j], values[j])
							try(name, f, "x", "y", "z", values[i], values[j])
						end
					end
					_exit(0)
				end -- not waited for: some calls never return
			end
			write(9, "all called\n")
			_exit(0)
		end
		wait()
	`), "all called")
}

// optionalResults are the functions that return nil when they succeed, as the
// keys of a Lua table.
func optionalResults() string {
	var keys strings.Builder
	for _, c := range chapters {
		for _, row := range c.rows {
			if sig, _ := parseSignature(row.Sig); len(sig.results) > 0 && sig.results[0].optional {
				fmt.Fprintf(&keys, "%s = true, ", row.Name)
			}
		}
	}
	return keys.String()
}
