package bindings

import (
	"errors"
	"strconv"
	"strings"

	"nslua/bindings/fork"

	glua "github.com/yuin/gopher-lua"
	"golang.org/x/sys/unix"
)

var errnoRows = []Row{
	{
		Name: "strerror", Sig: "(errno: integer) -> string", Man: "strerror(3)",
		Doc:     "Tells what an error number means, in the words of the C library.",
		Example: "> strerror(EPERM)\nOperation not permitted",
		Impl:    func(errno int) string { return strerror(unix.Errno(errno)) },
	},
	{
		Name: "strsignal", Sig: "(sig: signal) -> string", Man: "strsignal(3)",
		Doc:     "Tells what a signal means, in the words of the C library.",
		Example: "> strsignal(SIGTERM)\nTerminated",
		Impl:    strsignal,
	},
}

// lastErrno is EHWPOISON, the last in asm-generic/errno.h.
const lastErrno = unix.EHWPOISON

// errnoName is the name that errno(3) and strace print: "EPERM", or "".
func errnoName(errno unix.Errno) string {
	if errno == unix.EOPNOTSUPP {
		return "EOPNOTSUPP" // and not its second name ENOTSUP
	}
	return unix.ErrnoName(errno)
}

func strerror(errno unix.Errno) string {
	switch {
	case errno == 0:
		return "Success"
	case errno == unix.EHWPOISON: // which package syscall lacks
		return "Memory page has hardware error"
	case errno == unix.ESTALE: // "stale NFS file handle" up to Go 1.24
		return "Stale file handle"
	case errnoName(errno) == "":
		return "Unknown error " + strconv.Itoa(int(errno))
	}
	return glibcCase(errno.Error())
}

// glibcCase undoes what x/sys does to glibc's texts: it writes a capital that
// begins a word small.
func glibcCase(text string) string {
	return strings.ToUpper(text[:1]) + text[1:]
}

// A callError is a call that the kernel, or package fork, refused.
type callError struct {
	call string // "unshare(CLONE_NEWPID)"
	err  error
}

func (e *callError) Unwrap() error { return e.err }

// Error is the message a script sees, the hint on a line of its own:
// "unshare(CLONE_NEWPID): Operation not permitted (EPERM)".
func (e *callError) Error() string {
	text := e.call + ": " + errorText(e.err)
	if name := errnoName(errnoOf(e.err)); name != "" {
		text += " (" + name + ")"
	}
	if hint := hintOf(e.err); hint != "" {
		text += "\nhint: " + hint
	}
	return text
}

// explained is an error whose cause is known.
type explained struct {
	err  error
	hint string
}

func (e *explained) Error() string { return e.err.Error() }
func (e *explained) Unwrap() error { return e.err }

// explain joins a hint to an error, behind what package fork says of it. "" is
// no hint, and one of ours is not replaced.
func explain(err error, hint string) error {
	if hint == "" || errors.As(err, new(*explained)) {
		return err
	}
	var refused *fork.Refused
	if errors.As(err, &refused) {
		return &explained{refused.Errno, refused.Why + "; " + hint}
	}
	return &explained{err, hint}
}

// hintOf is what is known of an error's cause, by us or by package fork.
func hintOf(err error) string {
	var x *explained
	var refused *fork.Refused
	switch {
	case errors.As(err, &x):
		return x.hint
	case errors.As(err, &refused):
		return refused.Why
	}
	return ""
}

// A partial is a call that was refused after it had done a part of its work:
// what that was is its fourth result.
type partial struct {
	err  error
	done glua.LValue
}

func (e *partial) Error() string { return e.err.Error() }
func (e *partial) Unwrap() error { return e.err }

// errnoOf is the errno within an error, 0 if there is none.
func errnoOf(err error) unix.Errno {
	switch err := err.(type) {
	case nil: // as most often, since hints ask before they know that there is any
		return 0
	case unix.Errno:
		return err
	}
	var errno unix.Errno
	errors.As(err, &errno)
	return errno
}

// errorText is the error's text without its hint, its errno in glibc's words.
func errorText(err error) string {
	text := strings.TrimSuffix(err.Error(), ": "+hintOf(err))
	if errno := errnoOf(err); errno != 0 {
		text = strings.TrimSuffix(text, errno.Error()) + strerror(errno)
	}
	return text
}

// Fail pushes nil, the message and the errno of an error, as a refused call
// returns them to Lua, and what it had done if that is known; it returns their
// number. An error without an errno gives the number 0.
func Fail(L *glua.LState, err error) int {
	text := ""
	if call := (*callError)(nil); errors.As(err, &call) {
		text = call.Error()
	} else {
		text = errorText(err)
	}
	L.Push(glua.LNil)
	L.Push(glua.LString(text))
	L.Push(glua.LNumber(errnoOf(err)))
	if p := (*partial)(nil); errors.As(err, &p) {
		L.Push(p.done)
		return 4
	}
	return 3
}
