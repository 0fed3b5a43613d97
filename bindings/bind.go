package bindings

import (
	"fmt"
	"strings"

	glua "github.com/yuin/gopher-lua"
	"golang.org/x/sys/unix"
)

const bindErrs = "EPERM: no CAP_SYS_ADMIN, or a locked flag would go; ENOENT: no such source or target; " +
	"ENOTDIR: one is a directory and the other is not; "

var bindRows = []Row{
	{
		Name: "mount_bind", Sig: "(source: path, target: path, options?: mount_flags|table) -> 0", Man: "mount(2)",
		Doc: "Shows a file or directory at target, too; not the mounts below it, which mount_rbind takes along. " +
			"options are flags that the new mount gets beside those of the old one, as MS_RDONLY (a second call, since the " +
			"first does not take them), or a table of flags and create: with create = true a target that is missing is " +
			"made, a directory or an empty file as source is, and the directories above it.",
		Errs: bindErrs + "EINVAL: source has mounts below it that are locked, or is in another mount namespace",
		Example: "> unshare(CLONE_NEWUSER + CLONE_NEWNS)\n0\n> idmap \"root\"\n0\n> mount(\"none\", \"/tmp\", \"tmpfs\")\n0\n" +
			"> mount_bind(\"/tmp\", \"/tmp/a/b\", {flags = MS_RDONLY, create = true})\n0\n> print(open(\"/tmp/a/b/c\", O_CREAT))\n" +
			"nil\topen(\"/tmp/a/b/c\", O_RDONLY|O_CREAT): Read-only file system (EROFS)\nhint: the mount at /tmp/a/b is read-only\t30",
		Impl: func(L *glua.LState, source, target string, options glua.LValue) error {
			return bindMount(L, source, target, passed(L, "mount_bind", 3).bindOptions(options))
		},
	},
	{
		Name: "mount_rbind", Sig: "(source: path, target: path, options?: mount_flags|table) -> 0", Man: "mount(2)",
		Doc: "Shows a directory with all mounts below it at target, too. options are those of mount_bind; flags are for each " +
			"of the new mounts.",
		Errs: bindErrs + "EINVAL: source is in another mount namespace, or cannot be bound (unbindable)",
		Example: "> unshare(CLONE_NEWUSER + CLONE_NEWNS)\n0\n> mount_rbind(\"/\", \"/tmp\", MS_RDONLY)\n0\n" +
			"> mounts()[#mounts()].options:sub(1, 3)\nro,",
		Impl: func(L *glua.LState, source, target string, options glua.LValue) error {
			o := passed(L, "mount_rbind", 3).bindOptions(options)
			o.recursive = unix.MS_REC
			return bindMount(L, source, target, o)
		},
	},
	{
		Name: "remount", Sig: "(target: path, set: mount_flags, clear?: mount_flags) -> 0", Man: "mount(2)",
		Doc: "Sets and clears flags of the mount at target and keeps its others. They are the mount's own, not its file " +
			"system's: MS_RDONLY, MS_NOSUID, MS_NODEV, MS_NOEXEC, MS_NODIRATIME, MS_NOSYMFOLLOW, and to set one of MS_NOATIME, " +
			"MS_RELATIME, MS_STRICTATIME. With MS_REC in set all mounts below are changed too, and none where one is refused (since Linux 5.12).",
		Errs: "EPERM: no CAP_SYS_ADMIN, or a flag is locked; EINVAL: not a mount point; EBUSY: MS_RDONLY and a file is open " +
			"for writing; ENOENT: no such target",
		Example: "> unshare(CLONE_NEWUSER + CLONE_NEWNS)\n0\n> mount(\"none\", \"/tmp\", \"tmpfs\", MS_NODEV)\n0\n" +
			"> remount(\"/tmp\", MS_RDONLY + MS_NOSUID)\n0\n> mounts()[#mounts()].options\nro,nosuid,nodev,relatime",
		Impl: remountChecked,
	},
}

// bindOptions are the third argument of mount_bind.
type bindOptions struct {
	recursive uintptr // MS_REC or 0
	flags     uintptr
	create    bool
}

// mountOptions are the flags that a mount has apart from its file system, as
// mountinfo spells them and as mount_setattr has them (linux/mount.h).
var mountOptions = []struct {
	flag uintptr
	name string
	attr uint64
}{
	{unix.MS_RDONLY, "ro", unix.MOUNT_ATTR_RDONLY},
	{unix.MS_NOSUID, "nosuid", unix.MOUNT_ATTR_NOSUID},
	{unix.MS_NODEV, "nodev", unix.MOUNT_ATTR_NODEV},
	{unix.MS_NOEXEC, "noexec", unix.MOUNT_ATTR_NOEXEC},
	{unix.MS_NOSYMFOLLOW, "nosymfollow", unix.MOUNT_ATTR_NOSYMFOLLOW},
	{unix.MS_NODIRATIME, "nodiratime", unix.MOUNT_ATTR_NODIRATIME},
	{unix.MS_NOATIME, "noatime", unix.MOUNT_ATTR_NOATIME},
	{unix.MS_RELATIME, "relatime", unix.MOUNT_ATTR_RELATIME},
	{unix.MS_STRICTATIME, "", unix.MOUNT_ATTR_STRICTATIME},
}

