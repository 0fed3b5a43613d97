package bindings

import (
	"strings"

	glua "github.com/yuin/gopher-lua"
	"golang.org/x/sys/unix"
)

const (
	getxattrDoc  = "Returns an extended attribute of a file, as the bytes that it is. Its name begins with user., trusted., security. or system.; \"security.capability\" is a program's capabilities."
	setxattrDoc  = "Sets an extended attribute of a file to a string. With XATTR_CREATE it must be new, with XATTR_REPLACE it must be there."
	listxattrDoc = "Returns the names of a file's extended attributes as a list."
	removexDoc   = "Removes an extended attribute of a file."

	xattrErrs    = "ENODATA: no such attribute; EOPNOTSUPP: the file system has no such; EPERM: not permitted to this process, or for this type of file; ERANGE: too long a name; "
	setxattrErrs = xattrErrs + "EEXIST: XATTR_CREATE and it is there; ENOSPC: no room; E2BIG: more than 64 KiB; EINVAL: a wrong name or value; EROFS: a read-only file system; "
	ofOpen       = "EBADF: not open, or opened with O_PATH"
)

const xattrExample = "> fd, name = mkstemp(\"/tmp/xattr.XXXXXX\")\n"

var xattrRows = []Row{
	{
		Name: "getxattr", Sig: "(path: path, name: path) -> string", Man: "getxattr(2)",
		Doc:     getxattrDoc,
		Errs:    xattrErrs + pathErrs,
		Example: "> print((select(3, getxattr(\"/\", \"user.none\")) == ENODATA))\ntrue",
		Impl: func(L *glua.LState, path, name string) (string, error) {
			return xattr{path: path}.get(L, unix.SYS_GETXATTR, name)
		},
	},
	{
		Name: "lgetxattr", Sig: "(path: path, name: path) -> string", Man: "getxattr(2)",
		Doc:     "As getxattr, of a symbolic link itself.",
		Errs:    xattrErrs + pathErrs,
		Example: "> print((select(3, lgetxattr(\"/\", \"user.none\")) == ENODATA))\ntrue",
		Impl: func(L *glua.LState, path, name string) (string, error) {
			return xattr{path: path, nofollow: true}.get(L, unix.SYS_LGETXATTR, name)
		},
	},
	{
		Name: "fgetxattr", Sig: "(fd: descriptor, name: path) -> string", Man: "getxattr(2)",
		Doc:     "As getxattr, of an open file.",
		Errs:    xattrErrs + ofOpen,
		Example: "> print((select(3, fgetxattr(open(\"/\"), \"user.none\")) == ENODATA))\ntrue",
		Impl: func(L *glua.LState, fd int32, name string) (string, error) {
			return xattr{fd: fd, open: true}.get(L, unix.SYS_FGETXATTR, name)
		},
	},
	{
		Name: "setxattr", Sig: "(path: path, name: path, value: string, flags?: xattr_flags) -> 0", Man: "setxattr(2)",
		Doc:     setxattrDoc,
		Errs:    setxattrErrs + pathErrs,
		Example: xattrExample + "> setxattr(name, \"user.colour\", \"red\")\n0\n> getxattr(name, \"user.colour\")\nred\n> unlink(name)\n0",
		Impl: func(L *glua.LState, path, name, value string, flags uintptr) error {
			return xattr{path: path}.set(L, unix.SYS_SETXATTR, name, value, flags)
		},
	},
	{
		Name: "lsetxattr", Sig: "(path: path, name: path, value: string, flags?: xattr_flags) -> 0", Man: "setxattr(2)",
		Doc:     "As setxattr, of a symbolic link itself, which can have no user. attributes.",
		Errs:    setxattrErrs + pathErrs,
		Example: xattrExample + "> lsetxattr(name, \"user.colour\", \"red\")\n0\n> unlink(name)\n0",
		Impl: func(L *glua.LState, path, name, value string, flags uintptr) error {
			return xattr{path: path, nofollow: true}.set(L, unix.SYS_LSETXATTR, name, value, flags)
		},
	},
	{
		Name: "fsetxattr", Sig: "(fd: descriptor, name: path, value: string, flags?: xattr_flags) -> 0", Man: "setxattr(2)",
		Doc:     "As setxattr, of an open file.",
		Errs:    setxattrErrs + ofOpen,
		Example: xattrExample + "> fsetxattr(fd, \"user.colour\", \"red\")\n0\n> fgetxattr(fd, \"user.colour\")\nred\n> unlink(name)\n0",
		Impl: func(L *glua.LState, fd int32, name, value string, flags uintptr) error {
			return xattr{fd: fd, open: true}.set(L, unix.SYS_FSETXATTR, name, value, flags)
		},
	},
	{
		Name: "listxattr", Sig: "(path: path) -> table", Man: "listxattr(2)",
		Doc:     listxattrDoc,
		Errs:    "EOPNOTSUPP: the file system has none; " + pathErrs,
		Example: xattrExample + "> setxattr(name, \"user.colour\", \"red\")\n0\n> table.concat(listxattr(name), \" \")\nuser.colour\n> unlink(name)\n0",
		Impl: func(L *glua.LState, path string) (*glua.LTable, error) {
			return xattr{path: path}.list(L, unix.SYS_LISTXATTR)
		},
	},
	{
		Name: "llistxattr", Sig: "(path: path) -> table", Man: "listxattr(2)",
		Doc:     "As listxattr, of a symbolic link itself.",
		Errs:    "EOPNOTSUPP: the file system has none; " + pathErrs,
		Example: "> #llistxattr(\"/\") >= 0\ntrue",
		Impl: func(L *glua.LState, path string) (*glua.LTable, error) {
			return xattr{path: path, nofollow: true}.list(L, unix.SYS_LLISTXATTR)
		},
	},
	{
		Name: "flistxattr", Sig: "(fd: descriptor) -> table", Man: "listxattr(2)",
		Doc:     "As listxattr, of an open file.",
		Errs:    "EOPNOTSUPP: the file system has none; " + ofOpen,
		Example: "> #flistxattr(open(\"/\")) >= 0\ntrue",
		Impl: func(L *glua.LState, fd int32) (*glua.LTable, error) {
			return xattr{fd: fd, open: true}.list(L, unix.SYS_FLISTXATTR)
		},
	},
	{
		Name: "removexattr", Sig: "(path: path, name: path) -> 0", Man: "removexattr(2)",
		Doc:     removexDoc,
		Errs:    xattrErrs + "EROFS: a read-only file system; " + pathErrs,
		Example: xattrExample + "> setxattr(name, \"user.colour\", \"red\")\n0\n> removexattr(name, \"user.colour\")\n0\n> unlink(name)\n0",
		Impl: func(L *glua.LState, path, name string) error {
			return xattr{path: path}.remove(L, unix.SYS_REMOVEXATTR, name)
		},
	},
	{
		Name: "lremovexattr", Sig: "(path: path, name: path) -> 0", Man: "removexattr(2)",
		Doc:     "As removexattr, of a symbolic link itself.",
		Errs:    xattrErrs + "EROFS: a read-only file system; " + pathErrs,
		Example: xattrExample + "> print((select(3, lremovexattr(name, \"user.colour\")) == ENODATA))\ntrue\n> unlink(name)\n0",
		Impl: func(L *glua.LState, path, name string) error {
			return xattr{path: path, nofollow: true}.remove(L, unix.SYS_LREMOVEXATTR, name)
		},
	},
	{
		Name: "fremovexattr", Sig: "(fd: descriptor, name: path) -> 0", Man: "removexattr(2)",
		Doc:     "As removexattr, of an open file.",
		Errs:    xattrErrs + "EROFS: a read-only file system; " + ofOpen,
		Example: xattrExample + "> fsetxattr(fd, \"user.colour\", \"red\")\n0\n> fremovexattr(fd, \"user.colour\")\n0\n> unlink(name)\n0",
		Impl: func(L *glua.LState, fd int32, name string) error {
			return xattr{fd: fd, open: true}.remove(L, unix.SYS_FREMOVEXATTR, name)
		},
	},
}

