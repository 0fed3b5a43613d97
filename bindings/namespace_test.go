package bindings

import (
	"fmt"
	"os"
	"testing"
)

// Each namespace is entered: for itself by the process, CLONE_NEWPID and
// CLONE_NEWTIME by the next child.
func TestUnshare(t *testing.T) {
	for flag, link := range map[string]string{
		"CLONE_NEWUSER": "user", "CLONE_NEWNS": "mnt", "CLONE_NEWNET": "net", "CLONE_NEWUTS": "uts",
		"CLONE_NEWIPC": "ipc", "CLONE_NEWCGROUP": "cgroup", "CLONE_NEWPID": "pid", "CLONE_NEWTIME": "time",
	} {
		t.Run(flag, func(t *testing.T) {
			before, err := os.Readlink("/proc/self/ns/" + link)
			if err != nil {
				t.Fatal(err)
			}
			eachUser(t, func(t *testing.T, run func(string) result) {
				got := ended(t, run(fmt.Sprintf(`
					if geteuid() ~= 0 and %[1]s ~= CLONE_NEWUSER then assert(unshare(CLONE_NEWUSER)) end
					print(unshare(%[1]s))
					if fork() == 0 then execv("/bin/readlink", {"/proc/self/ns/%[2]s"}) end
					wait()
				`, flag, link)))
				if !matches(got, "0\n"+link+":[...]\n") || got == "0\n"+before+"\n" {
					t.Errorf("before %s, after %s", before, got)
				}
			})
		})
	}
}

func TestUnshareAll(t *testing.T) {
	eachUser(t, func(t *testing.T, run func(string) result) {
		wantLines(t, ended(t, run(`
			local pid = getpid()
			print(unshare("newuser,newpid,newns,newnet,newuts,newipc,newcgroup,newtime"))
			print(idmap "root", sethostname("inside"))
			print(getpid() == pid, gethostname(), getuid(), getgid())
			if fork() == 0 then
				print(getpid(), getppid(), gethostname(), mount_proc())
				exit(0)
			end
			print(select(2, wait()))
		`)), "0\n0\t0\ntrue\tinside\t0\t0\n1\t0\tinside\t0\nexited\t0\ttable: ...")
	})
}

func TestUnshareOrder(t *testing.T) {
	wantLines(t, lua(t, `
		assert(unshare(CLONE_NEWUSER))
		assert(unshare(CLONE_NEWPID))
		print(unshare(CLONE_NEWUSER))
		print(unshare(CLONE_NEWUSER + CLONE_NEWNET))
		if fork() == 0 then print(unshare(CLONE_NEWUSER + CLONE_NEWPID)) exit(0) end
		wait()
	`), `nil	unshare(CLONE_NEWUSER): Invalid argument (EINVAL)
hint: ...CLONE_NEWUSER first...	22
nil	unshare(CLONE_NEWUSER|CLONE_NEWNET): Invalid argument (EINVAL)
hint: ...CLONE_NEWUSER first...	22
nil	unshare(CLONE_NEWUSER|CLONE_NEWPID): Operation not permitted (EPERM)
hint: this process's uid or gid is not mapped in its user namespace, ...	1`)
}

// The kernel gives a process one pid namespace for its children, and keeps flags
// apart that share and unshare the same.
func TestUnshareInvalid(t *testing.T) {
	wantLines(t, lua(t, `
		assert(unshare(CLONE_NEWUSER))
		print(clone(CLONE_NEWNS + CLONE_FS))
		assert(unshare(CLONE_NEWPID))
		print(unshare(CLONE_NEWPID))
		print(select(2, clone(CLONE_NEWPID)))
		if fork() == 0 then print(unshare(CLONE_NEWPID)) exit(0) end
		wait()
	`), `nil	clone(CLONE_NEWNS|CLONE_FS): Invalid argument (EINVAL)
hint: a process that shares its root and working directory (CLONE_FS) ...	22
nil	unshare(CLONE_NEWPID): Invalid argument (EINVAL)
hint: this process has made a pid namespace for its children already, ...	22
clone(CLONE_NEWPID): Invalid argument (EINVAL)
hint: this process has made a pid namespace for its children already, ...	22
0`)
}

// The limits are those of the user namespace one is in; the new ones here end
// with the test. What stands when the second half is refused is said.
func TestNamespaceLimits(t *testing.T) {
	eachUser(t, func(t *testing.T, run func(string) result) {
		wantLines(t, ended(t, run(`
			assert(unshare(CLONE_NEWUSER))
			assert(idmap "root")
			local function limit(name, n)
				local fd = assert(open("/proc/sys/user/max_" .. name .. "_namespaces", O_WRONLY))
				assert(write(fd, n)) close(fd)
			end
			limit("pid", 0) limit("net", 0)
			print(unshare(CLONE_NEWNET))
			print(unshare(CLONE_NEWUSER + CLONE_NEWPID))
			limit = nil
			print(clone(CLONE_NEWPID))
		`)), `nil	unshare(CLONE_NEWNET): No space left on device (ENOSPC)
hint: CLONE_NEWNET is switched off here: /proc/sys/user/max_net_namespaces is 0, ...	28
nil	unshare(CLONE_NEWUSER|CLONE_NEWPID): CLONE_NEWUSER is in force, CLONE_NEWPID: No space left on device (ENOSPC)
hint: ...	28
nil	clone(CLONE_NEWPID): No space left on device (ENOSPC)
hint: ...	28`)
	})
}

func TestUnshareInChroot(t *testing.T) {
	needRoot(t)
	wantLines(t, lua(t, `
		assert(chroot("`+t.TempDir()+`"))
		print(unshare(CLONE_NEWUSER))
		if fork() == 0 then exit(3) end
		print(select(2, wait()))
	`), `nil	unshare(CLONE_NEWUSER): Operation not permitted (EPERM)
hint: the root directory is not the root of the mount namespace (chroot), ...	1
exited	3	table: ...`)
}
