package fork

import (
	"runtime"
	"unsafe"

	"golang.org/x/sys/unix"
)

// Exec is execve(2). It returns only when that fails, and with EINTR when a
// handled signal was noted before: run the handlers and call again.
//
// The new program finds signals as after a C program's execve: caught ones at
// their default, ignored ones ignored, the script's mask, pending ones pending.
func Exec(path string, argv, envv []string) error {
	p, err := unix.BytePtrFromString(path)
	if err != nil {
		return err
	}
	argp, err := pointers(argv)
	if err != nil {
		return err
	}
	envp, err := pointers(envv)
	if err != nil {
		return err
	}
	old := blockAll()
	errno := execFrozen(uintptr(unsafe.Pointer(p)), uintptr(unsafe.Pointer(&argp[0])), uintptr(unsafe.Pointer(&envp[0])))
	forEach(mask, tellKernel) // what is ignored and blocked has our handler again
	setMask(old)
	runtime.KeepAlive(p)
	runtime.KeepAlive(argp)
	runtime.KeepAlive(envp)
	return errno
}

// pointers makes the vector that execve wants, ended by nil.
func pointers(s []string) ([]*byte, error) {
	v := make([]*byte, len(s)+1)
	for i := range s {
		p, err := unix.BytePtrFromString(s[i])
		if err != nil {
			return nil, err
		}
		v[i] = p
	}
	return v, nil
}

// execFrozen makes the call with the other threads stopped, so that none of them
// holds a signal that it was about to send on. See freeze for what it must not
// do. Where they cannot be stopped the kernel ends them all the same.
//
//go:nosplit
func execFrozen(path, argv, envv uintptr) unix.Errno {
	_, frozen := freeze()
	// A surplus stop signal would be pending in the new program and kill it:
	// ignoring a signal throws it away.
	setAction(stopSignal, &ignoreAction)
	setAction(stopSignal, &defaultAction)
	for sig := 1; sig < len(actions); sig++ {
		if actions[sig] == Ignore && mask>>(sig-1)&1 != 0 {
			setAction(sig, &ignoreAction)
		}
	}
	setMask(mask)
	r := stub(unix.SYS_EXECVE, path, argv, envv, 0, 0, 0)

	blockAll()
	setAction(stopSignal, &freezeAction)
	if frozen == 0 {
		release()
	}
	return errnoOf(r)
}
