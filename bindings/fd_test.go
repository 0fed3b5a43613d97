package bindings

import (
	"strings"
	"testing"
)

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

func TestDup3(t *testing.T) {
	wantLines(t, lua(t, `
		local r, w = pipe2(O_NONBLOCK)
		print(fcntl(r, F_GETFL), dup3(w, 9, O_CLOEXEC), fcntl(9, F_GETFD), dup3(w, 9), fcntl(9, F_GETFD))
		print(dup3(w, w))
		print(dup3(w, 2^30))
		print(dup3(w, 9, O_APPEND))
	`), `O_RDONLY|O_NONBLOCK	9	FD_CLOEXEC	9	0
nil	dup3(4, 4): Invalid argument (EINVAL)	22
nil	dup3(4, 1073741824): Bad file descriptor (EBADF)
hint: RLIMIT_NOFILE is ..., and descriptors must be below it	9
nil	dup3(4, 9, O_RDONLY|O_APPEND): Invalid argument (EINVAL)	22`)
}

// close_range leaves the host its own, and a fork can do without the rest.
func TestCloseRange(t *testing.T) {
	wantLines(t, lua(t, `
		local r, w = pipe()
		print(dup2(w, 200), dup2(w, 9), dup2(w, 300))
		print(close_range(9, 299), write(300, "x"), (write(9, "x")), (write(200, "x")), read(r, 10))
		print(close_range(300, 300, CLOSE_RANGE_CLOEXEC), fcntl(300, F_GETFD))
		print(close_range(300, nil, CLOSE_RANGE_UNSHARE), (write(300, "x")))
		print(close_range(5, 4))
		print(close_range(5, 6, 8))
		print(close_range(3), open("/dev/null"))
		local own = 64
		while select(3, dup2(1, own)) ~= EBUSY do own = own + 1 end
		print(dup2(1, own))
		if fork() == 0 then exit(4) end
		print(select(2, wait()))
		print(unshare(CLONE_NEWUSER))
	`), `200	9	300
0	1	nil	nil	x
0	FD_CLOEXEC
0	nil
nil	close_range(5, 4): Invalid argument (EINVAL)	22
nil	close_range(5, 6, 0x8): Invalid argument (EINVAL)	22
0	3
nil	dup2(1, ...): Device or resource busy (EBUSY)
hint: ... is one of the few descriptors that nslua keeps for itself	16
exited	4	table: ...
0`)
}

// Whoever opens too much is told of the limit, whatever the call.
func TestTooManyDescriptors(t *testing.T) {
	wantLines(t, lua(t, `
		assert(setrlimit("NOFILE", {cur = 100, max = 200}))
		repeat until not dup(1)
		for _, call in ipairs {function() return open("/dev/null") end, pipe, eventfd, epoll_create1, socketpair} do
			local ok, message, errno = call()
			print(errno == EMFILE, (message:match("hint: .*")))
		end
	`), strings.TrimSuffix(strings.Repeat("true\thint: all descriptors below 100 are in use: setrlimit(\"NOFILE\", {cur = N}) allows more, up to 200\n", 5), "\n"))
}
