package bindings

import (
	"os/exec"
	"strings"
	"testing"
)

func TestParseStat(t *testing.T) {
	const numbers = ` S 7 8 9 34817 5 4194304 1 2 3 4 250 50 0 0 20 0 3 0 12345 1000000 512 18446744073709551615`
	for _, comm := range []string{"sh", "", "a) (b", "a\nb) R 1", "日本 )"} {
		stat := parseStat("42 (" + comm + ")" + numbers + "\n")
		if stat.comm != comm || stat.state != "S" || stat.ppid != 7 || stat.tty != 34817 || stat.utime != 2.5 ||
			stat.stime != 0.5 || stat.threads != 3 || stat.starttime != 123.45 {
			t.Errorf("%q: %+v", comm, stat)
		}
	}
	for _, text := range []string{"", "42", "42 (sh", "42 )sh(", "42 (sh) S 1 2 3"} {
		if stat := parseStat(text); stat != (procStat{}) {
			t.Errorf("%q: %+v", text, stat)
		}
	}
}

func TestTTYDevice(t *testing.T) {
	for number, want := range map[int]string{
		0: "", 136<<8 | 3: "pts/3", 137<<8 | 1: "pts/257", 136<<8 | 0x100<<12 | 2: "pts/258",
		4<<8 | 1: "tty1", 4<<8 | 64: "ttyS0", 5<<8 | 1: "console", 204<<8 | 64: "204:64",
	} {
		if got := ttyDevice(number); got != want {
			t.Errorf("%#x is %q, want %q", number, got, want)
		}
	}
}

// Of processes of all kinds ps tells what Debian's ps tells.
func TestPsAsDebians(t *testing.T) {
	if _, err := exec.LookPath("ps"); err != nil {
		t.Skip(err)
	}
	eachUser(t, func(t *testing.T, run func(string) result) {
		wantLines(t, ended(t, run(`
			local children = {}
			local function child(f)
				local p = fork()
				if p == 0 then prctl(PR_SET_PDEATHSIG, SIGKILL) f() pause() end
				children[#children + 1] = p
				return p
			end
			local function exec(name, ...)
				local arguments = {...}
				arguments[0] = name
				local p = child(function() execv("/bin/sleep", arguments) end)
				repeat sleep(0.001) until ps(p).comm == "sleep" and ps(p).command ~= "[sleep]"
			end
			exec("sleep", "1000", "1e4")
			exec("größe 日本", "1000")
			exec("", "1000")
			exec("a\nb\t\127", "1000")
			local zombie = child(function() _exit() end)
			repeat sleep(0.001) until ps(zombie).state == "Z"
			local r, w = pipe()
			local named = child(function() prctl(PR_SET_NAME, "a) S 1 (\n") write(w, "x") end)
			read(r, 1)
			local stopped = child(function() kill(getpid(), SIGSTOP) end)
			waitpid(stopped, WUNTRACED)
			local p, m = forkpty()
			if p == 0 then prctl(PR_SET_PDEATHSIG, SIGKILL) write(1, "x") pause() end
			children[#children + 1] = p
			read(m, 1)

			local r, w = pipe()
			spawn({"ps", "-ww", "-eo", "pid=,ppid=,pgid=,sid=,stat=,euid=,egid=,nlwp=,tty=,rss=,comm=,args="},
				{fds = {[1] = w}, env = {LC_ALL = "C.UTF-8", PATH = "/bin:/usr/bin"}})
			close(w)
			local text, more = "", read(r, 65536)
			while more ~= "" do text, more = text .. more, read(r, 65536) end
			local theirs = {}
			for line in text:gmatch "[^\n]+" do
				local words
				local rest = line:gsub("^%s*(%S+)%s+(%S+)%s+(%S+)%s+(%S+)%s+(%S+)%s+(%S+)%s+(%S+)%s+(%S+)%s+(%S+)%s+(%S+)%s", function(...) words = {...} return "" end)
				theirs[tonumber(words[1])] = {ppid = words[2], pgid = words[3], sid = words[4], state = words[5]:sub(1, 1),
					uid = words[6], gid = words[7], threads = words[8], tty = words[9], rss = words[10], rest = rest}
			end
			local function shown(s) return (s:gsub("[%c\127]", "?")) end
			for _, p in ipairs(children) do
				local mine, other = ps(p), theirs[p]
				for name, value in pairs(other) do
					local own = tostring(name == "tty" and (mine.tty or "?") or mine[name])
					if name == "rest" then
						-- both columns are padded to their widest, and zombies marked
						local value = value:gsub("%s*<defunct>", "")
						local command = shown(mine.command:gsub("\n", " "))
						if value:sub(-#command) ~= command then
							print(p, "command", mine.command, value)
						end
						if value:sub(1, #shown(mine.comm)) ~= shown(mine.comm) then print(p, "comm", mine.comm, value) end
					elseif own ~= value then
						print(p, name, own, value)
					end
				end
			end
			print(#children, ps(zombie).command, ps(named).comm, ps(children[1]).exe:match "[^/]+$")
			for _, p in ipairs(children) do kill(p, SIGKILL) end
		`)), "8\t[bindings.test]\ta) S 1 (\n\tsleep")
	})
}

