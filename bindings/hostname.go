package bindings

import (
	"fmt"

	"golang.org/x/sys/unix"
)

var hostnameRows = []Row{
	{
		Name: "gethostname", Sig: "() -> string", Man: "gethostname(2)",
		Doc:     "Returns the host name of the process's UTS namespace.",
		Example: "> #gethostname() > 0\ntrue",
		Impl:    gethostname,
	},
	{
		Name: "sethostname", Sig: "(name: string) -> 0", Man: "sethostname(2)",
		Doc:     "Sets the host name of the process's UTS namespace; it has at most 64 bytes.",
		Errs:    "EPERM: no CAP_SYS_ADMIN in the user namespace that owns the UTS namespace; EINVAL: too long",
		Example: "> unshare(CLONE_NEWUSER + CLONE_NEWUTS)\n0\n> sethostname(\"inside\")\n0\n> gethostname()\ninside",
		Impl:    sethostname,
	},
}

func gethostname() (string, error) {
	var name unix.Utsname
	if err := unix.Uname(&name); err != nil {
		return "", err
	}
	return unix.ByteSliceToString(name.Nodename[:]), nil
}

// hostnameMax is __NEW_UTS_LEN (linux/utsname.h).
const hostnameMax = 64

func sethostname(name string) error {
	_, err := bufferCall(unix.SYS_SETHOSTNAME, []byte(name))
	if err == unix.EINVAL {
		return explain(err, fmt.Sprintf("a host name has at most %d bytes, and this has %d", hostnameMax, len(name)))
	}
	return explain(err, hintOwner(err, "uts", unix.CLONE_NEWUTS))
}
