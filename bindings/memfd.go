package bindings

import (
	glua "github.com/yuin/gopher-lua"
	"golang.org/x/sys/unix"
)

var memfdRows = []Row{{
	Name: "memfd_create", Sig: "(name: path, flags?: memfd_flags) -> descriptor", Man: "memfd_create(2)",
	Doc: "Makes a file in memory that no directory has, and returns a descriptor for reading and writing, close-on-exec. " +
		"name is shown in /proc/self/fd only, which also is the way to run what is in it: execv(\"/proc/self/fd/5\", {}). " +
		"flags: MFD_ALLOW_SEALING (see F_ADD_SEALS of fcntl), MFD_HUGETLB, and since Linux 6.3 MFD_EXEC and MFD_NOEXEC_SEAL, " +
		"which say whether it may be run.",
	Errs:    "EMFILE: too many open descriptors; EINVAL: a name of more than 249 bytes, or an unknown flag; EACCES: files that may be run are refused here",
	Example: "> fd = memfd_create(\"x\", MFD_ALLOW_SEALING)\n> write(fd, \"hello\")\n5\n> fcntl(fd, F_ADD_SEALS, F_SEAL_WRITE)\n0\n> print((select(3, write(fd, \"x\"))) == EPERM)\ntrue",
	Impl:    memfdCreate,
}}

func memfdCreate(L *glua.LState, name string, flags uintptr) (int, error) {
	fd, err := memfd(name, flags|unix.MFD_CLOEXEC)
	return fd, explain(err, hintMemfd(name, flags, err))
}
