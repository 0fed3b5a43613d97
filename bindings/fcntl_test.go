package bindings

import "testing"

func TestFcntl(t *testing.T) {
	wantLines(t, lua(t, `
		local r, w = pipe()
		print(fcntl(r, F_GETFD), fcntl(r, F_SETFD, 0), fcntl(r, F_GETFD), fcntl(r, F_SETFD, FD_CLOEXEC), fcntl(r, F_GETFD))
		print(fcntl(w, F_GETFL), fcntl(w, F_SETFL, fcntl(w, F_GETFL) + O_NONBLOCK), fcntl(w, F_GETFL):has(O_NONBLOCK))
		print(fcntl(r, F_DUPFD, 20), fcntl(20, F_GETFD), fcntl(r, F_DUPFD_CLOEXEC), fcntl(5, F_GETFD))
		print(fcntl(w, F_SETPIPE_SZ, 4096), fcntl(w, F_GETPIPE_SZ))
		print(fcntl(w, F_SETOWN, -getpgid()), fcntl(w, F_GETOWN) == -getpgid())
		print(fcntl(w, F_SETSIG, "USR1"), fcntl(w, F_GETSIG) == SIGUSR1)
		print(fcntl(1000, F_GETFD))
		print(fcntl(r, F_DUPFD, 2^30))
		print(pcall(fcntl, r, 99))
		print(pcall(fcntl, r, F_SETFL, MS_BIND))
		print(pcall(fcntl, r, F_SETLK))
	`), `FD_CLOEXEC	0	0	0	FD_CLOEXEC
O_WRONLY	0	true
20	0	5	FD_CLOEXEC
4096	4096
0	true
0	true
nil	fcntl(1000, F_GETFD): Bad file descriptor (EBADF)	9
nil	fcntl(3, F_DUPFD, 1073741824): Invalid argument (EINVAL)
hint: RLIMIT_NOFILE is ..., and descriptors must be below it	22
false	...bad argument #2 to 'fcntl' (fcntl cmd expected, got 99; valid are F_DUPFD ...)
false	...bad argument #3 to 'fcntl' (open flags expected, got mount flags MS_BIND)
false	...bad argument #3 to 'fcntl' (table expected, got no value)`)
}

// Records are locked against other processes, with F_OFD_ against other open
// files; who waits gets the lock.
func TestLocks(t *testing.T) {
	wantLines(t, lua(t, `
		local fd = memfd_create("locked")
		local whole = {type = F_WRLCK}
		print(fcntl(fd, F_GETLK, whole).type == F_UNLCK, fcntl(fd, F_SETLK, {type = F_WRLCK, start = 10, len = 5}))
		local r, w = pipe()
		local p = fork()
		if p == 0 then
			local lock = fcntl(fd, F_GETLK, whole)
			print(lock.pid == getppid(), lock.type == F_WRLCK, lock.start, lock.len, lock.whence == SEEK_SET)
			local ok, message, errno = fcntl(fd, F_SETLK, whole)
			print((message:gsub("%d%d+", "PID")), errno == EAGAIN)
			write(w, "x")
			print(fcntl(fd, F_SETLKW, whole))
			exit()
		end
		read(r, 1)
		fcntl(fd, F_SETLK, {type = F_UNLCK})
		print(select(2, waitpid(p)))
		print(fcntl(fd, F_OFD_SETLK, whole))
		local other = open("/proc/self/fd/" .. fd, O_RDWR)
		print(fcntl(other, F_OFD_SETLK, whole))
		print(fcntl(r, F_SETLK, whole))
	`), `true	0
true	true	10	5	true
fcntl(3, F_SETLK, {type=1}): Resource temporarily unavailable (EAGAIN)
hint: process PID has F_WRLCK there: F_SETLKW waits for it	true
0
exited	0	table: ...
0
nil	fcntl(6, F_OFD_SETLK, {type=1}): Resource temporarily unavailable (EAGAIN)
hint: another open file or process has F_WRLCK there: F_SETLKW waits for it	11
nil	fcntl(4, F_SETLK, {type=1}): Bad file descriptor (EBADF)	9`)
}

func TestIoctl(t *testing.T) {
	wantLines(t, lua(t, `
		local r, w = pipe()
		write(w, "hello")
		print(ioctl(r, FIONREAD), ioctl(r, "fionread"))
		print(ioctl(r, FIONBIO, true), fcntl(r, F_GETFL), ioctl(r, FIONBIO, 0), fcntl(r, F_GETFL))
		print(ioctl(r, FIONCLEX), fcntl(r, F_GETFD), ioctl(r, FIOCLEX), fcntl(r, F_GETFD))
		local NS_GET_NSTYPE, RNDGETENTCNT = 0xb703, 0x80045200
		print(ioctl(open("/proc/self/ns/pid"), NS_GET_NSTYPE) == CLONE_NEWPID:number())
		local _, data = ioctl(open("/dev/urandom"), RNDGETENTCNT, "")
		print(#data)
		print(ioctl(r, 0xb703))
		print(ioctl(r, BLKGETSIZE64))
		print(ioctl(open("/dev/urandom"), RNDGETENTCNT, 8))
		print(pcall(ioctl, r, 0xb703, 2^24))
		print(pcall(ioctl, r, FIONREAD, 1))
		print(pcall(ioctl, r, "FIONWRITE"))
		print(pcall(ioctl, r, 2^32))
		print(pcall(ioctl, r, 0xb703, ("x"):rep(20000)))
	`), `5	5
0	O_RDONLY|O_NONBLOCK	0	O_RDONLY
0	0	0	FD_CLOEXEC
true
4
nil	ioctl(3, 0xb703): Inappropriate ioctl for device (ENOTTY)	25
nil	ioctl(3, BLKGETSIZE64): Inappropriate ioctl for device (ENOTTY)	25
nil	ioctl(7, 0x80045200, 8): Bad address (EFAULT)	14
false	...bad argument #3 to 'ioctl' (integer from -65535 to 65535 expected, got 16777216)
false	...bad argument #3 to 'ioctl' (no argument expected: this request tells a number)
false	...bad argument #2 to 'ioctl' (unknown ioctl request 'FIONWRITE'; valid are FIONREAD ...)
false	...bad argument #2 to 'ioctl' (integer from 0 to 4294967295 expected, got 4294967296)
false	...bad argument #3 to 'ioctl' (string of at most 16384 bytes expected, got 20000)`)
}

// What an ordinary user is refused.
func TestPipeSizeLimit(t *testing.T) {
	eachUser(t, func(t *testing.T, run func(string) result) {
		wantLines(t, ended(t, run(`
			if getuid() == 0 then assert(setgroups {} and setgid(4242) and setuid(4242)) end
			local r, w = pipe()
			print(fcntl(w, F_SETPIPE_SZ, 2^30))
			write(w, ("x"):rep(5000))
			print(fcntl(w, F_SETPIPE_SZ, 4096))
		`)), `nil	fcntl(4, F_SETPIPE_SZ, 1073741824): Operation not permitted (EPERM)
hint: without CAP_SYS_RESOURCE a pipe has at most the bytes of /proc/sys/fs/pipe-max-size, ..., and the user's pipes together at most the pages of pipe-user-pages-soft, ...	1
nil	fcntl(4, F_SETPIPE_SZ, 4096): Device or resource busy (EBUSY)
hint: the pipe holds more than that at present	16`)
	})
}
