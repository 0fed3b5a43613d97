package bindings

import "testing"

// Whole reads and writes go on over short counts and handlers.
func TestWholeReadsAndWrites(t *testing.T) {
	wantLines(t, lua(t, `
		local caught = 0
		signal(SIGUSR1, function() caught = caught + 1 end)
		local r, w = pipe()
		local parent = getpid()
		local p = fork()
		if p == 0 then
			close(r)
			for i = 1, 10 do kill(parent, SIGUSR1) write(w, ("x"):rep(30000)) end
			exit()
		end
		close(w)
		print(#read_all(r), read_all(r) == "", caught > 0, (waitpid(p)) == p)

		r, w = pipe()
		p = fork()
		if p == 0 then
			close(w)
			kill(parent, SIGUSR1)
			local sum = 0
			repeat local s = read(r, 1000) sum = sum + #s until s == ""
			exit(sum == 300000 and 0 or 1)
		end
		close(r)
		print(write_all(w, ("y"):rep(300000)), close(w), select(3, waitpid(p)))
	`), `300000	true	true	true
300000	0	0	table: ...`)
}

func TestReadAllLimits(t *testing.T) {
	wantLines(t, lua(t, `
		local fd = memfd_create("x")
		write(fd, ("0123456789"):rep(1000))
		lseek(fd, 0)
		print(read_all(fd, 3), read_all(fd, 0) == "", read_all(fd, 7), #read_all(fd), #read_all(fd, 10))
		local r, w = pipe(O_NONBLOCK)
		write(w, "some")
		print(read_all(r))
		print(select(4, write_all(w, ("x"):rep(70000))))
		print(read_all(open "/"))
		print(write_all(1000, "x"))
		print(pcall(read_all, fd, -2))
		local ok, _, errno, text = read_all(open "/dev/zero")
		print(ok, errno == EFBIG, #text > 2^28)
	`), `012	true	3456789	9990	0
nil	read_all(4): Resource temporarily unavailable (EAGAIN)
hint: the descriptor is O_NONBLOCK, and nothing is there to read: poll waits until there is	11	some
65536
nil	read_all(6): Is a directory (EISDIR)	21	
nil	write_all(1000, "x"): Bad file descriptor (EBADF)	9	0
false	...bad argument #2 to 'read_all' (integer from 0 expected, got -2)
nil	true	true`)
}

func TestFileOffsets(t *testing.T) {
	wantLines(t, lua(t, `
		local fd = memfd_create("x")
		print(write(fd, "hello"), pwrite(fd, "J", 0), pread(fd, 3, 0), lseek(fd, 0, SEEK_CUR), lseek(fd, -1, "end"), lseek(fd, 0))
		print(ftruncate(fd, 2^40), lseek(fd, 0, SEEK_END), lseek(fd, 0, SEEK_HOLE) > 0, ftruncate(fd, 2), pread(fd, 9, 0))
		print(fallocate(fd, "keep_size", 0, 10000), lseek(fd, 0, SEEK_END), fsync(fd), fdatasync(fd))
		local r, w = pipe()
		print(lseek(r, 0))
		print(pread(r, 1, 0))
		print(pwrite(fd, "x", -1))
		print(ftruncate(open "/proc/self/status", 1))
		print(fallocate(w, nil, 0, 1))
		print(lseek(fd, 10, SEEK_DATA))
		local sealed = memfd_create("y", MFD_ALLOW_SEALING)
		fcntl(sealed, F_ADD_SEALS, F_SEAL_GROW)
		print(ftruncate(sealed, 1))
		print(fallocate(sealed, nil, 0, 1))
		print(pwrite(sealed, "x", 0))
		print(fsync(r))
	`), `5	1	Jel	5	4	0
0	1099511627776	true	0	Je
0	2	0	0
nil	lseek(4, 0): Illegal seek (ESPIPE)	29
nil	pread(4, 1, 0): Illegal seek (ESPIPE)	29
nil	pwrite(3, "x", -1): Invalid argument (EINVAL)	22
nil	ftruncate(6, 1): Invalid argument (EINVAL)	22
nil	fallocate(5, NULL, 0, 1): Illegal seek (ESPIPE)	29
nil	lseek(3, 10, SEEK_DATA): No such device or address (ENXIO)	6
nil	ftruncate(7, 1): Operation not permitted (EPERM)
hint: the file is sealed: F_SEAL_GROW	1
nil	fallocate(7, NULL, 0, 1): Operation not permitted (EPERM)
hint: the file is sealed: F_SEAL_GROW	1
nil	pwrite(7, "x", 0): Operation not permitted (EPERM)
hint: the file is sealed: F_SEAL_GROW	1
nil	fsync(4): Invalid argument (EINVAL)	22`)
}

func TestTransfers(t *testing.T) {
	wantLines(t, lua(t, `
		local file, copy = memfd_create("file"), memfd_create("copy")
		write(file, "0123456789")
		local r, w = pipe()
		local r2, w2 = pipe()
		print(splice(file, 2, w, nil, 4), tee(r, w2, 10), read(r, 10), splice(r2, nil, copy, 3, 10), (pread(copy, 10, 0):gsub("%z", ".")))
		print(sendfile(w, file, 8, 100), read(r, 10), lseek(file, 0), sendfile(w, file, nil, 3), lseek(file, 0, SEEK_CUR), read(r, 10))
		print(copy_file_range(file, nil, copy, 0, 100), pread(copy, 10, 0), copy_file_range(file, nil, copy, 0, 100))
		print(splice(file, nil, copy, nil, 1))
		print(tee(file, w, 1))
		fcntl(copy, F_SETFL, O_APPEND)
		print(sendfile(copy, file, 0, 1))
		print(copy_file_range(file, 0, copy, nil, 1))
		print(splice(r, 1, copy, nil, 1))
		print(splice(r, nil, copy, nil, 1, SPLICE_F_NONBLOCK))
		print(sendfile(w, 1000, 0, 1))
	`), `4	4	2345	4	...2345
2	89	0	3	3	012
7	3456789	0
nil	splice(3, NULL, 4, NULL, 1): Invalid argument (EINVAL)
hint: neither of the two is a pipe	22
nil	tee(3, 6, 1): Invalid argument (EINVAL)
hint: both must be pipes	22
nil	sendfile(4, 3, 0, 1): Invalid argument (EINVAL)
hint: what is written to is open with O_APPEND	22
nil	copy_file_range(3, 0, 4, NULL, 1): Bad file descriptor (EBADF)
hint: what is written to is open with O_APPEND	9
nil	splice(5, 1, 4, NULL, 1): Illegal seek (ESPIPE)	29
nil	splice(5, NULL, 4, NULL, 1, SPLICE_F_NONBLOCK): Invalid argument (EINVAL)
hint: what is written to is open with O_APPEND	22
nil	sendfile(6, 1000, 0, 1): Bad file descriptor (EBADF)	9`)
}
