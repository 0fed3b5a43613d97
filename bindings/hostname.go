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
	{
		Name: "getdomainname", Sig: "() -> string", Man: "getdomainname(2)",
		Doc:     "Returns the NIS domain name of the process's UTS namespace; \"(none)\" where none is set.",
		Example: "> type(getdomainname())\nstring",
		Impl:    getdomainname,
	},
	{
		Name: "setdomainname", Sig: "(name: string) -> 0", Man: "setdomainname(2)",
		Doc:     "Sets the NIS domain name of the process's UTS namespace; it has at most 64 bytes.",
		Errs:    "EPERM: no CAP_SYS_ADMIN in the user namespace that owns the UTS namespace; EINVAL: too long",
		Example: "> unshare(CLONE_NEWUSER + CLONE_NEWUTS)\n0\n> setdomainname(\"example.org\")\n0\n> getdomainname()\nexample.org",
		Impl:    setdomainname,
	},
}

func gethostname() (string, error) {
	var name unix.Utsname
	err := unix.Uname(&name)
	return unix.ByteSliceToString(name.Nodename[:]), err
}

func getdomainname() (string, error) {
	var name unix.Utsname
	err := unix.Uname(&name)
	return unix.ByteSliceToString(name.Domainname[:]), err
}

// nameMax is __NEW_UTS_LEN (linux/utsname.h).
const nameMax = 64

func sethostname(name string) error { return setName(unix.SYS_SETHOSTNAME, "host", name) }

func setdomainname(name string) error { return setName(unix.SYS_SETDOMAINNAME, "domain", name) }

func setName(trap uintptr, which, name string) error {
	_, err := bufferCall(trap, []byte(name))
	if err == unix.EINVAL {
		return explain(err, fmt.Sprintf("a %s name has at most %d bytes, and this has %d", which, nameMax, len(name)))
	}
	return explain(err, hintOwner(err, "uts"))
}
