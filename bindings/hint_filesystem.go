package bindings

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"nslua/bindings/fork"

	"golang.org/x/sys/unix"
)

// Hints for what single file systems ask of who mounts them.

// filesystem is what /proc/filesystems tells of one; "fuse.sshfs" is a fuse.
func filesystem(fstype string) (fs struct{ known, device bool }) {
	fstype, _, _ = strings.Cut(fstype, ".")
	for line := range strings.Lines(readProc("filesystems")) {
		nodev, name, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		if name == fstype {
			fs.known, fs.device = true, nodev == ""
		}
	}
	return fs
}

func hintNoFilesystem(fstype string, err error) string {
	if errnoOf(err) != unix.ENODEV || fork.Proc() < 0 || filesystem(fstype).known {
		return ""
	}
	return "this kernel has no file system " + strconv.Quote(fstype) + ", or its module could not be loaded: /proc/filesystems lists those it has"
}

// shownNamespace is the namespace that a file system shows, in whose user
// namespace it wants CAP_SYS_ADMIN.
var shownNamespace = map[string]struct{ name, flag string }{
	"proc":    {"pid", "unshare(CLONE_NEWPID) and fork first"},
	"sysfs":   {"net", "unshare(CLONE_NEWNET) first"},
	"mqueue":  {"ipc", "unshare(CLONE_NEWIPC) first"},
	"cgroup":  {"cgroup", "unshare(CLONE_NEWCGROUP) first"},
	"cgroup2": {"cgroup", "unshare(CLONE_NEWCGROUP) first"},
}

// unprivileged are the file systems with FS_USERNS_MOUNT (linux/fs.h) that show no
// namespace; the kernel lists them nowhere.
const unprivileged = " tmpfs ramfs devpts overlay fuse binfmt_misc bpf "

// hintFilesystem is for an EPERM of who may mount as such.
func hintFilesystem(fstype string) string {
	name, _, _ := strings.Cut(fstype, ".")
	if shown, ok := shownNamespace[name]; ok {
		switch {
		case ownsNamespace(shown.name):
			return hintCovered(name)
		case name == "proc" && fork.Waiting()&unix.CLONE_NEWPID != 0:
			return "a proc shows the process's own pid namespace, and the one of unshare(CLONE_NEWPID) is for the children: fork first, and mount it in the child"
		}
		return fmt.Sprintf("a %s shows the process's %s namespace, and that belongs to a user namespace around this process's: %s", name, shown.name, shown.flag)
	}
	if !inInitialUserNamespace() && !strings.Contains(unprivileged, " "+name+" ") {
		return name + " is not one of the file systems that can be mounted in a user namespace: it needs CAP_SYS_ADMIN in the initial one"
	}
	return ""
}

// hintCovered: mount_too_revealing in fs/namespace.c.
func hintCovered(fstype string) string {
	point, ok := map[string]string{"proc": "/proc", "sysfs": "/sys"}[fstype]
	if !ok {
		return ""
	}
	whole := func(m mountEntry) bool { return m.fstype == fstype && m.root == "/" }
	if !slices.ContainsFunc(ownMounts(), whole) {
		return "there is no " + fstype + " here, and the kernel then grants no other: it has to be mounted while the one of outside is still in sight"
	}
	if covered := mountsBelow(point); len(covered) > 0 {
		return "the " + point + " here is covered in part (" + places(covered) + "), and the kernel then grants no other that would show what is below"
	}
	return ""
}

// hintOptions is for the EINVAL of a new mount.
func hintOptions(m mounting) string {
	for _, option := range splitOptions(m.data) {
		if hint := hintOwnerOption(option.name, option.value); hint != "" {
			return hint
		}
	}
	if hint := rejected(m.fstype, m.data); hint != "" {
		return hint
	}
	if m.fstype == "overlay" {
		return hintOverlay(m)
	}
	return ""
}

// hintOwnerOption: the ids among options are those of the user namespace.
func hintOwnerOption(name, value string) string {
	id, err := strconv.ParseUint(value, 10, 32)
	if (name == "uid" || name == "gid") && err == nil && !mapped(name, uint32(id)) {
		return hintUnmapped(name, uint32(id))
	}
	return ""
}

// An option is a file system's.
type option struct{ name, value string }

func splitOptions(data string) (options []option) {
	for word := range strings.SplitSeq(data, ",") {
		if name, value, _ := strings.Cut(word, "="); name != "" {
			options = append(options, option{name, value})
		}
	}
	return options
}

