package bindings

import (
	glua "github.com/yuin/gopher-lua"
	"golang.org/x/sys/unix"
)

var directoryRows = []Row{
	{
		Name: "chdir", Sig: "(path: path) -> 0", Man: "chdir(2)",
		Doc:     "Changes the working directory.",
		Errs:    "ENOENT: no such directory; ENOTDIR: not a directory; EACCES: not permitted",
		Example: "> chdir(\"/\")\n0\n> getcwd()\n/",
		Impl:    func(L *glua.LState, path string) error { return pathCall(L, unix.SYS_CHDIR, path, 0) },
	},
	{
		Name: "getcwd", Sig: "() -> string", Man: "getcwd(2)",
		Doc:     "Returns the working directory.",
		Errs:    "ENOENT: it has been removed, or lies outside the root directory",
		Example: "> getcwd():sub(1, 1)\n/",
		Impl:    getcwd,
	},
	{
		Name: "chroot", Sig: "(path: path) -> 0", Man: "chroot(2)",
		Doc:     "Changes the root directory; the working directory stays, so chdir(\"/\") should follow.",
		Errs:    "EPERM: no CAP_SYS_CHROOT; ENOENT: no such directory; ENOTDIR: not a directory",
		Example: "> unshare(CLONE_NEWUSER)\n0\n> chroot(\"/usr\")\n0\n> chdir(\"/\")\n0\n> getcwd()\n/",
		Impl:    chroot,
	},
}

func chroot(L *glua.LState, path string) error {
	err := pathCall(L, unix.SYS_CHROOT, path, 0)
	return explain(err, hintCapability(err, unix.CAP_SYS_CHROOT))
}

// getcwd is refused with ENOENT where the kernel's answer begins with
// "(unreachable)", as in glibc.
func getcwd() (string, error) {
	b := make([]byte, unix.PathMax)
	n, err := bufferCall(unix.SYS_GETCWD, b)
	if err != nil {
		return "", err
	}
	if b[0] != '/' {
		return "", unix.ENOENT
	}
	return string(b[:n-1]), nil
}
