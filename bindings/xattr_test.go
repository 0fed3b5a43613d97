package bindings

import "testing"

func TestXattr(t *testing.T) {
	eachUser(t, func(t *testing.T, run func(string) result) {
		wantLines(t, ended(t, run(inTree+`
			file("f") symlink("f", "s") chmod(top, "0755")
			local function list(l) table.sort(l) return table.concat(l, " ") end
			print(setxattr("f", "user.a", "one\0two"), #getxattr("s", "user.a"), setxattr("f", "user.b", ""), getxattr("f", "user.b") == "")
			print(list(listxattr("f")), #llistxattr("s"), list(flistxattr(open("f"))))
			print(fgetxattr(open("f"), "user.a") == "one\0two", fsetxattr(open("f"), "user.c", "x"), fremovexattr(open("f"), "user.c"), removexattr("f", "user.b"))
			print(setxattr("f", "user.a", "x", XATTR_CREATE))
			print(setxattr("f", "user.z", "x", XATTR_REPLACE))
			print(getxattr("f", "user.none"))
			print(lgetxattr("s", "user.a"))
			print(lsetxattr("s", "user.a", "x"))
			print(setxattr("f", "colour", "red"))
			print(getxattr("none", "user.a"))
			print(listxattr("none/x"))
			print(fremovexattr(1000, "user.a"))
			inside(function()
				ordinary()
				print(setxattr("f", "trusted.a", "x"))
			end)
			inside(function()
				chmod("f", "0444")
				ordinary()
				local _, message = setxattr("f", "user.a", "x") print(message)
			end)
			done()
		`)), `0	7	0	true
user.a user.b	0	user.a user.b
true	0	0	0
nil	setxattr("f", "user.a", "x", XATTR_CREATE): File exists (EEXIST)	17
nil	setxattr("f", "user.z", "x", XATTR_REPLACE): No data available (ENODATA)	61
nil	getxattr("f", "user.none"): No data available (ENODATA)	61
nil	lgetxattr("s", "user.a"): No data available (ENODATA)	61
nil	lsetxattr("s", "user.a", "x"): Operation not permitted (EPERM)
hint: a symbolic link can have no user. attributes	1
nil	setxattr("f", "colour", "red"): Operation not supported (EOPNOTSUPP)
hint: the name of an attribute begins with user., trusted., security. or system.	95
nil	getxattr("none", "user.a"): No such file or directory (ENOENT)	2
nil	listxattr("none/x"): No such file or directory (ENOENT)
hint: there is no none	2
nil	fremovexattr(1000, "user.a"): Bad file descriptor (EBADF)	9
nil	setxattr("f", "trusted.a", "x"): Operation not permitted (EPERM)
hint: it needs CAP_SYS_ADMIN, which this process lacks and which counts in the initial user namespace only	1
setxattr("f", "user.a", "x"): Permission denied (EACCES)
hint: f may not be written to by uid 4242 (mode 0444, owner ...)`)
	})
}

// A program's capabilities, given within a user namespace, are of that one's root.
func TestXattrCapability(t *testing.T) {
	eachUser(t, func(t *testing.T, run func(string) result) {
		wantLines(t, ended(t, run(inTree+`
			file("f") chmod(top, "0755")
			-- struct vfs_cap_data (linux/capability.h): version 2, CAP_NET_RAW permitted
			local data = "\0\0\0\2" .. "\0\32\0\0" .. ("\0"):rep(12)
			inside(function()
				ordinary()
				print(setxattr("f", "security.capability", data))
			end)
			inside(function()
				assert(unshare(CLONE_NEWUSER)) idmap "root"
				print(setxattr("f", "security.capability", data), getxattr("f", "security.capability") == data)
			end)
			print(#getxattr("f", "security.capability"), listxattr("f")[1])
			done()
		`)), `nil	setxattr("f", "security.capability", "..."): Operation not permitted (EPERM)
hint: it needs CAP_SETFCAP, which this process lacks; ...	1
0	true
...	security.capability`)
	})
}