// rejected tells what a file system has against options: where it is opened but
// not made, by fsopen, it says so.
func rejected(fstype, data string) string {
	fd, err := fsopenCall(fstype, unix.FSOPEN_CLOEXEC)
	if err != nil {
		return ""
	}
	defer Close(fd)
	for _, o := range splitOptions(data) {
		value, command := cString(o.value), unix.FSCONFIG_SET_STRING
		if o.value == "" {
			value, command = nil, unix.FSCONFIG_SET_FLAG
		}
		if fsconfigQuick(fd, command, o.name, value) != nil {
			return contextMessages(fd)
		}
	}
	return ""
}

// hintOverlay tells what an overlay asks of its directories; ovl_parse_param,
// ovl_get_workdir and clone_private_mount in the kernel.
func hintOverlay(m mounting) string {
	dirs := map[string]string{}
	for _, o := range splitOptions(m.data) {
		dirs[o.name] = o.value
	}
	upper, work := plainPath(dirs["upperdir"]), plainPath(dirs["workdir"])
	lowers := lowerLayers(dirs["lowerdir"])
	layers := append(lowers, upper, work)
	for _, dir := range layers {
		if dir != "" && unix.Access(dir, unix.F_OK) == unix.ENOENT {
			return "there is no " + dir
		}
	}
	for _, dir := range layers {
		if mount := mountAt(dir); mount != nil && mount.unbindable {
			return "the mount at " + mount.target + " is unbindable, and so cannot be part of an overlay"
		}
	}
	upperMount, workMount := mountAt(upper), mountAt(work)
	above, below := absolute(upper)+"/", absolute(work)+"/"
	switch {
	case dirs["lowerdir"] == "" && dirs["lowerdir+"] == "":
		return "an overlay needs a lowerdir"
	case upper == "" && len(lowers) == 1:
		return "an overlay without an upperdir needs two lowerdirs"
	case upper != "" && work == "":
		return "an overlay with an upperdir needs a workdir, an empty directory on the same mount"
	case upper == "" || upperMount == nil || workMount == nil:
	case upperMount.id != workMount.id:
		return "upperdir and workdir are not on the same mount"
	case strings.HasPrefix(above, below) || strings.HasPrefix(below, above):
		return "upperdir and workdir lie one in the other"
	case upperMount.fstype == "overlay":
		return "upperdir is on an overlay itself, and that cannot be one's upperdir: a tmpfs can"
	}
	return ""
}

// lowerLayers are the paths of a lowerdir, between which colons stand, two before
// those of data only.
func lowerLayers(lower string) (paths []string) {
	start := 0
	for i := 0; i <= len(lower); i++ {
		switch {
		case i == len(lower) || lower[i] == ':':
			paths = append(paths, plainPath(lower[start:i]))
			start = i + 1
		case lower[i] == '\\':
			i++
		}
	}
	return paths
}

// plainPath takes the backslashes away that make the next letter a plain one.
func plainPath(text string) string {
	var plain strings.Builder
	for i := 0; i < len(text); i++ {
		if text[i] == '\\' && i+1 < len(text) {
			i++
		}
		plain.WriteByte(text[i])
	}
	return plain.String()
}

// hintContext is for a file system context: what it says itself comes first.
func hintContext(fd int32, err error) string {
	switch {
	case err == nil || errnoOf(err) == unix.EBADF:
		return ""
	case descriptorLink(int(fd)) != "anon_inode:[fscontext]":
		return fmt.Sprintf("descriptor %d is none of fsopen's or fspick's", fd)
	}
	return contextMessages(int(fd))
}

func hintConfig(fd int32, key, value string, err error) string {
	if hint := hintContext(fd, err); hint != "" {
		return hint
	}
	const most = 255 // of strndup_user in fs/fsopen.c
	switch {
	case errnoOf(err) == unix.EINVAL && len(value) > most:
		return fmt.Sprintf("a value has at most %d bytes, and this has %d", most, len(value))
	case errnoOf(err) == unix.EINVAL:
		return hintOwnerOption(key, value)
	}
	return hintOwner(err, "mnt")
}

func hintFsmount(fd int32, attr uintptr, err error) string {
	if hint := hintContext(fd, err); hint != "" {
		return hint
	}
	times := attr & unix.MOUNT_ATTR__ATIME
	switch errnoOf(err) {
	case unix.EINVAL:
		if times == 0 || times == unix.MOUNT_ATTR_NOATIME || times == unix.MOUNT_ATTR_STRICTATIME {
			return "there is no file system yet: fsconfig(fd, FSCONFIG_CMD_CREATE) makes it"
		}
	case unix.EBUSY:
		return "a mount of it is made already"
	}
	return hintOwner(err, "mnt")
}
