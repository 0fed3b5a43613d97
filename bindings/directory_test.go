package bindings

import "testing"

func TestDirectories(t *testing.T) {
	eachUser(t, func(t *testing.T, run func(string) result) {
		wantLines(t, ended(t, run(inTree+`
			print(mkdir("a", "0750"), stat("a").perm, mkdirat(open("a"), "b"), stat("a/b").type)
			print(makedirs("a/b/c/d/", "0700"), stat("a/b/c/d").perm, stat("a/b/c").perm, makedirs("a/b/c/d"), makedirs("."), makedirs("/"))
			print(makedirs(top .. "/x/../y/z"), stat("y/z").type)
			file("f")
			print(makedirs("f"))
			print(makedirs("f/g/h"))
			print(mkdir("a"))
			print(mkdir("none/x"))
			print(mkdirat(open("f"), "x"))
			local a = open("a")
			print(fchdir(a), getcwd() == top .. "/a", fchdir(1000))
			print(fchdir(open("../f")))
			done()
		`)), `0	0750	0	directory
0	0700	0755	0	0	0
0	directory
nil	makedirs("f"): File exists (EEXIST)	17
nil	makedirs("f/g/h"): Not a directory (ENOTDIR)
hint: f is a file, not a directory	20
nil	mkdir("a"): File exists (EEXIST)	17
nil	mkdir("none/x"): No such file or directory (ENOENT)
hint: there is no none	2
nil	mkdirat(4, "x"): Not a directory (ENOTDIR)
hint: descriptor 4 is a file, not a directory	20
0	true	nil	fchdir(1000): Bad file descriptor (EBADF)	9
nil	fchdir(6): Not a directory (ENOTDIR)	20`)
	})
}

func TestRealpath(t *testing.T) {
	eachUser(t, func(t *testing.T, run func(string) result) {
		wantLines(t, ended(t, run(inTree+`
			makedirs("a/b") file("a/f") symlink("../a", "a/round") symlink(top .. "/a/b/../f", "abs") symlink("abs", "again")
			for _, path in ipairs {"a/round/round/b/..", "again", ".", "./a//b/", "/", "/..", top .. "/a/f"} do
				print((realpath(path):gsub("^" .. top:gsub("%p", "%%%0"), "TOP")))
			end
			print(realpath("/proc/self") == "/proc/" .. getpid(), realpath("/proc/self/fd/" .. open("a")) == top .. "/a")
			print(realpath("a/none"))
			print(realpath("a/f/.."))
			local r, w = pipe()
			print(stat(realpath("/proc/self/fd/" .. r)).ino == fstat(r).ino)
			done()
		`)), `TOP/a
TOP/a/f
TOP
TOP/a/b
/
/
TOP/a/f
true	true
nil	realpath("a/none"): No such file or directory (ENOENT)	2
nil	realpath("a/f/.."): Not a directory (ENOTDIR)
hint: a/f is a file, not a directory	20
true`)
	})
}

// Directories larger than one call gives, and one that is changed by reading it.
func TestListing(t *testing.T) {
	eachUser(t, func(t *testing.T, run func(string) result) {
		wantLines(t, ended(t, run(inTree+`
			mkdir("many")
			for i = 1, 3000 do file(("many/%04d-%s"):format(i, ("x"):rep(40))) end
			local names = listdir("many")
			print(#names, names[1]:sub(1, 4), names[3000]:sub(1, 4), #getdents("many"))
			mkdir("d") mkdir("d/dir") file("d/file") symlink("x", "d/link") mkfifo("d/fifo")
			local found = {}
			for _, e in ipairs(getdents("d")) do found[e.name] = e.type assert(e.ino == lstat("d/" .. e.name).ino) end
			print(found.dir, found.file, found.link, found.fifo, found["."], found[".."])
			mkdir("one") file("one/name")
			print((tostring(getdents("one")):gsub("%d+", "N"):gsub(" +", " ")))
			local d = open("d")
			print(#getdents(d), #getdents(d), #listdir(d), #listdir(d))
			print(listdir("none"))
			print(getdents("d/file"))
			print(getdents(1000))
			print(listdir((pipe())))
			print(select(2, pcall(listdir, {})))
			done()
		`)), `3000	0001	3000	3000
directory	file	symlink	fifo	nil	nil
TYPE INO NAME
file N name
4	0	4	4
nil	listdir("none"): No such file or directory (ENOENT)	2
nil	getdents("d/file"): Not a directory (ENOTDIR)	20
nil	getdents(1000): Bad file descriptor (EBADF)	9
nil	listdir(...): Illegal seek (ESPIPE)	29
...bad argument #1 to 'listdir' (string expected, got table)`)
	})
}

// What is removed is what is below, never what links lead to.
func TestRmtree(t *testing.T) {
	eachUser(t, func(t *testing.T, run func(string) result) {
		wantLines(t, ended(t, run(inTree+`
			makedirs("kept/dir") file("kept/file")
			makedirs("t/a/b/c") file("t/f") mkfifo("t/a/fifo") symlink("../kept", "t/link") symlink(top .. "/kept", "t/a/abs") symlink("nowhere", "t/dangling")
			print(rmtree("t"), stat("t"))
			print(#listdir("kept"), rmtree("kept/file"), symlink("kept", "l"), rmtree("l"), #listdir("kept"))
			local deep = "deep" .. ("/d"):rep(300)
			print(makedirs(deep), rmtree("deep/"), access("deep"))
			print(rmtree("none"))
			print(rmtree("kept/."))
			print(rmtree("/"))
			makedirs("fixed/in/side") chmod("fixed/in", "0555")
			chmod(top, "0755")
			inside(function()
				ordinary()
				local _, message = rmtree("fixed")
				print(message)
			end)
			chmod("fixed/in", "0755")
			done()
		`)), `0	nil	stat("t"): No such file or directory (ENOENT)	2
2	0	0	0	1
0	0	nil	access("deep"): No such file or directory (ENOENT)	2
nil	rmtree("none"): at none: No such file or directory (ENOENT)	2
nil	rmtree("kept/."): Invalid argument (EINVAL)
hint: a path to remove ends in a name	22
nil	rmtree("/"): Invalid argument (EINVAL)
hint: a path to remove ends in a name	22
rmtree("fixed"): at fixed...: Permission denied (EACCES)
hint: ... may not be written to by uid 4242 (mode 0..., owner ...)`)
	})
}

// Nothing of another mount is removed, though it is the same file system.
func TestRmtreeMounts(t *testing.T) {
	eachUser(t, func(t *testing.T, run func(string) result) {
		wantLines(t, ended(t, run(`
			assert(unshare(CLONE_NEWUSER + CLONE_NEWNS))
			assert(idmap "root")
			assert(mount("none", "/tmp", "tmpfs"))
			chdir("/tmp")
			makedirs("precious/x") makedirs("t/a/b")
			assert(mount("precious", "t/a/b", nil, MS_BIND))
			print(rmtree("t"))
			print(listdir("precious")[1])
			umount("t/a/b")
			print(rmtree("t"))
		`)), `nil	rmtree("t"): at t/a/b: Device or resource busy (EBUSY)
hint: t/a/b is a mount point	16
x
0`)
	})
}
