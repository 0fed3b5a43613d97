package bindings

import "testing"

func TestItimers(t *testing.T) {
	eachUser(t, func(t *testing.T, run func(string) result) {
		wantLines(t, ended(t, run(`
			for which, sig in pairs {[ITIMER_REAL] = SIGALRM, [ITIMER_VIRTUAL] = SIGVTALRM, [ITIMER_PROF] = SIGPROF} do
				local runs = 0
				signal(sig, function(_, info) runs = runs + 1 assert(info.code == SI_KERNEL) end)
				assert(setitimer(which, 0.002, 0.002))
				while runs < 10 do end
				local value, interval = setitimer(which, 0)
				assert(value > 0 and interval > 0.0015 and interval < 0.01, interval)
				value, interval = getitimer(which)
				assert(value == 0 and interval == 0)
			end
			print(setitimer(3, 1))
			print(getitimer(-1))
			print(pcall(setitimer, ITIMER_REAL, -1))
			print(pcall(setitimer, ITIMER_REAL, 1, 2^31))
			print(pcall(alarm, -1))
			print(pcall(alarm, 2^31))
			setitimer(ITIMER_REAL, 100, 1e-9)
			print(select(2, getitimer "real"), alarm(0), alarm(0))
			setitimer(ITIMER_REAL, 0.4)
			print(alarm(0))
			setitimer(ITIMER_REAL, 7.4)
			print(alarm(2^31 - 1))
		`)), `nil	setitimer(3, 1): Invalid argument (EINVAL)	22
nil	getitimer(-1): Invalid argument (EINVAL)	22
false	...bad argument #2 to 'setitimer' (seconds from 0 to 2147483647 expected, got -1)
false	...bad argument #3 to 'setitimer' (seconds from 0 to 2147483647 expected, got 2147483648)
false	...bad argument #1 to 'alarm' (integer from 0 to 2147483647 expected, got -1)
false	...bad argument #1 to 'alarm' (integer from 0 to 2147483647 expected, got 2147483648)
1e-06	100	0
1
7`)
	})
}

// An alarm ends a process that does nothing about it, is not had by a fork's
// child, and is kept by exec.
func TestAlarm(t *testing.T) {
	wantLines(t, lua(t, `
		alarm(1000)
		local p = fork()
		if p == 0 then _exit(alarm(0) == 0 and getitimer(ITIMER_REAL) == 0 and 5 or 6) end
		print(select(2, waitpid(p)))
		print(alarm(0))
		p = fork()
		if p == 0 then setitimer(ITIMER_REAL, 0.05) execvp("sleep", {"1000"}) end
		print(select(2, waitpid(p)))
		for _, which in ipairs {"real", "virtual", "prof"} do
			p = fork()
			if p == 0 then setitimer(which, 0.01) while true do end end
			print(select(2, waitpid(p)))
		end
	`), "exited\t5\ttable: ...\n1000\nkilled\t14\ttable: ...\nkilled\t14\ttable: ...\nkilled\t26\ttable: ...\nkilled\t27\ttable: ...")
}
