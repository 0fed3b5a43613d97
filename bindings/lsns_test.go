package bindings

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"golang.org/x/sys/unix"
)

// What lsns and nsinfo report is what util-linux and /proc do, of namespaces that
// are made for the purpose; the rest of the machine goes on meanwhile. Debian's
// lsns lists only those that processes are in.
func TestLsnsIdentity(t *testing.T) {
	if _, err := exec.LookPath("lsns"); err != nil {
		t.Skip("there is no lsns: ", err)
	}
	if os.Getuid() != 0 {
		lsnsIdentity(t, func(cmd *exec.Cmd) *exec.Cmd { return cmd })
		return
	}
	for _, uid := range []uint32{0, otherUser} {
		t.Run(fmt.Sprintf("uid %d", uid), func(t *testing.T) {
			lsnsIdentity(t, func(cmd *exec.Cmd) *exec.Cmd { return as(cmd, uid) })
		})
	}
}

// runAs has a process run as somebody.
type runAs func(*exec.Cmd) *exec.Cmd

// holder makes namespaces and tells the pid of one that is in them, then those that
// only a descriptor, a bind mount and the children to come hold.
const holder = `
	assert(unshare(CLONE_NEWUSER)) assert(idmap "root")
	assert(unshare "mnt,net,uts,ipc,cgroup,pid,time")
	local held = {}
	local function leave(type, keep)
		local fd = keep()
		held[#held + 1] = type .. " " .. nsinfo()[type].inode
		assert(unshare(type))
		return fd
	end
	leave("uts", function() return nsopen(nil, "uts") end)
	assert(mount("none", "/", nil, MS_REC + MS_PRIVATE) and mount("tmpfs", "/tmp", "tmpfs"))
	leave("net", function() assert(pin("/tmp/a net", "net")) end)
	local inner = fork()
	if inner == 0 then prctl(PR_SET_PDEATHSIG, SIGKILL) pause() end
	print(inner)
	print(table.concat(held, "\n"))
	print("")
	read(0, 1)
	kill(inner, SIGKILL)
`

func lsnsIdentity(t *testing.T, by runAs) {
	holding := by(command(holder))
	stdin, _ := holding.StdinPipe()
	stdout, _ := holding.StdoutPipe()
	holding.Stderr = os.Stderr
	if err := holding.Start(); err != nil {
		t.Fatal(err)
	}
	defer func() {
		stdin.Close()
		if err := holding.Wait(); err != nil {
			t.Error(err)
		}
	}()
	told := paragraph(stdout)
	if len(told) != 3 {
		t.Fatalf("told %q", told)
	}
	inner, _ := strconv.Atoi(told[0])
	listed := records(ended(t, finish(t, by(command(`
		for _, n in ipairs(lsns()) do
			print(n.inode, n.type, n.nprocs, n.pid, n.command, n.uid, n.parent or 0, n.owner or 0)
		end`)))))
	reported := utilLinux(t, by)
	around := linksOf(t, os.Getpid()) // where others come and go
	for _, pid := range []int{holding.Process.Pid, inner} {
		links := linksOf(t, pid)
		for name, link := range links {
			inode := strings.Trim(link[strings.IndexByte(link, ':')+1:], "[]")
			if strings.HasSuffix(name, "_for_children") || around[name] == link {
				if listed[inode] == "" {
					t.Errorf("pid %d, %s: not listed", pid, name)
				}
			} else if want := reported[inode]; listed[inode] != want || want == "" {
				t.Errorf("pid %d, %s: listed %q, util-linux reports %q", pid, link, listed[inode], want)
			}
		}
		if got := infoLinksOf(t, by, pid); !maps.Equal(got, links) {
			t.Errorf("nsinfo(%d): %v\nreadlink: %v", pid, got, links)
		}
	}
	for _, namespace := range told[1:] {
		kind, inode, _ := strings.Cut(namespace, " ")
		if !strings.HasPrefix(listed[inode], kind+" 0 ") {
			t.Errorf("held without a process: %s, listed %q", namespace, listed[inode])
		}
	}
}

// paragraph reads lines up to an empty one.
func paragraph(r io.Reader) (lines []string) {
	for scanner := bufio.NewScanner(r); scanner.Scan() && scanner.Text() != ""; {
		lines = append(lines, scanner.Text())
	}
	return lines
}

// records are lines of an inode and the rest, which are joined by blanks.
func records(lines string) map[string]string {
	list := map[string]string{}
	for line := range strings.Lines(lines) {
		inode, rest, _ := strings.Cut(strings.TrimSpace(line), "\t")
		list[inode] = strings.ReplaceAll(rest, "\t", " ")
	}
	return list
}

