package bindings

import (
	"nslua/bindings/fork"

	"golang.org/x/sys/unix"
)

var signalConstants = []*family{
	{kind: "mask_how", prefixes: []string{"SIG_"}, enum: true, names: []constant{ // asm-generic/signal-defs.h
		{"SIG_BLOCK", unix.SIG_BLOCK},
		{"SIG_UNBLOCK", unix.SIG_UNBLOCK},
		{"SIG_SETMASK", unix.SIG_SETMASK},
	}},
	{kind: "sa_flags", prefixes: []string{"SA_"}, names: []constant{ // asm-generic/signal-defs.h
		{"SA_NOCLDSTOP", fork.NoChildStop},
		{"SA_NOCLDWAIT", fork.NoChildWait},
		{"SA_SIGINFO", 0x4},
		{"SA_RESTART", saRestart},
		{"SA_NODEFER", fork.NoDefer},
		{"SA_RESETHAND", fork.ResetHand},
	}},
	{kind: "signalfd_flags", prefixes: []string{"SFD_"}, names: []constant{ // linux/signalfd.h
		{"SFD_NONBLOCK", unix.SFD_NONBLOCK},
		{"SFD_CLOEXEC", unix.SFD_CLOEXEC},
	}},
	{kind: "itimer", prefixes: []string{"ITIMER_"}, enum: true, names: []constant{ // linux/time.h
		{"ITIMER_REAL", unix.ITIMER_REAL},
		{"ITIMER_VIRTUAL", unix.ITIMER_VIRTUAL},
		{"ITIMER_PROF", unix.ITIMER_PROF},
	}},
	{kind: "signal", prefixes: []string{"SIG"}, enum: true, names: signalNames(), also: realTimeNames},
}

// signalCodes are si_code of a siginfo; asm-generic/siginfo.h. Those of a child
// are its CLD_, those of a SIGPOLL its POLL_.
var signalCodes = []constant{
	{"SI_USER", siUser}, {"SI_KERNEL", siKernel}, {"SI_QUEUE", negative(siQueue)}, {"SI_TIMER", negative(siTimer)},
	{"SI_MESGQ", negative(siMesgq)}, {"SI_ASYNCIO", negative(siAsync)}, {"SI_SIGIO", negative(siSigio)}, {"SI_TKILL", negative(siTkill)},
	{"CLD_EXITED", childExited}, {"CLD_KILLED", childKilled}, {"CLD_DUMPED", childDumped},
	{"CLD_TRAPPED", childTrapped}, {"CLD_STOPPED", childStopped}, {"CLD_CONTINUED", childContinued},
	{"POLL_IN", 1}, {"POLL_OUT", 2}, {"POLL_MSG", 3}, {"POLL_ERR", 4}, {"POLL_PRI", 5}, {"POLL_HUP", 6},
	{"SYS_SECCOMP", 1},
}
