package bindings

import (
	glua "github.com/yuin/gopher-lua"
	"golang.org/x/sys/unix"
)

// propagationRows are rows of one kind: in its r-form each is for the mounts
// below, too.
var propagationRows = []Row{
	makeRow("make_private", unix.MS_PRIVATE, "Makes the mount at target private: what is mounted and unmounted below it is seen nowhere else, nor the other way round.", "private"),
	makeRow("make_rprivate", unix.MS_PRIVATE|unix.MS_REC, "Makes the mount at target and all mounts below it private.", "private"),
	makeRow("make_slave", unix.MS_SLAVE, "Makes the mount at target a slave: what is mounted and unmounted below those that it was shared with is seen below it, and not the other way round. One that was not shared stays as it is.", "private"),
	makeRow("make_rslave", unix.MS_SLAVE|unix.MS_REC, "Makes the mount at target and all mounts below it slaves.", "private"),
	makeRow("make_shared", unix.MS_SHARED, "Makes the mount at target shared: what is mounted and unmounted below it is seen below its copies too, those that mount_bind and new mount namespaces make from now on, and the other way round.", "shared"),
	makeRow("make_rshared", unix.MS_SHARED|unix.MS_REC, "Makes the mount at target and all mounts below it shared.", "shared"),
	makeRow("make_unbindable", unix.MS_UNBINDABLE, "Makes the mount at target private and such that mount_bind refuses it and mount_rbind leaves it out.", "private,unbindable"),
	makeRow("make_runbindable", unix.MS_UNBINDABLE|unix.MS_REC, "Makes the mount at target and all mounts below it unbindable.", "private,unbindable"),
}

func makeRow(name string, flags uintptr, doc, then string) Row {
	return Row{
		Name: name, Sig: "(target: path) -> 0", Man: "mount_namespaces(7)",
		Doc:  doc,
		Errs: "EPERM: no CAP_SYS_ADMIN; EINVAL: not a mount point; ENOENT: no such target",
		Example: "> unshare(CLONE_NEWUSER + CLONE_NEWNS)\n0\n> mount(\"none\", \"/tmp\", \"tmpfs\")\n0\n" +
			"> make_private(\"/tmp\")\n0\n> " + name + "(\"/tmp\")\n0\n> mounts()[#mounts()].propagation\n" + then,
		Impl: func(L *glua.LState, target string) error {
			return mounting{target: target, flags: flags}.call(L)
		},
	}
}