func utilLinux(t *testing.T, by runAs) map[string]string {
	t.Helper()
	cmd := exec.Command("lsns", "--json", "--list", "-o", "NS,TYPE,NPROCS,PID,COMMAND,UID,PNS,ONS")
	cmd.SysProcAttr = &syscall.SysProcAttr{}
	out, err := by(cmd).Output()
	if err != nil {
		t.Fatal(err)
	}
	var parsed struct{ Namespaces []map[string]any }
	decoder := json.NewDecoder(strings.NewReader(string(out)))
	decoder.UseNumber()
	if err := decoder.Decode(&parsed); err != nil {
		t.Fatal(err)
	}
	list := map[string]string{}
	for _, n := range parsed.Namespaces {
		list[fmt.Sprint(n["ns"])] = strings.TrimSpace(fmt.Sprintln(n["type"], n["nprocs"], n["pid"], n["command"], n["uid"], n["pns"], n["ons"]))
	}
	return list
}

func linksOf(t *testing.T, pid int) map[string]string {
	t.Helper()
	dir := fmt.Sprintf("/proc/%d/ns", pid)
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	links := map[string]string{}
	for _, entry := range entries {
		if link, err := os.Readlink(dir + "/" + entry.Name()); err == nil {
			links[entry.Name()] = link
		}
	}
	return links
}

// infoLinksOf are nsinfo's as /proc writes them; it leaves out the children's where
// they are the process's own.
func infoLinksOf(t *testing.T, by runAs, pid int) map[string]string {
	t.Helper()
	links := map[string]string{}
	for line := range strings.Lines(ended(t, finish(t, by(command(fmt.Sprintf(`
		for _, n in ipairs(assert(nsinfo(%d))) do print(n.type, (n.type:gsub("_for_children", "")) .. ":[" .. n.inode .. "]") end
	`, pid)))))) {
		name, link, _ := strings.Cut(strings.TrimSpace(line), "\t")
		links[name] = link
	}
	for _, name := range []string{"pid", "time"} {
		if links[name+"_for_children"] == "" {
			links[name+"_for_children"] = links[name]
		}
	}
	return links
}

// In an inner pid namespace, whose host's /proc is that of the outer one, pids are
// those that kill and enter take.
func TestPidsAsSeenHere(t *testing.T) {
	eachUser(t, func(t *testing.T, run func(string) result) {
		wantLines(t, ended(t, run(peer+`
			assert(unshare(CLONE_NEWUSER)) assert(idmap "root")
			assert(unshare "pid,uts")
			if fork() == 0 then
				local p = peer(CLONE_NEWPID + CLONE_NEWNET)
				for _, type in ipairs {"uts", "net"} do
					for _, n in ipairs(lsns(type)) do
						if n.inode == nsinfo(p).net.inode or n.inode == nsinfo().uts.inode then print(n.type, n.pid, n.nprocs) end
					end
				end
				print(p, unpack(nsinfo(p).pids, 2))
				print(translate_pid(p, nil, {pid = p}), translate_pid(1, {pid = p}), translate_pid(getpid(), nil, {pid = p}))
				print(translate_pid(1, nil, {pid = p}), translate_pid(77))
				print((nstree "pid":match "\n[^\n]*%- [^\n]*") ~= nil, nstree "pid":match " 2 %[1%] " ~= nil)
				gone(p)
				exit()
			end
			wait()
		`)), `uts	1	3
net	2	1
2	2	1
1	2	0
0	nil	translate_pid(77): No such process (ESRCH)	3
true	true`)
	})
}

// Before Linux 6.11 /proc must do what the kernel's own answer does since.
func TestTranslateByProc(t *testing.T) {
	holding := command(holder)
	stdin, _ := holding.StdinPipe()
	stdout, _ := holding.StdoutPipe()
	if err := holding.Start(); err != nil {
		t.Fatal(err)
	}
	defer holding.Wait()
	defer stdin.Close()
	inner, _ := strconv.Atoi(paragraph(stdout)[0])
	open := func(path string) int {
		fd, err := unix.Open(path, unix.O_RDONLY|unix.O_CLOEXEC, 0)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { unix.Close(fd) })
		return fd
	}
	here, there := open("/proc/self/ns/pid"), open(fmt.Sprintf("/proc/%d/ns/pid", inner))
	for _, c := range []struct {
		source, target, pid int
		want                int
		err                 error
	}{
		{here, there, inner, 1, nil},
		{there, here, 1, inner, nil},
		{here, here, inner, inner, nil},
		{here, there, os.Getpid(), 0, nil},
		{there, here, 2, 0, unix.ESRCH},
	} {
		if got, err := pidByProc(c.source, c.target, c.pid); got != c.want || err != c.err {
			t.Errorf("by /proc %v: %d, %v", c, got, err)
		}
		got, err := pidByKernel(c.source, c.target, c.pid)
		if err != unix.ENOTTY && (err != c.err || err == nil && got != c.want) {
			t.Errorf("by the kernel %v: %d, %v", c, got, err)
		}
	}
}
