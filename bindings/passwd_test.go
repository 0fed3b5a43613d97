package bindings

import (
	"os/exec"
	"strings"
	"testing"
)

// ownEtc has the script see files of its own in /etc, and nothing else there; the
// host's stays as it is.
const ownEtc = `
	assert(unshare(CLONE_NEWNS))
	assert(mount("none", "/", nil, MS_REC + MS_PRIVATE))
	assert(mount("none", "/etc", "tmpfs", 0, "mode=0755"))
	function etc(name, text)
		local fd = assert(open("/etc/" .. name, O_WRONLY + O_CREAT + O_TRUNC, "0644"))
		write(fd, text) close(fd)
	end
	etc("passwd", "root:x:0:0:root:/root:/bin/sh\nbad line\nbad:x:y:0:::\ntester:x:4242:4243:A Tester,,,:/home/tester:/bin/sh\n")
	etc("group", "root:x:0:\nshort\none:x:50:other,tester\ntwo:x:51:tester\nown:x:4243:tester\nthree:x:52:testers\n")
`

func TestPasswd(t *testing.T) {
	needRoot(t)
	wantLines(t, lua(t, ownEtc+`
		local u = getpwnam "tester"
		print(u.name, u.passwd, u.uid, u.gid, u.gecos, u.dir, u.shell)
		print(getpwuid(4242).name, getpwuid(0).dir)
		local g = getgrnam "one"
		print(g.name, g.passwd, g.gid, unpack(g.mem))
		print(getgrgid(4243).name, #getgrgid(0).mem)
		print(unpack(getgrouplist("tester", 60)))
		print(getpwnam "bad")
		print(getpwuid(7))
		print(getgrnam "short")
		print(getgrgid(7))
		print(initgroups("tester", 60), unpack(getgroups()))
		umount "/etc"
		mount("none", "/etc", "tmpfs")
		print(getpwnam "root")
	`), `tester	x	4242	4243	A Tester,,,	/home/tester	/bin/sh
tester	/root
one	x	50	other	tester
own	0
60	50	51	4243
nil	getpwnam("bad"): No such file or directory (ENOENT)
hint: /etc/passwd has no user with the name "bad"	2
nil	getpwuid(7): No such file or directory (ENOENT)
hint: /etc/passwd has no user with the uid 7	2
nil	getgrnam("short"): No such file or directory (ENOENT)
hint: /etc/group has no group with the name "short"	2
nil	getgrgid(7): No such file or directory (ENOENT)
hint: /etc/group has no group with the gid 7	2
0	50	51	60	4243
nil	getpwnam("root"): reading /etc/passwd: No such file or directory (ENOENT)	2`)
}

// setuidgid is the whole way from root to a user, for the whole process.
func TestSetuidgid(t *testing.T) {
	needRoot(t)
	wantLines(t, lua(t, allTasks+ownEtc+`
		local function child(f) if fork() == 0 then f() exit() end wait() end
		child(function()
			print(setuidgid "tester")
			tasks("Uid", "Gid", "Groups", "CapPrm", "CapEff")
			print(setuidgid "root")
		end)
		child(function()
			print(setuidgid(4242, "two"), unpack(getgroups()))
			print(getresgid())
		end)
		child(function()
			print(setuidgid(5000, 5001), unpack(getgroups()))
			print(getresuid())
		end)
		print(setuidgid(5000))
		print(setuidgid "nobody")
		print(setuidgid("nobody", 5))
		print(setuidgid("", 5))
		print(setuidgid("tester", "no group"))
		print(pcall(setuidgid, -1))
		print(getresuid())
	`), `0
Uid: 4242 4242 4242 4242
Gid: 4243 4243 4243 4243
Groups: 50 51 4243 
CapPrm: 0000000000000000
CapEff: 0000000000000000
nil	setuidgid("root"): setting the groups: Operation not permitted (EPERM)
hint: it needs CAP_SETGID, which this process lacks; ...	1
0	50	51	4243
51	51	51
0	5001
5000	5000	5000
nil	setuidgid(5000): No such file or directory (ENOENT)
hint: /etc/passwd has no user with the uid 5000, whose group must be given therefore	2
nil	setuidgid("nobody"): No such file or directory (ENOENT)
hint: /etc/passwd has no user with the name "nobody"	2
nil	setuidgid("nobody", 5): No such file or directory (ENOENT)
hint: /etc/passwd has no user with the name "nobody"	2
nil	setuidgid("", 5): No such file or directory (ENOENT)
hint: /etc/passwd has no user with the name ""	2
nil	setuidgid("tester", "no group"): No such file or directory (ENOENT)
hint: /etc/group has no group with the name "no group"	2
false	...bad argument #1 to 'setuidgid' (integer from 0 to 4294967294 expected, got -1)
0	0	0`)
}

// The machine's own users are those that getent knows.
func TestPasswdOfMachine(t *testing.T) {
	want, err := exec.Command("id", "-G", "root").Output()
	if err != nil {
		t.Fatal(err)
	}
	wantLines(t, lua(t, `print(table.concat(getgrouplist("root", getpwnam("root").gid), " "))`), strings.TrimSpace(string(want)))
}