// An xattr is a file as these calls name it: by a path or by a descriptor.
type xattr struct {
	path     string
	nofollow bool
	fd       int32
	open     bool // fd is what counts
}

func (x xattr) call(L *glua.LState, trap uintptr, name string, value []byte, flags uintptr) (n int, err error) {
	if x.open {
		n, err = xattrDescriptor(L, trap, x.fd, name, value, flags)
	} else {
		n, err = xattrPath(L, trap, x.path, name, value, flags)
	}
	return n, err
}

// sized asks how long the answer is and then for the answer, again where it has
// grown meanwhile.
func sized(ask func(b []byte) (int, error)) ([]byte, error) {
	for {
		n, err := ask(nil)
		if err != nil || n == 0 {
			return nil, err
		}
		b := make([]byte, n)
		n, err = ask(b)
		if errnoOf(err) != unix.ERANGE {
			return b[:max(n, 0)], err
		}
	}
}

func (x xattr) get(L *glua.LState, trap uintptr, name string) (string, error) {
	value, err := sized(func(b []byte) (int, error) { return x.call(L, trap, name, b, 0) })
	return string(value), x.explain(name, unix.R_OK, err)
}

func (x xattr) set(L *glua.LState, trap uintptr, name, value string, flags uintptr) error {
	_, err := x.call(L, trap, name, []byte(value), flags)
	return x.explain(name, unix.W_OK, err)
}

func (x xattr) remove(L *glua.LState, trap uintptr, name string) error {
	_, err := x.call(L, trap, name, nil, 0)
	return x.explain(name, unix.W_OK, err)
}

func (x xattr) list(L *glua.LState, trap uintptr) (*glua.LTable, error) {
	list, err := sized(func(b []byte) (int, error) {
		if x.open {
			return listxattrDescriptor(L, x.fd, b)
		}
		return listxattrPath(L, trap, x.path, b)
	})
	if err != nil {
		return nil, x.explain("", 0, err)
	}
	names := strings.FieldsFunc(string(list), func(r rune) bool { return r == 0 })
	return stringList(L, names), nil
}
