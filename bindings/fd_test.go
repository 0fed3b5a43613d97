package bindings

import "testing"

func TestPipe(t *testing.T) {
	wantLines(t, lua(t, `
		local r, w = pipe()
		print(r, w, write(w, "two words"), read(r, 3), read(r, 100), read(r, 0))
		close(w)
		print(#read(r, 10), close(r), close(r))
		r, w = pipe(O_NONBLOCK)
		print(read(r, 1))
		close(r)
		signal(SIGPIPE, SIG_IGN)
		print(write(w, "x"))
	`), `3	4	9	two	 words	
0	0	nil	close(3): Bad file descriptor (EBADF)	9
nil	read(3, 1): Resource temporarily unavailable (EAGAIN)
hint: the descriptor is O_NONBLOCK, and nothing is there to read: poll waits until there is	11
nil	write(4, "x"): Broken pipe (EPIPE)	32`)
}

func TestOpen(t *testing.T) {
	dir := t.TempDir()
	wantLines(t, lua(t, `
		assert(chdir("`+dir+`"))
		local fd = open("new", O_RDWR + O_CREAT + O_EXCL, "0640")
		print(fd, write(fd, "text"))
		print(open("new", "creat,excl"))
		local again = open("new")
		print(again, read(again, 10), write(again, "x"))
		print(read(open("."), 1))
		print(getcwd())
	`), `3	4
nil	open("new", O_RDONLY|O_CREAT|O_EXCL): File exists (EEXIST)	17
4	text	nil	write(4, "x"): Bad file descriptor (EBADF)	9
nil	read(5, 1): Is a directory (EISDIR)	21
`+dir)
}

func TestDup(t *testing.T) {
	wantLines(t, lua(t, `
		local r, w = pipe()
		print(dup(w), dup2(w, 9), dup2(w, w), dup2(1000, 1000))
		print(write(9, "x"), read(r, 5))
		print(dup(1000))
	`), `5	9	4	nil	dup2(1000, 1000): Bad file descriptor (EBADF)	9
1	x
nil	dup(1000): Bad file descriptor (EBADF)	9`)
}

// The host's own descriptors are not there for a script, whatever it tries.
func TestHostsDescriptors(t *testing.T) {
	wantLines(t, lua(t, `
		local kept, busy = 0, 0
		for fd = 3, 255 do
			local ok, _, errno = dup2(1, fd)
			if errno == EBUSY then
				busy = busy + 1
				for f, argument in pairs {[read] = 1, [write] = "x", [dup] = false} do
					assert(select(3, f(fd, argument or nil)) == EBADF)
				end
				assert(select(3, dup2(fd, 300)) == EBADF)
			end
		end
		for fd = 3, 255 do close(fd) end
		print(busy >= 3, open("/dev/null"))
		local t = {} for i = 1, 1e5 do t[i] = {} end
		if fork() == 0 then exit(4) end
		print(select(2, wait()))
		print(unshare(CLONE_NEWUSER))
	`), "true\t3\nexited\t4\ttable: ...\n0")
}
