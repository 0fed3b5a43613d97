package bindings

import (
	"slices"

	"golang.org/x/sys/unix"
)

// A family is a set of constants that an argument is one or several of.
type family struct {
	kind     kind     // its name in a Sig
	prefixes []string // what a name given as a string may lack
	enum     bool     // integers of which one is meant; otherwise flags that are joined
	unsigned bool     // those integers are a C unsigned int
	octal    bool     // what has no name prints in octal, as permission bits do
	names    []constant
	also     func() []constant // other words for them in a string, or nil

	// base is what flags that have no bit of baseMask show: O_RDONLY is 0.
	base     string
	baseMask uintptr

	// within tells how the names begin that are meant after a parameter of that
	// name, where a number has several: socket options have a level before them.
	within map[string]string
}

type constant struct {
	name  string
	value uintptr
}

// constantFamilies are in the files constants_*.go. Each lists its names in the
// order in which they print; one that holds another's bits stands before it.
var constantFamilies = slices.Concat(
	namespaceConstants,
	mountConstants,
	atConstants,
	processConstants,
	identityConstants,
	prctlConstants,
	fdConstants,
	socketConstants,
	fileConstants,
	signalConstants,
	timeConstants,
	terminalConstants,
)

// integers are the constants of no family.
var integers = slices.Concat(
	filesystemConstants(),
	signalCodes,
	[]constant{{"AT_FDCWD", atCwd}},
)

// secondErrnos are second names of errors.
var secondErrnos = []constant{
	{"EWOULDBLOCK", uintptr(unix.EWOULDBLOCK)}, {"EDEADLOCK", uintptr(unix.EDEADLOCK)},
	{"ENOTSUP", uintptr(unix.ENOTSUP)},
}

// familyOf is the family that a kind names, nil if it names none.
func familyOf(k kind) *family {
	for _, f := range constantFamilies {
		if f.kind == k {
			return f
		}
	}
	return nil
}
