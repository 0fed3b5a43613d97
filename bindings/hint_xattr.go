package bindings

import (
	"fmt"
	"strings"

	"golang.org/x/sys/unix"
)

// explain is for a call on an attribute that wants R_OK or W_OK of the file, as
// user. attributes do.
func (x xattr) explain(name string, mode uintptr, err error) error {
	err = explain(err, x.hint(name, err))
	if x.open {
		return err
	}
	return here(x.path).explain(err, intent{nofollow: x.nofollow, mode: mode})
}

func (x xattr) hint(name string, err error) string {
	class, _, _ := strings.Cut(name, ".")
	known := strings.Contains(" user trusted security system ", " "+class+" ")
	switch errno := errnoOf(err); {
	case errno == unix.EOPNOTSUPP && !known:
		return "the name of an attribute begins with user., trusted., security. or system."
	case errno != unix.EPERM:
	case name == "security.capability":
		return hintCapability(err, unix.CAP_SETFCAP)
	case class == "trusted" || class == "security":
		return hintInitial(err, unix.CAP_SYS_ADMIN)
	case class == "user":
		return x.hintUser()
	}
	return ""
}

// hintUser is for what xattr_permission (fs/xattr.c) refuses.
func (x xattr) hintUser() string {
	a, flags := here(x.path), uintptr(0)
	if x.open {
		a, flags = at{x.fd, ""}, unix.AT_EMPTY_PATH
	} else if x.nofollow {
		flags = unix.AT_SYMLINK_NOFOLLOW
	}
	stat, err := a.statQuick(flags)
	if err != nil {
		return ""
	}
	switch kind := fileType(stat.Mode); {
	case kind != "file" && kind != "directory":
		return article(kind) + " can have no user. attributes"
	case kind == "directory" && stat.Mode&unix.S_ISVTX != 0 && int(stat.Uid) != identifier(unix.SYS_GETEUID):
		return fmt.Sprintf("the user. attributes of a sticky directory are its owner's to change, uid %d", stat.Uid)
	}
	return ""
}
