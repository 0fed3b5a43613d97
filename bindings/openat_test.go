package bindings

import "testing"

func TestOpenat(t *testing.T) {
	eachUser(t, func(t *testing.T, run func(string) result) {
		wantLines(t, ended(t, run(inTree+`
			mkdir("d") file("d/f", "text")
			local d = open("d", O_PATH + O_DIRECTORY)
			print(read(openat(d, "f"), 10))
			print(read(openat(AT_FDCWD, "d/f"), 10))
			print(write(openat(d, "new", O_WRONLY + O_CREAT, "0600"), "x"), stat("d/new").perm)
			print(openat(1000, "f"))
			print(openat(open("d/f"), "f"))
			print(openat(-1, "/etc/passwd") > 0)
			print(select(2, pcall(openat, nil, "f")))
			print(select(2, pcall(openat, "d", "f")))
			done()
		`)), `text
text
1	0600
nil	openat(1000, "f"): Bad file descriptor (EBADF)	9
nil	openat(7, "f"): Not a directory (ENOTDIR)
hint: descriptor 7 is a file, not a directory	20
true
...bad argument #1 to 'openat' (integer expected, got nil)
...bad argument #1 to 'openat' (integer expected, got string)`)
	})
}

// Where paths may lead, and how each bound tells what crossed it.
func TestOpenat2(t *testing.T) {
	eachUser(t, func(t *testing.T, run func(string) result) {
		wantLines(t, ended(t, run(inTree+`
			makedirs("root/sub") file("root/f", "inside") file("f", "outside")
			symlink("../f", "root/up") symlink("/f", "root/top") symlink("f", "root/near") symlink("/gone", "root/none")
			local root = open("root")
			local function try(path, resolve, flags, mode)
				local fd, message, errno = openat2(root, path, {resolve = resolve, flags = flags, mode = mode})
				print(fd and read(fd, 10) or message)
				if fd then close(fd) end
			end
			try("near", RESOLVE_BENEATH)
			try("sub/../f", RESOLVE_BENEATH)
			try("../f", RESOLVE_BENEATH)
			try("up", RESOLVE_BENEATH)
			try("/f", RESOLVE_BENEATH)
			try("top", RESOLVE_BENEATH)
			try("sub/../../../../f", RESOLVE_IN_ROOT)
			try("top", RESOLVE_IN_ROOT)
			try("up", RESOLVE_IN_ROOT)
			try("none", RESOLVE_IN_ROOT)
			try("near", RESOLVE_NO_SYMLINKS)
			try("/proc/self/fd/" .. root, RESOLVE_NO_MAGICLINKS)
			try("/proc", RESOLVE_NO_XDEV)
			try("f", nil, O_RDONLY, "0600")
			try("f", RESOLVE_BENEATH + RESOLVE_IN_ROOT)
			try("x/y", RESOLVE_BENEATH)
			print(close(openat2(root, "new", {flags = "wronly,creat"})), stat("root/new").perm)
			print(close(openat2(root, "sub", {flags = O_PATH})))
			print(select(2, pcall(openat2, root, "f", {resolv = 0})))
			done()
		`)), `inside
inside
openat2(3, "../f", {resolve=RESOLVE_BENEATH}): Invalid cross-device link (EXDEV)
hint: ".." leads out of the directory
openat2(3, "up", {resolve=RESOLVE_BENEATH}): Invalid cross-device link (EXDEV)
hint: ".." leads out of the directory, where the symbolic link up leads
openat2(3, "/f", {resolve=RESOLVE_BENEATH}): Invalid cross-device link (EXDEV)
hint: the path begins at the root directory
openat2(3, "top", {resolve=RESOLVE_BENEATH}): Invalid cross-device link (EXDEV)
hint: the symbolic link top leads to /f
inside
inside
inside
openat2(3, "none", {resolve=RESOLVE_IN_ROOT}): No such file or directory (ENOENT)
hint: there is no gone, where the symbolic link none leads
openat2(3, "near", {resolve=RESOLVE_NO_SYMLINKS}): Too many levels of symbolic links (ELOOP)
hint: near is a symbolic link to f
openat2(3, "/proc/self/fd/3", {resolve=RESOLVE_NO_MAGICLINKS}): Too many levels of symbolic links (ELOOP)
hint: /proc/.../fd/3 is a magic link, to ...
openat2(3, "/proc", {resolve=RESOLVE_NO_XDEV}): Invalid cross-device link (EXDEV)
hint: ... is on another mount
openat2(3, "f", {flags=O_RDONLY, mode="0600"}): Invalid argument (EINVAL)
hint: there is a mode, and neither O_CREAT nor O_TMPFILE
openat2(3, "f", {resolve=RESOLVE_BENEATH|RESOLVE_IN_ROOT}): Invalid argument (EINVAL)
hint: RESOLVE_BENEATH and RESOLVE_IN_ROOT exclude each other
openat2(3, "x/y", {resolve=RESOLVE_BENEATH}): No such file or directory (ENOENT)
hint: there is no x
0	0644
0
...bad argument #3 to 'openat2' (unknown field 'resolv'; valid are flags mode resolve)`)
	})
}

