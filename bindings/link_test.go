package bindings

import "testing"

func TestLinks(t *testing.T) {
	eachUser(t, func(t *testing.T, run func(string) result) {
		wantLines(t, ended(t, run(inTree+`
			file("f", "text") mkdir("d")
			local d = open("d")
			print(link("f", "g"), stat("g").ino == stat("f").ino, stat("f").nlink)
			print(symlink("f", "s"), readlink("s"), link("s", "t"), lstat("t").type)
			print(linkat(AT_FDCWD, "s", d, "u", AT_SYMLINK_FOLLOW), lstat("d/u").type)
			print(symlinkat("../f", d, "v"), readlinkat(d, "v"), read(openat(d, "v"), 10))
			print(readlinkat(open("s", O_PATH + O_NOFOLLOW)))
			local nameless = open(".", O_TMPFILE + O_RDWR, "0600")
			write(nameless, "now named")
			print(linkat(AT_FDCWD, "/proc/self/fd/" .. nameless, AT_FDCWD, "named", AT_SYMLINK_FOLLOW), read(open("named"), 20))
			print(link("none", "x"))
			print(link("f", "none/x"))
			print(link("d", "x"))
			print(link("f", "g"))
			print(readlink("f"))
			print(symlink("a", "s"))
			print(linkat(AT_FDCWD, "f", 1000, "x"))
			done()
		`)), `0	true	2
0	f	0	symlink
0	file
0	../f	text
f
0	now named
nil	link("none", "x"): No such file or directory (ENOENT)
hint: there is no none	2
nil	link("f", "none/x"): No such file or directory (ENOENT)
hint: there is no none	2
nil	link("d", "x"): Operation not permitted (EPERM)
hint: d is a directory, and those have one name	1
nil	link("f", "g"): File exists (EEXIST)	17
nil	readlink("f"): Invalid argument (EINVAL)	22
nil	symlink("a", "s"): File exists (EEXIST)	17
nil	linkat(AT_FDCWD, "f", 1000, "x"): Bad file descriptor (EBADF)	9`)
	})
}

func TestRename(t *testing.T) {
	eachUser(t, func(t *testing.T, run func(string) result) {
		wantLines(t, ended(t, run(inTree+`
			local function names() return table.concat(listdir("."), " ") end
			file("f", "f") file("g", "g") makedirs("d/e")
			local d = open("d")
			print(rename("f", "h"), names())
			print(renameat(AT_FDCWD, "h", d, "f"), listdir("d")[2])
			print(renameat2(d, "f", AT_FDCWD, "g", RENAME_NOREPLACE))
			print(renameat2(d, "f", AT_FDCWD, "g", "exchange"), read(open("g"), 1), read(open("d/f"), 1))
			print(renameat2(AT_FDCWD, "g", AT_FDCWD, "w", RENAME_WHITEOUT))
			print(rename("none", "x"))
			print(rename("g", "none/x"))
			print(rename("d", "d/e/x"))
			mkdir("other")
			print(rename("other", "d"))
			print(rename("w", "d"))
			print(rename("d", "w"))
			done()
		`)), `0	d g h
0	f
nil	renameat2(3, "f", AT_FDCWD, "g", RENAME_NOREPLACE): File exists (EEXIST)	17
0	f	g
0
nil	rename("none", "x"): No such file or directory (ENOENT)
hint: there is no none	2
nil	rename("g", "none/x"): No such file or directory (ENOENT)
hint: there is no none	2
nil	rename("d", "d/e/x"): Invalid argument (EINVAL)
hint: d/e/x is below d	22
nil	rename("other", "d"): Directory not empty (ENOTEMPTY)
hint: d holds ...	39
nil	rename("w", "d"): Is a directory (EISDIR)	21
nil	rename("d", "w"): Not a directory (ENOTDIR)...	20`)
	})
}

func TestUnlink(t *testing.T) {
	eachUser(t, func(t *testing.T, run func(string) result) {
		wantLines(t, ended(t, run(inTree+`
			file("f") file("g") makedirs("d/e") makedirs("full/1") mkdir("full/2") mkdir("full/3") mkdir("full/4") mkdir("full/5")
			local d = open("d")
			print(unlink("f"), unlinkat(AT_FDCWD, "g"), unlinkat(d, "e", AT_REMOVEDIR), rmdir("d"))
			print(unlink("f"))
			print(unlink("full"))
			print(rmdir("full/1/."))
			print((rmdir("full/5")), rmdir("full"))
			print(unlinkat(d, "x"))
			print(unlinkat(AT_FDCWD, "f", 1))
			print(select(2, pcall(unlinkat, AT_FDCWD, "f", AT_EACCESS)))
			done()
		`)), `0	0	0	0
nil	unlink("f"): No such file or directory (ENOENT)	2
nil	unlink("full"): Is a directory (EISDIR)	21
nil	rmdir("full/1/."): Invalid argument (EINVAL)	22
0	nil	rmdir("full"): Directory not empty (ENOTEMPTY)
hint: full holds ..., ... and 1 more	39
nil	unlinkat(3, "x"): No such file or directory (ENOENT)
hint: the directory of descriptor 3 has been removed	2
nil	unlinkat(AT_FDCWD, "f", 0x1): Invalid argument (EINVAL)	22
...bad argument #3 to 'unlinkat' (unlink flags expected, got at flags AT_EACCESS)`)
	})
}