const (
	accessTimes = unix.MS_NOATIME | unix.MS_RELATIME | unix.MS_STRICTATIME // of which a mount has one
	plainFlags  = unix.MS_RDONLY | unix.MS_NOSUID | unix.MS_NODEV | unix.MS_NOEXEC | unix.MS_NOSYMFOLLOW | unix.MS_NODIRATIME
)

func (a argument) bindOptions(value glua.LValue) (o bindOptions) {
	flags := familyOf("mount_flags")
	if t, ok := value.(*glua.LTable); ok {
		for name, field := range a.fields(t, "flags create") {
			switch name {
			case "flags":
				o.flags = field.flags(flags)
				field.only(o.flags, plainFlags|accessTimes)
			case "create":
				o.create = field.boolean()
			}
		}
	} else if value != glua.LNil {
		o.flags = a.flags(flags)
		a.only(o.flags, plainFlags|accessTimes)
	}
	return o
}

// only refuses flags that mean nothing here, and more than one of accessTimes.
func (a argument) only(flags, valid uintptr) {
	f := familyOf("mount_flags")
	if other := flags &^ valid; other != 0 {
		a.fail("%s is none of %s", f.format(other), f.format(valid))
	}
	if times := flags & accessTimes; times&(times-1) != 0 {
		a.fail("%s: only one of them can be", f.format(times))
	}
}

// bindMount takes the mount away again if it cannot have its flags.
func bindMount(L *glua.LState, source, target string, o bindOptions) error {
	if o.create {
		if err := createTarget(L, source, target); err != nil {
			return fmt.Errorf("making %s: %w", target, err)
		}
	}
	place := absolute(target) // target may be ".", which the mount will cover
	if err := (mounting{source: source, target: target, flags: unix.MS_BIND | o.recursive}).call(L); err != nil {
		return err
	}
	if o.flags == 0 {
		return nil
	}
	if err := remount(L, place, o.flags|o.recursive, 0); err != nil {
		pathCall(L, unix.SYS_UMOUNT2, place, unix.MNT_DETACH)
		return fmt.Errorf("setting its flags: %w", err)
	}
	return nil
}

// createTarget makes what source can be bound to, and the directories above it.
// What is there and cannot be opened may yet be covered.
func createTarget(L *glua.LState, source, target string) error {
	if unix.Access(target, unix.F_OK) == nil {
		return nil
	}
	target = strings.TrimRight(target, "/")
	if parent := above(target); parent != "" && unix.Access(parent, unix.F_OK) != nil {
		if err := makedirs(L, parent, 0o755); err != nil {
			return err
		}
	}
	stat, err := here(source).stat(L, 0)
	if err != nil {
		return explain(err, hintMissing(source, ".", err))
	}
	if stat.Mode&unix.S_IFMT == unix.S_IFDIR {
		return here(target).mkdir(L, 0o755)
	}
	fd, err := here(target).open(L, unix.O_CREAT, 0o644)
	if err == nil {
		Close(fd)
	}
	return err
}

func remountChecked(L *glua.LState, target string, set, clear uintptr) error {
	passed(L, "remount", 2).only(set, plainFlags|accessTimes|unix.MS_REC)
	passed(L, "remount", 3).only(clear, plainFlags)
	return remount(L, target, set, clear)
}

func remount(L *glua.LState, target string, set, clear uintptr) error {
	if set&unix.MS_REC == 0 {
		return remountOne(L, target, set, clear)
	}
	attr := mountAttr(set, clear)
	err := mountSetattrCall(L, unix.AT_FDCWD, target, unix.AT_RECURSIVE, &attr)
	if err == unix.ENOSYS { // before Linux 5.12
		return remountEach(L, target, set, clear)
	}
	return explain(err, hintSetattr(target, unix.AT_RECURSIVE, attr, err))
}

func mountAttr(set, clear uintptr) (attr unix.MountAttr) {
	if set&accessTimes != 0 {
		attr.Attr_clr = unix.MOUNT_ATTR__ATIME
	}
	for _, option := range mountOptions {
		if set&option.flag != 0 {
			attr.Attr_set |= option.attr
		}
		if clear&option.flag != 0 {
			attr.Attr_clr |= option.attr
		}
	}
	return attr
}

// remountOne gives the mount the flags it has, which may be locked, with these.
func remountOne(L *glua.LState, target string, set, clear uintptr) error {
	if set&accessTimes != 0 {
		clear |= accessTimes
	}
	flags := unix.MS_REMOUNT | unix.MS_BIND | set
	if m := mountAt(target); m != nil {
		flags |= m.flags() &^ clear
	}
	return mounting{target: target, flags: flags}.call(L)
}

// remountEach changes the mount at target and those below it one by one; what
// another mount covers is not reached.
func remountEach(L *glua.LState, target string, set, clear uintptr) error {
	target = absolute(target)
	places := []string{target}
	for _, m := range mountsBelow(target) {
		places = append(places, m.target)
	}
	for _, place := range places {
		if err := remountOne(L, place, set&^unix.MS_REC, clear); err != nil {
			return fmt.Errorf("%s: %w", place, err)
		}
	}
	return nil
}

// flags are those of mount(2) that the mount has.
func (m *mountEntry) flags() (flags uintptr) {
	for _, option := range mountOptions {
		if option.name != "" && hasOption(m.options, option.name) {
			flags |= option.flag
		}
	}
	if flags&accessTimes == 0 {
		flags |= unix.MS_STRICTATIME
	}
	return flags
}
