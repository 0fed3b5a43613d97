package bindings

import "testing"

func TestSignalfdRefused(t *testing.T) {
	eachUser(t, func(t *testing.T, run func(string) result) {
		wantLines(t, ended(t, run(`
			local r, w = pipe()
			write(w, ("x"):rep(200))
			print(signalfd_read(r))
			print(#read(r, 300))
			print(signalfd_read(99))
			print(signalfd(SIGTERM, nil, r))
			print(signalfd(SIGTERM, nil, 99))
			print(signalfd({SIGURG, 32}))
			print(signalfd(SIGTERM, 1))
			sigprocmask(SIG_BLOCK, {SIGTERM, SIGHUP})
			local fd = signalfd(SIGTERM, "nonblock")
			print(signalfd_read(fd))
			raise(SIGHUP)
			print(signalfd_read(fd))
			print(signalfd({SIGHUP, SIGTERM}, nil, fd) == fd, signalfd_read(fd).signo)
			print(signalfd(SIGTERM, nil, -1) > fd)
			-- A child reads its own signals.
			raise(SIGTERM)
			if fork() == 0 then
				print(signalfd_read(fd))
				raise(SIGHUP)
				print(signalfd_read(fd).signo)
				_exit(0)
			end
			wait()
			print(signalfd_read(fd).signo)
			raise(SIGHUP)
			print(#read(fd, 1000))
		`)), `nil	signalfd_read(...): Invalid argument (EINVAL)
hint: descriptor ... is no signalfd but pipe:[...]	22
200
nil	signalfd_read(99): Bad file descriptor (EBADF)	9
nil	signalfd(SIGTERM, NULL, ...): Invalid argument (EINVAL)
hint: descriptor ... is no signalfd but pipe:[...]	22
nil	signalfd(SIGTERM, NULL, 99): Bad file descriptor (EBADF)	9
nil	signalfd([SIGURG, 32]): Invalid argument (EINVAL)
hint: the Go runtime and nslua keep SIGURG for themselves	22
nil	signalfd(SIGTERM, 0x1): Invalid argument (EINVAL)	22
nil	signalfd_read(...): Resource temporarily unavailable (EAGAIN)
hint: the descriptor is O_NONBLOCK, and no signal of its set is pending: poll waits until one is	11
nil	signalfd_read(...): Resource temporarily unavailable (EAGAIN)
hint: the descriptor is O_NONBLOCK, and no signal of its set is pending: poll waits until one is	11
true	1
true
nil	signalfd_read(...): Resource temporarily unavailable (EAGAIN)
hint: the descriptor is O_NONBLOCK, and no signal of its set is pending: poll waits until one is	11
1
15
128`)
	})
}

// A handler runs while a signalfd is read, which then goes on.
func TestSignalfdGoesOn(t *testing.T) {
	wantLines(t, lua(t, `
		local runs, parent = 0, getpid()
		signal(SIGUSR1, function() runs = runs + 1 end)
		sigprocmask(SIG_BLOCK, SIGTERM)
		local fd = signalfd(SIGTERM)
		local p = fork()
		if p == 0 then
			for i = 1, 50 do kill(parent, SIGUSR1) sleep(0.0005) end
			kill(parent, SIGTERM)
			_exit(0)
		end
		local i = signalfd_read(fd)
		print(i.signo, i.pid == p, i.uid == getuid(), i.code == SI_USER, runs > 0)
	`), "15\ttrue\ttrue\ttrue\ttrue")
}
