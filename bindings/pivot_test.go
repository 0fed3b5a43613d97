package bindings

import (
	"os"
	"strings"
	"syscall"
	"testing"
	"unsafe"

	"golang.org/x/sys/unix"
)

// Every thread of the program has the new root and working directory, seen from
// outside, and nothing of the old root is left in the mount namespace.
func TestPivot(t *testing.T) {
	mountsKept(t)
	eachUser(t, func(t *testing.T, run func(string) result) {
		for name, inside := range map[string]string{
			"a directory":                     `assert(pivot "/tmp/./new/../new")`,
			"the working directory":           `chdir "/tmp/new" assert(pivot ".")`,
			"a mount point":                   `assert(mount_rbind("/tmp/new", "/tmp/new")) assert(pivot "/tmp/new")`,
			"where all is shared":             `make_rshared "/" assert(pivot "/tmp/new")`,
			"a locked mount":                  `assert(mount_rbind("/tmp/new", "/tmp/new")) assert(unshare(CLONE_NEWUSER + CLONE_NEWNS)) assert(pivot "/tmp/new")`,
			"twice":                           `assert(pivot "/tmp/new") assert(pivot "again")`,
			"with a pid namespace in between": `assert(unshare(CLONE_NEWPID)) assert(pivot "/tmp/new")`,
		} {
			t.Run(name, func(t *testing.T) {
				wantLines(t, ended(t, run(`
					assert(unshare(CLONE_NEWUSER))
					idmap "root"
					local ready, wake = {pipe()}, {pipe()}
					local p = fork()
					if p == 0 then
						close(ready[1]) close(wake[2])
						assert(unshare(CLONE_NEWNS))
						assert(make_rprivate "/")
						assert(mount("none", "/tmp", "tmpfs"))
						assert(mount_bind("/usr", "/tmp/new/again/x", {create = true}))
						assert(mount_bind("/usr", "/tmp/new/x", {create = true}))
						`+inside+`
						assert(fork() ~= 0 or exit(open "x" and getcwd() == "/" and 0 or 1))
						assert(select(3, wait()) == 0)
						for _, m in ipairs(mounts()) do write(ready[2], m.target .. " " .. m.fstype .. "\n") end
						write(ready[2], "end\n")
						read(wake[1], 1)
						exit()
					end
					close(ready[2])
					local text = ""
					repeat
						local more = read(ready[1], 1000)
						text = text .. more
					until text:match("end\n") or more == ""
					print((text:gsub("%S+ %S+\n", {["/ tmpfs\n"] = "root\n", ["/proc proc\n"] = "old\n"}):gsub("\n.*", "")))
					print(text:match("/x ") ~= nil, text:match("/dev ") == nil)
					waitpid(spawn {"sh", "-c", "for t in /proc/" .. p .. "/task/*; do stat -L -c '%d:%i' $t/root/ $t/cwd/; done | sort | uniq -c | wc -l"})
					close(wake[2])
					print(select(2, waitpid(p)))
				`)), "root\ntrue\ttrue\n1\nexited\t0\ttable: ...")
			})
		}
	})
}

// A pivot that is refused leaves root, mounts and working directory.
func TestPivotRefused(t *testing.T) {
	mountsKept(t)
	eachUser(t, func(t *testing.T, run func(string) result) {
		wantLines(t, ended(t, run(`
			if geteuid() ~= 0 then print(pivot "/usr") else print(pivot "/no/such") end
			assert(unshare(CLONE_NEWUSER))
			local before = getcwd()
			print(pivot "/no/such")
			print(pivot "/etc/passwd")
			print(pivot "/")
			print(pivot "/usr/..")
			chdir "/usr"
			print(pivot "/")
			print(getcwd())
			chroot "/usr"
			print(pivot "bin")
			print(getcwd(), open "/bin" ~= nil)
		`)), `nil	pivot("..."): ...
hint: ...
nil	pivot("/no/such"): No such file or directory (ENOENT)
hint: there is no /no	2
nil	pivot("/etc/passwd"): Not a directory (ENOTDIR)	20
nil	pivot("/"): Device or resource busy (EBUSY)
hint: / is the root directory already	16
nil	pivot("/usr/.."): Device or resource busy (EBUSY)
hint: /usr/.. is the root directory already	16
nil	pivot("/"): Device or resource busy (EBUSY)
hint: / is the root directory already	16
/usr
nil	pivot("bin"): Invalid argument (EINVAL)
hint: / is not a mount point (chroot): ...	22
/	true`)
	})
}

