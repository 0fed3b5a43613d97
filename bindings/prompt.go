package bindings

import (
	"fmt"

	"nslua/bindings/fork"

	glua "github.com/yuin/gopher-lua"
	"golang.org/x/sys/unix"
)

// What a prompt needs of signals. It has the terminal in modes of its own, which
// must be put back before a signal ends or stops the process.

// watched are the signals that are noted in place of SIG_DFL.
var watched []int

// Watch has all signals noted that the script leaves at SIG_DFL, so that they
// interrupt ReadByte and do nothing. CHLD is left out: it happens often and asks
// for nothing. Until Unwatch no Lua may run.
func Watch() {
	for sig := 1; sig <= signalRTMax; sig++ {
		if fork.Reserved(sig) || sig == int(unix.SIGCHLD) || fork.Current(sig) != fork.Default {
			continue
		}
		fork.Signal(sig, fork.Note)
		watched = append(watched, sig)
	}
	fork.WatchFaults(true)
}

// Unwatch puts SIG_DFL back. What has been noted meanwhile waits for Deliver,
// which runs handlers and does SIG_DFL for the rest.
func Unwatch() {
	for _, sig := range watched {
		fork.Signal(sig, fork.Default)
	}
	watched = watched[:0]
	fork.WatchFaults(false)
}

// Pending tells whether Deliver has something to do.
func Pending() bool { return fork.Noted() }

// CatchInterrupt has a function called on SIGINT where the script leaves that at
// SIG_DFL.
func CatchInterrupt(handler *glua.LFunction) {
	const sig = int(unix.SIGINT)
	if fork.Current(sig) == fork.Default {
		fork.Signal(sig, fork.Note)
		install(sig, handler)
	}
}

// Suspend stops the process group, as Ctrl-Z does, and returns when it goes on.
// The first process of a pid namespace cannot be stopped, and must not stop
// those who would wait for it.
func Suspend() {
	if getpid() != 1 {
		quick(unix.SYS_KILL, 0, uintptr(unix.SIGTSTP), 0, 0, 0, 0)
	}
}

// Nap waits a tenth of a second, or until a signal comes.
func Nap() { nap(&unix.Timespec{Nsec: 1e8}) }

// StandBehind waits until the child pid ends, which has the terminal meanwhile,
// and tells how; the child stays there for wait(). The terminal's signals are for
// the child: this process stops only if the child has, and goes on with it.
// foreground tells whether the terminal is to be had back: not when the two went
// on in the background. An error of a handler is raised in L.
func StandBehind(L *glua.LState, pid int, foreground *bool) (how string) {
	var terminal Terminal
	for _, sig := range [...]unix.Signal{unix.SIGINT, unix.SIGQUIT, unix.SIGTSTP, unix.SIGTTIN, unix.SIGTTOU} {
		old, _ := fork.Signal(int(sig), fork.Ignore)
		defer fork.Signal(int(sig), old)
	}
	defer func() { *foreground = *foreground || terminal.Ours() }() // after fg
	for {
		info := new(childInfo)
		if err := waitidCall(L, unix.P_PID, int32(pid), info, unix.WEXITED|unix.WSTOPPED|unix.WNOWAIT, nil); err != nil {
			return "ended" // ECHILD: the script ignores SIGCHLD
		}
		switch info.Code {
		case childExited:
			return fmt.Sprintf("exited %d", info.Status)
		case childStopped:
			sig := unix.Signal(info.Status)
			waitidCall(L, unix.P_PID, int32(pid), info, unix.WSTOPPED|unix.WNOHANG, nil)
			stopWith(pid, sig)
			*foreground = terminal.Ours()
		default:
			return "killed by " + signalName(int(info.Status))
		}
	}
}

func signalName(sig int) string {
	if name := unix.SignalName(unix.Signal(sig)); name != "" {
		return name
	}
	return fmt.Sprint("signal ", sig)
}

// stopWith stops this process for the reason for which its child has stopped,
// and has the child go on afterwards. SIGSTOP was meant for the child alone.
func stopWith(pid int, sig unix.Signal) {
	switch sig {
	case unix.SIGTSTP, unix.SIGTTIN, unix.SIGTTOU:
		old, _ := fork.Signal(int(sig), fork.Default)
		fork.Raise(int(sig))
		fork.Signal(int(sig), old)
		quick(unix.SYS_KILL, uintptr(pid), uintptr(unix.SIGCONT), 0, 0, 0, 0)
	}
}