// The lock is the open file's, and who has it is told.
func TestFlock(t *testing.T) {
	eachUser(t, func(t *testing.T, run func(string) result) {
		wantLines(t, ended(t, run(inTree+`
			file("f")
			local fd = open("f")
			print(flock(fd, LOCK_EX))
			local r, w = pipe()
			local child = fork()
			if child == 0 then
				print(flock(fd, LOCK_EX + LOCK_NB)) -- the same open file
				local own = open("f")
				local ok, message, errno = flock(own, "sh,nb")
				print((message:gsub("process " .. getppid(), "process PARENT")), errno == EWOULDBLOCK)
				write(w, "x")
				print(flock(own, LOCK_SH)) -- waits
				exit()
			end
			read(r, 1)
			flock(fd, LOCK_UN)
			print(select(2, waitpid(child)))
			print(flock(fd, 0))
			print(flock(1000, LOCK_EX))
			done()
		`)), `0
0
flock(6, LOCK_SH|LOCK_NB): Resource temporarily unavailable (EAGAIN)
hint: it was locked by process PARENT	true
0
exited	0	table: ...
nil	flock(3, 0): Invalid argument (EINVAL)	22
nil	flock(1000, LOCK_EX): Bad file descriptor (EBADF)	9`)
	})
}

func TestTemporary(t *testing.T) {
	eachUser(t, func(t *testing.T, run func(string) result) {
		wantLines(t, ended(t, run(inTree+`
			local fd, name = mkstemp("file.XXXXXX")
			print(name:match("^file%.[%w_-]+$") == name, fstat(fd).perm, stat(name).ino == fstat(fd).ino)
			local dir = mkdtemp(top .. "/XXXXXX")
			print(stat(dir).type, stat(dir).perm, mkdtemp(top .. "/XXXXXX") ~= dir)
			print(mkdtemp("XXXXX"))
			print(mkstemp("none/XXXXXX"))
			print(truncate(name, 5), stat(name).size)
			print(truncate("none", 5))
			print(truncate(top, 5))
			print(syncfs(fd), syncfs(1000))
			done()
		`)), `true	0600	true
directory	0700	true
nil	mkdtemp("XXXXX"): Invalid argument (EINVAL)
hint: the template must end in XXXXXX	22
nil	mkstemp("none/XXXXXX"): No such file or directory (ENOENT)
hint: there is no none	2
0	5
nil	truncate("none", 5): No such file or directory (ENOENT)	2
nil	truncate("...", 5): Is a directory (EISDIR)	21
0	nil	syncfs(1000): Bad file descriptor (EBADF)	9`)
	})
}

// A file that is being run, a fifo that nobody reads, a socket.
func TestOpenHints(t *testing.T) {
	eachUser(t, func(t *testing.T, run func(string) result) {
		wantLines(t, ended(t, run(inTree+`
			mkfifo("fifo") mknod("socket", "S_IFSOCK|0600")
			local from = open("/bin/sleep") local to = open("program", O_WRONLY + O_CREAT, "0755")
			repeat local s = read(from, 1e6) write(to, s) until s == ""
			close(to)
			local r, w = pipe()
			local pid = spawn({"./program", "1000"})
			local ok, message = open("program", O_WRONLY)
			print((message:gsub("process " .. pid, "process SLEEP")))
			kill(pid, SIGKILL) waitpid(pid)
			print(open("fifo", O_WRONLY + O_NONBLOCK))
			print(open("socket"))
			done()
		`)), `open("program", O_WRONLY): Text file busy (ETXTBSY)
hint: process SLEEP runs it
nil	open("fifo", O_WRONLY|O_NONBLOCK): No such device or address (ENXIO)
hint: nobody has the fifo open for reading	6
nil	open("socket"): No such device or address (ENXIO)
hint: socket is a socket, which is connected to and not opened	6`)
	})
}