// In a pid namespace the numbers are its own, and nobody else's processes show:
// whatever /proc is mounted there, or none.
func TestPsInNamespace(t *testing.T) {
	eachUser(t, func(t *testing.T, run func(string) result) {
		wantLines(t, ended(t, run(`
			local r, w = pipe()
			local outer = getpid()
			unshare(CLONE_NEWUSER)
			idmap "root"
			local child = clone(CLONE_NEWPID + CLONE_NEWNS)
			if child == 0 then
				mount("none", "/", nil, MS_REC + MS_PRIVATE)
				mount("none", "/proc", "tmpfs")
				local q = fork()
				if q == 0 then setsid() write(w, "x") pause() end
				local inner = clone(CLONE_NEWPID)
				if inner == 0 then write(w, "x") pause() end
				repeat local got = (got or "") .. read(r, 2) until #got >= 1
				for _, p in ipairs(ps()) do
					print(p.pid, p.ppid, p.pgid == p.pid, p.sid == p.pid, p.uid, table.concat(p.nspid, " "))
				end
				print(ps(inner).pid, ps(1).ppid)
				print((select(2, ps(outer))))
				print((select(2, ps(0))))
				chroot("/proc")
				print(#ps())
				exit()
			end
			local p
			print(waitpid(child, WNOHANG))
			waitpid(child)
		`)), `0	running
1	0	false	false	0	1
2	1	true	true	0	2
3	1	false	false	0	3 1
3	0
ps(...): No such process (ESRCH)
ps(0): No such process (ESRCH)
3`)
	})
}

func TestPsOfNobody(t *testing.T) {
	wantLines(t, lua(t, `
		local p = fork()
		if p == 0 then _exit() end
		waitpid(p)
		print(ps(p))
		print(ps(-2))
		for i = 1, 20 do
			if fork() == 0 then _exit() end
			local seen
			for _, p in ipairs(ps()) do seen = seen or p.pid == getpid() end
			assert(seen)
			wait()
		end
	`), "nil\tps(...): No such process (ESRCH)\t3\nnil\tps(-2): No such process (ESRCH)\t3")
}

// A /proc that hides the processes of others has ps leave them out, and say so
// of one that is asked for.
func TestPsHidden(t *testing.T) {
	needRoot(t)
	cmd := command(`
		local others = 0
		for _, p in ipairs(ps()) do if p.uid ~= geteuid() then others = others + 1 end end
		print(others, ps(getpid()).pid == getpid())
		print(ps(1))
	`)
	cmd.Args = append([]string{"unshare", "-m", "sh", "-c",
		`mount -t proc -o hidepid=2 proc /proc && exec setpriv --reuid 4242 --regid 4242 --clear-groups "$0"`}, cmd.Path)
	cmd.Path, cmd.Err = exec.LookPath("unshare")
	wantLines(t, ended(t, finish(t, cmd)), `0	true
nil	ps(1): No such process (ESRCH)
hint: there is a process of this number, and /proc hides it: that is mounted with hidepid	3`)
}

func TestPsPrints(t *testing.T) {
	text := lua(t, "print(ps())")
	if !strings.HasPrefix(strings.ReplaceAll(text, " ", ""), "PIDPPIDUIDSTATETTYCOMMAND\n") {
		t.Errorf("ps() prints\n%.200s", text)
	}
}
