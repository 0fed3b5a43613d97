package bindings

import "testing"

func TestModes(t *testing.T) {
	eachUser(t, func(t *testing.T, run func(string) result) {
		wantLines(t, ended(t, run(inTree+`
			file("f") symlink("f", "s") chmod(top, "0755")
			print(chmod("f", "4711"), stat("f").perm, chmod("f", stat("f").mode % 4096), stat("f").perm)
			print(chmod("s", 256), stat("f").perm, fchmod(open("f"), "600"), stat("f").perm)
			print(fchmodat(open("."), "f", "0640"), stat("f").perm)
			local ok, message, errno = fchmodat(AT_FDCWD, "s", "0640", AT_SYMLINK_NOFOLLOW)
			print(ok, errno == EOPNOTSUPP or errno == ENOSYS)
			print(chmod("none", "0600"))
			print(fchmod(1000, "0600"))
			inside(function() ordinary() print(chmod("/bin", "0600")) end)
			print(select(2, pcall(chmod, "f", "0999")))
			print(select(2, pcall(chmod, "f", 4096)))
			done()
		`)), `0	4711	0	4711
0	0400	0	0600
0	0640
nil	true
nil	chmod("none", 0600): No such file or directory (ENOENT)	2
nil	fchmod(1000, 0600): Bad file descriptor (EBADF)	9
nil	chmod("/bin", 0600): Operation not permitted (EPERM)
hint: .../bin belongs to uid 0, and only its owner may, or a process with CAP_FOWNER	1
...bad argument #2 to 'chmod' (mode as "0644" expected, got "0999")
...bad argument #2 to 'chmod' (integer from 0 to 4095 expected, got 4096)`)
	})
}

func TestChown(t *testing.T) {
	eachUser(t, func(t *testing.T, run func(string) result) {
		wantLines(t, ended(t, run(inTree+`
			file("f") symlink("f", "s") chmod(top, "0755")
			print(chown("f", getuid(), getgid()), chown("f"), chown("f", -1, getgid()), chown("f", 2^32 - 1))
			print(lchown("s", getuid()), fchown(open("f"), nil, getgid()), fchownat(AT_FDCWD, "s", getuid(), -1, AT_SYMLINK_NOFOLLOW))
			inside(function()
				ordinary()
				print(chown("f", 7))
				print(fchown(open("f"), 7, 7))
			end)
			print(chown("none", 7))
			print(fchownat(1000, "f", 7))
			print(select(2, pcall(chown, "f", -2)))
			print(select(2, pcall(fchownat, AT_FDCWD, "f", 0, 2^32)))
			inside(function()
				assert(unshare(CLONE_NEWUSER)) idmap "root"
				print(stat("f").uid, chown("f", 0, 0), chown("f", 1))
			end)
			done()
		`)), `0	0	0	0
0	0	0
nil	chown("f", 7): Operation not permitted (EPERM)
hint: it needs CAP_CHOWN, which this process lacks; without it a file's owner may give it to another of its own groups	1
nil	fchown(4, 7, 7): Operation not permitted (EPERM)
hint: it needs CAP_CHOWN, which this process lacks; without it a file's owner may give it to another of its own groups	1
nil	chown("none", 7): ...	...
nil	fchownat(1000, "f", 7): Bad file descriptor (EBADF)	9
...bad argument #2 to 'chown' (integer from -1 to 4294967295 expected, got -2)
...bad argument #4 to 'fchownat' (integer from -1 to 4294967295 expected, got 4294967296)
0	0	nil	chown("f", 1): Invalid argument (EINVAL)
hint: uid 1 is not mapped in this user namespace: idmap maps it	22`)
	})
}

func TestUtimes(t *testing.T) {
	eachUser(t, func(t *testing.T, run func(string) result) {
		wantLines(t, ended(t, run(inTree+`
			file("f") symlink("f", "s") chmod(top, "0755")
			local function times(name) local s = lstat(name) return ("%.9f %.9f"):format(s.atime, s.mtime) end
			print(utimensat(AT_FDCWD, "f", {atime = 10.5, mtime = -1.25}), times("f"))
			print(utimensat(AT_FDCWD, "f", {mtime = 3}), times("f"))
			local before = clock_gettime(CLOCK_REALTIME)
			print(utimensat(AT_FDCWD, "f", {atime = "now"}), math.abs(stat("f").atime - before) < 100, stat("f").mtime)
			print(utimensat(open("."), "s", {atime = 1, mtime = 2}, AT_SYMLINK_NOFOLLOW), times("s"), stat("f").mtime)
			print(futimens(open("f"), {mtime = 7}), stat("f").mtime, futimens(open("f")), stat("f").mtime > 1e9)
			inside(function()
				ordinary()
				if getuid() ~= stat("f").uid then print(utimensat(AT_FDCWD, "f", {mtime = 1}))
				else print(utimensat(AT_FDCWD, "/proc/version", {mtime = 1})) end
			end)
			print(utimensat(AT_FDCWD, "none"))
			print(futimens(1000))
			print(select(2, pcall(utimensat, AT_FDCWD, "f", {ctime = 1})))
			print(select(2, pcall(futimens, 0, {mtime = "then"})))
			print(select(2, pcall(futimens, 0, {mtime = 1e300})))
			done()
		`)), `0	10.500000000 -1.250000000
0	10.500000000 3.000000000
0	true	3
0	1.000000000 2.000000000	3
0	7	0	true
nil	utimensat(AT_FDCWD, "...", {mtime=1}): Operation not permitted (EPERM)
hint: ... belongs to uid 0, and only its owner may, or a process with CAP_FOWNER	1
nil	utimensat(AT_FDCWD, "none"): No such file or directory (ENOENT)	2
nil	futimens(1000): Bad file descriptor (EBADF)	9
...bad argument #3 to 'utimensat' (unknown field 'ctime'; valid are atime mtime)
...bad argument #2 to 'futimens' (mtime: number expected, got string)
...bad argument #2 to 'futimens' (mtime: seconds from -2^53 to 2^53 expected, got ...)`)
	})
}
