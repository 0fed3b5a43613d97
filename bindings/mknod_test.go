package bindings

import "testing"

func TestMknod(t *testing.T) {
	eachUser(t, func(t *testing.T, run func(string) result) {
		wantLines(t, ended(t, run(inTree+`
			print(mknod("fifo", S_IFIFO + "0640"), stat("fifo").type, stat("fifo").perm)
			print(mknod("socket", "sock,0600"), stat("socket").type)
			print(mknod("file", "0644"), stat("file").type, mknodat(open("."), "file2", S_IFREG + 384), stat("file2").perm)
			print(mkfifo("fifo2", "0600"), mkfifoat(open("."), "fifo3", "0604"), stat("fifo3").perm)
			print(mknod("white", S_IFCHR, makedev(0, 0)), stat("white").rdev)
			print(S_IFCHR + "4755", S_IFSOCK + S_ISVTX, S_IFBLK + 420)
			print(mknod("fifo", S_IFIFO))
			print(mknod("none/x", S_IFIFO))
			print(mknod("d", S_IFDIR + "0755"))
			print(mkfifoat(1000, "x"))
			chmod(top, "0777")
			inside(function()
				ordinary()
				local _, message = mknod("null", S_IFCHR + "0666", makedev(1, 3)) print(message)
			end)
			inside(function()
				assert(unshare(CLONE_NEWUSER)) idmap "root"
				local _, message = mknod("null", S_IFCHR + "0666", makedev(1, 3)) print(message)
			end)
			print(select(2, pcall(function() return S_IFCHR + "rw" end)))
			print(select(2, pcall(mknod, "x", S_IFCHR, -1)))
			done()
		`)), `0	fifo	0640
0	socket
0	file	0	0600
0	0	0604
0	0
S_IFCHR|S_ISUID|0755	S_IFSOCK|S_ISVTX	S_IFBLK|0644
nil	mknod("fifo", S_IFIFO): File exists (EEXIST)	17
nil	mknod("none/x", S_IFIFO): No such file or directory (ENOENT)
hint: there is no none	2
nil	mknod("d", S_IFDIR|0755): Operation not permitted (EPERM)
hint: mkdir makes directories	1
nil	mkfifoat(1000, "x"): Bad file descriptor (EBADF)	9
mknod("null", S_IFCHR|0666, 259): Operation not permitted (EPERM)
hint: it needs CAP_MKNOD, which this process lacks
mknod("null", S_IFCHR|0666, 259): Operation not permitted (EPERM)
hint: a device can be made in the initial user namespace only, whatever the capabilities in another; one that there is can be bound: mount("/dev/null", path, nil, MS_BIND)
...bad argument #2 to '+' (unknown file mode 'rw'; valid are S_IFSOCK ...)
...bad argument #3 to 'mknod' (integer from 0 to 4294967295 expected, got -1)`)
	})
}

// A device is the one that its number says, unless its mount is nodev.
func TestDevices(t *testing.T) {
	needRoot(t)
	mountsKept(t)
	wantLines(t, lua(t, `
		assert(unshare(CLONE_NEWNS)) assert(mount("none", "/", nil, MS_REC + MS_PRIVATE))
		assert(mount("none", "/tmp", "tmpfs"))
		chdir("/tmp")
		print(mknod("zero", S_IFCHR + "0666", makedev(1, 5)), read(open("zero"), 2) == "\0\0")
		print(major(stat("zero").rdev), minor(stat("zero").rdev))
		local dev = makedev(4095, 1048575)
		print(mknod("large", S_IFBLK + "0600", dev), stat("large").rdev == dev, major(dev), minor(dev))
		print(open("large"))
		assert(mount("none", "/tmp", nil, MS_REMOUNT + MS_BIND + MS_NODEV))
		print(open("zero"))
		print(select(2, pcall(makedev, 4096, 0)))
		print(select(2, pcall(makedev, 0, 2^20)))
	`), `0	true
1	5
0	true	4095	1048575
nil	open("large"): No such device or address (ENXIO)
hint: no driver here has the device 4095, 1048575	6
nil	open("zero"): Permission denied (EACCES)
hint: no device can be opened on the mount at /tmp, which is nodev	13
...bad argument #1 to 'makedev' (integer from 0 to 4095 expected, got 4096)
...bad argument #2 to 'makedev' (integer from 0 to 1048575 expected, got 1048576)`)
}
