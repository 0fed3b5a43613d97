package bindings

import (
	glua "github.com/yuin/gopher-lua"
	"golang.org/x/sys/unix"
)

var prctlRows = []Row{{
	Name: "prctl", Sig: "(option: prctl_option, value?: integer|boolean|string) -> integer|string", Man: "prctl(2)",
	Doc: "Reads and sets properties of the process. PR_SET_PDEATHSIG: the signal it gets when its parent ends (0: none). " +
		"PR_SET_CHILD_SUBREAPER: whether orphans among its descendants become its children. " +
		"PR_SET_NO_NEW_PRIVS: from now on exec gives no privileges; value must be 1. " +
		"PR_SET_NAME: its name, cut to 15 bytes. The same names with GET return what is set.",
	Errs:    "EINVAL: an option or a value that cannot be",
	Example: "> prctl(PR_SET_NAME, \"worker\")\n0\n> prctl(PR_GET_NAME)\nworker\n> prctl(PR_SET_PDEATHSIG, \"KILL\")\n0\n> prctl(PR_GET_PDEATHSIG)\n9",
	Impl:    prctl,
}}

func prctl(L *glua.LState, option int, value glua.LValue) (glua.LValue, error) {
	arg := passed(L, "prctl", 2)
	switch option {
	case unix.PR_SET_PDEATHSIG:
		return prctlSet(option, arg.member(familyOf("signal")))
	case unix.PR_SET_CHILD_SUBREAPER:
		return prctlSet(option, arg.truth())
	case unix.PR_SET_NO_NEW_PRIVS:
		return glua.LNumber(0), alone(unix.SYS_PRCTL, uintptr(option), uintptr(arg.truth()), 0)
	case unix.PR_SET_NAME:
		name := new([16]byte)
		copy(name[:15], arg.path())
		return glua.LNumber(0), prctlPointer(option, name)
	case unix.PR_GET_NAME:
		name := new([16]byte)
		err := prctlPointer(option, name)
		return glua.LString(unix.ByteSliceToString(name[:])), err
	case unix.PR_GET_PDEATHSIG, unix.PR_GET_CHILD_SUBREAPER:
		value, err := prctlGet(option)
		return glua.LNumber(value), err
	case unix.PR_GET_NO_NEW_PRIVS:
		return prctlSet(option, 0)
	}
	passed(L, "prctl", 1).fail("prctl option expected, got %d; valid are %s", option, familyOf("prctl_option").list())
	return glua.LNil, nil
}

// prctlSet makes a call whose second argument is a number. PR_GET_NO_NEW_PRIVS
// is one: it returns what others write to memory.
func prctlSet(option, value int) (glua.LValue, error) {
	r, err := quick(unix.SYS_PRCTL, uintptr(option), uintptr(value), 0, 0, 0, 0)
	return glua.LNumber(r), err
}

// truth is a boolean, or an integer for those used to C.
func (a argument) truth() int {
	if value, ok := a.value().(glua.LBool); ok {
		if value {
			return 1
		}
		return 0
	}
	return int(a.integer(0, 1))
}