// pivot_root's causes are told apart.
func TestPivotRootRefused(t *testing.T) {
	mountsKept(t)
	eachUser(t, func(t *testing.T, run func(string) result) {
		wantLines(t, ended(t, run(owned+`
			assert(mount_bind("/usr", "/tmp/a", {create = true}))
			print(pivot_root("/tmp/no", "/tmp/no"))
			print(pivot_root("/etc", "/etc"))
			print(pivot_root("/", "/"))
			print(pivot_root("/tmp/a", "/tmp"))
			print(pivot_root("/tmp/a", "/etc"))
			print(pivot_root("/proc", "/proc"))
			make_shared "/"
			print(pivot_root("/tmp", "/tmp/a"))
			make_private "/"
			make_shared "/tmp"
			print(pivot_root("/tmp/a", "/tmp/a"))
			chroot "/etc"
			print(pivot_root("/", "/"))
		`)), `nil	pivot_root("/tmp/no", "/tmp/no"): No such file or directory (ENOENT)
hint: there is no /tmp/no	2
nil	pivot_root("/etc", "/etc"): ... (E...)
hint: /etc is not a mount point: mount_bind(DIR, DIR) makes one of a directory, ...	...
nil	pivot_root("/", "/"): ... (E...)
hint: / is the root directory already	...
nil	pivot_root("/tmp/a", "/tmp"): Invalid argument (EINVAL)
hint: /tmp is not below /tmp/a	22
nil	pivot_root("/tmp/a", "/etc"): Device or resource busy (EBUSY)
hint: /etc is not below /tmp/a	16
nil	pivot_root("/proc", "/proc"): Invalid argument (EINVAL)
hint: /proc is locked in place, as what comes from a more privileged mount namespace is: ...	22
nil	pivot_root("/tmp", "/tmp/a"): Invalid argument (EINVAL)
hint: the mount at / is shared: make_rprivate("/") first	22
nil	pivot_root("/tmp/a", "/tmp/a"): Invalid argument (EINVAL)
hint: the mount at /tmp is shared: make_rprivate("/") first	22
nil	pivot_root("/", "/"): Invalid argument (EINVAL)
hint: / is not a mount point (chroot): ...	22`)
	})
}

// rootfsVariable has a process of the tests begin on the rootfs, as the first one
// of an initramfs does: the root has no parent there.
const rootfsVariable = "NSLUA_TEST_ROOTFS"

// enterRootfs takes away what covers the rootfs in a mount namespace of its own,
// and begins anew there, with a tmpfs that has /usr at the place that the
// variable names.
func enterRootfs(place string) {
	check := func(err error) {
		if err != nil {
			panic(err)
		}
	}
	check(unix.Unshare(unix.CLONE_NEWNS))
	check(unix.Mount("none", "/", "", unix.MS_REC|unix.MS_PRIVATE, ""))
	namespace, err := unix.Open("/proc/thread-self/ns/mnt", unix.O_RDONLY|unix.O_CLOEXEC, 0)
	check(err)
	self, err := unix.Open("/proc/self/exe", unix.O_PATH|unix.O_CLOEXEC, 0)
	check(err)
	tree, err := unix.OpenTree(unix.AT_FDCWD, "/usr", unix.OPEN_TREE_CLONE|unix.OPEN_TREE_CLOEXEC)
	check(err)
	check(unix.Unmount("/", unix.MNT_DETACH))
	check(unix.Setns(namespace, unix.CLONE_NEWNS))
	check(unix.MoveMount(tree, "", unix.AT_FDCWD, place, unix.MOVE_MOUNT_F_EMPTY_PATH))
	os.Unsetenv(rootfsVariable)
	argv, err := syscall.SlicePtrFromStrings(os.Args)
	check(err)
	envp, err := syscall.SlicePtrFromStrings(os.Environ())
	check(err)
	empty, _ := syscall.BytePtrFromString("")
	_, _, errno := syscall.RawSyscall6(unix.SYS_EXECVEAT, uintptr(self), uintptr(unsafe.Pointer(empty)),
		uintptr(unsafe.Pointer(&argv[0])), uintptr(unsafe.Pointer(&envp[0])), unix.AT_EMPTY_PATH, 0)
	panic(errno)
}

// On an initramfs the new root is moved over the rootfs.
func TestPivotOnRootfs(t *testing.T) {
	needRoot(t)
	mountsKept(t)
	const place = "/root" // of usr/default_cpio_list in the kernel
	for name, before := range map[string]string{
		"root":           "",
		"user namespace": `assert(unshare(CLONE_NEWUSER + CLONE_NEWNS)) idmap "root"`,
	} {
		t.Run(name, func(t *testing.T) {
			cmd := command(before + `
				print(pivot_root("` + place + `", "` + place + `"))
				print(pivot "` + place + `")
				print(getcwd(), open "/bin" ~= nil, #mounts(), mounts()[1].target, mounts()[1].root)
				if fork() == 0 then print(getcwd(), open "/bin" ~= nil) exit() end
				print(select(2, wait()))
			`)
			cmd.Env = append(cmd.Env, rootfsVariable+"="+place)
			r := finish(t, cmd)
			if strings.Contains(r.stderr, "no such file or directory") {
				t.Skip("needs a rootfs with " + place)
			}
			wantLines(t, ended(t, r), `nil	pivot_root("/root", "/root"): Invalid argument (EINVAL)
hint: / is the rootfs, which stays where it is: mount(new_root, "/", nil, MS_MOVE) ...	22
0
/	true	1	/	/usr
/	true
exited	0	table: ...`)
		})
	}
}
