package fork

import (
	"errors"
	"runtime"
	"unsafe"

	"golang.org/x/sys/unix"
)

// A Program is what execve(2) is to run.
type Program struct {
	Paths []string // tried in turn, as execvp(3) tries the folders of PATH
	Argv  []string
	Env   []string
	Shell bool // a file that is no program is run by /bin/sh, as by execvp
}

// Exec is execve(2). It returns only when that fails, and with EINTR when a
// handled signal was noted before: run the handlers and call again. Where there
// are several paths the error is execvp's: EACCES if one of them was denied,
// else ENOENT.
//
// The new program finds signals as after a C program's execve: caught ones at
// their default, ignored ones ignored, the script's mask, pending ones pending.
func Exec(p *Program) error {
	image, err := p.image()
	if err != nil {
		return err
	}
	if Noted() {
		return unix.EINTR
	}
	blockAll()
	errno := execFrozen(image)
	forEach(mask, tellKernel) // what is ignored and blocked has our handler again
	collect()
	setMask(kernelMask())
	runtime.KeepAlive(image)
	return errno
}

// image is a Program as the kernel wants it.
type image struct {
	paths, argv, env []*byte // argv and env end with nil
	script           []*byte // the shell's argv, its second to be the path; nil: no shell
	shell            *byte
}

func (p *Program) image() (*image, error) {
	i := &image{}
	var failed error
	pointers := func(s []string) []*byte {
		v := make([]*byte, len(s)+1)
		for i := range s {
			var err error
			if v[i], err = unix.BytePtrFromString(s[i]); err != nil {
				failed = errors.Join(failed, err)
			}
		}
		return v
	}
	i.paths, i.argv, i.env = pointers(p.Paths)[:len(p.Paths)], pointers(p.Argv), pointers(p.Env)
	if p.Shell {
		i.script = append(pointers([]string{"/bin/sh", ""})[:2], i.argv[min(1, len(p.Argv)):]...)
		i.shell = i.script[0]
	}
	return i, failed
}

// exec makes the call for one path after the other, by stub or, in the child of
// a vfork, where what the parent has noted is nothing to it, by sys. It goes on
// after the errors after which glibc goes on.
//
// It runs between stop and go, or in a fresh child: see freeze and spawnChild
// for what it must not do.
//
//go:nosplit
func (i *image) exec(child bool) unix.Errno {
	last := unix.ENOENT
	for n := 0; n < len(i.paths); n++ {
		path := uintptr(unsafe.Pointer(i.paths[n]))
		errno := tellNofile(path)
		if errno == 0 {
			errno = i.execve(path, uintptr(unsafe.Pointer(&i.argv[0])), child)
		}
		if errno == unix.ENOEXEC && i.script != nil {
			*(*uintptr)(unsafe.Pointer(&i.script[1])) = path // without a write barrier; paths keeps it alive
			errno = i.execve(uintptr(unsafe.Pointer(i.shell)), uintptr(unsafe.Pointer(&i.script[0])), child)
		}
		switch errno {
		case unix.EACCES:
			last = errno
		case unix.ENOENT, unix.ENOTDIR, unix.ESTALE, unix.ENODEV, unix.ETIMEDOUT:
			if len(i.paths) == 1 {
				last = errno
			}
		default:
			return errno
		}
	}
	return last
}

//go:nosplit
func (i *image) execve(path, argv uintptr, child bool) unix.Errno {
	env := uintptr(unsafe.Pointer(&i.env[0]))
	if child {
		return errnoOf(sys(unix.SYS_EXECVE, path, argv, env, 0, 0, 0))
	}
	return errnoOf(stub(unix.SYS_EXECVE, path, argv, env, 0, 0, 0))
}

// execFrozen makes the call with the other threads stopped where they may have
// signals of the script's, so that none of them holds one that it was about to
// send on. See freeze for what it must not do. Where they cannot be stopped the
// kernel ends them all the same.
//
//go:nosplit
func execFrozen(i *image) unix.Errno {
	frozen := unix.ENOSYS
	if handled {
		_, frozen = freeze()
	}
	// A surplus stop signal would be pending in the new program and kill it:
	// ignoring a signal throws it away.
	setAction(stopSignal, &ignoreAction)
	setAction(stopSignal, &defaultAction)
	for sig := 1; sig < len(dispositions); sig++ {
		if dispositions[sig].Action == Ignore && mask>>(sig-1)&1 != 0 {
			setAction(sig, &ignoreAction)
		}
	}
	setMask(mask)
	errno := i.exec(false)

	blockAll()
	setAction(stopSignal, &freezeAction)
	if frozen == 0 {
		release()
	}
	return errno
}
