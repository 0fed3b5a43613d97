package bindings

import "testing"

func TestInotify(t *testing.T) {
	eachUser(t, func(t *testing.T, run func(string) result) {
		wantLines(t, ended(t, run(inTree+`
			mkdir("d") chmod(top, "0755")
			local fd = inotify_init1(IN_NONBLOCK)
			print(inotify_read(fd))
			local wd = inotify_add_watch(fd, "d", IN_CREATE + IN_MOVE + IN_DELETE + IN_CLOSE_WRITE + IN_DELETE_SELF)
			local other = inotify_add_watch(fd, "d", "IN_CREATE,IN_MOVE,IN_DELETE,IN_CLOSE_WRITE,IN_DELETE_SELF")
			print(wd, other == wd)
			file("d/f", "x") rename("d/f", "d/g") mkdir("d/sub") rmtree("d")
			local moved
			for _, e in ipairs(inotify_read(fd)) do
				if e.mask == IN_MOVED_FROM then moved = e.cookie end
				print(e.wd, e.mask, e.name, e.mask == IN_MOVED_TO and e.cookie == moved)
			end
			print(inotify_rm_watch(fd, wd))
			print((tostring(inotify_read(fd) or "nothing")))
			mkdir("d") wd = inotify_add_watch(fd, "d", "in_create,in_move")
			mkdir("d/long")
			print((tostring(inotify_read(fd)):gsub(" +", " ")))
			print(inotify_add_watch(fd, "none", IN_CREATE))
			print(inotify_add_watch(fd, "d", 0))
			print(inotify_add_watch((pipe()), "d", IN_CREATE))
			print(inotify_read((pipe())))
			print(inotify_read(1000))
			print(inotify_init1(1))
			mkdir("closed", "0000")
			inside(function()
				ordinary()
				local _, message = inotify_add_watch(fd, "closed", IN_CREATE) print(message)
			end)
			rmdir("closed")
			done()
		`)), `nil	inotify_read(3): Resource temporarily unavailable (EAGAIN)
hint: the descriptor is O_NONBLOCK, and nothing has happened: poll waits until something has	11
1	true
1	IN_CREATE	f	false
1	IN_CLOSE_WRITE	f	false
1	IN_MOVED_FROM	f	false
1	IN_MOVED_TO	g	true
1	IN_CREATE|IN_ISDIR	sub	false
1	IN_DELETE...
1	IN_DELETE...
1	IN_DELETE_SELF	nil	false
1	IN_IGNORED	nil	false
nil	inotify_rm_watch(3, 1): Invalid argument (EINVAL)	22
nothing
WD MASK COOKIE NAME
 2 IN_CREATE|IN_ISDIR 0 long
nil	inotify_add_watch(3, "none", IN_CREATE): No such file or directory (ENOENT)	2
nil	inotify_add_watch(3, "d", 0): Invalid argument (EINVAL)	22
nil	inotify_add_watch(..., "d", IN_CREATE): Invalid argument (EINVAL)	22
nil	inotify_read(...): Invalid argument (EINVAL)
hint: descriptor ... is no inotify but pipe:[...]	22
nil	inotify_read(1000): Bad file descriptor (EBADF)	9
nil	inotify_init1(0x1): Invalid argument (EINVAL)	22
inotify_add_watch(3, "closed", IN_CREATE): Permission denied (EACCES)
hint: closed may not be read by uid 4242 (mode 0000, owner ...)`)
	})
}

// It waits, and an event of another process ends that.
func TestInotifyWaits(t *testing.T) {
	wantLines(t, lua(t, inTree+`
		local fd = inotify_init1()
		inotify_add_watch(fd, ".", IN_CREATE)
		local caught = 0
		signal(SIGUSR1, function() caught = caught + 1 end)
		local parent = getpid()
		if fork() == 0 then kill(parent, SIGUSR1) mkdir("new") exit() end
		local name = inotify_read(fd)[1].name
		wait()
		print(name, caught)
		done()
	`), "new\t1")
}

// The limit is one for each user namespace.
func TestInotifyLimit(t *testing.T) {
	eachUser(t, func(t *testing.T, run func(string) result) {
		wantLines(t, ended(t, run(`
			assert(unshare(CLONE_NEWUSER)) idmap "root"
			local function set(name, value)
				local limit = assert(open("/proc/sys/user/" .. name, O_WRONLY)) write(limit, value) close(limit)
			end
			local fd = inotify_init1()
			set("max_inotify_watches", "1")
			set("max_inotify_instances", "1")
			print(inotify_add_watch(fd, "/tmp", IN_CREATE))
			print(inotify_add_watch(fd, "/", IN_CREATE))
			print(inotify_init1())
		`)), `1
nil	inotify_add_watch(3, "/", IN_CREATE): No space left on device (ENOSPC)
hint: the user's watches have reached a limit: /proc/sys/user/max_inotify_watches is 1, ...	28
nil	inotify_init1(): Too many open files (EMFILE)
hint: the user's inotify descriptors, or the open ones of this process, have reached a limit: /proc/sys/user/max_inotify_instances is 1, ...	24`)
	})
}
