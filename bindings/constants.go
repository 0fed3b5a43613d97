package bindings

import "golang.org/x/sys/unix"

// A family is a set of constants that an argument is one or several of.
type family struct {
	kind     kind     // its name in a Sig
	prefixes []string // what a name given as a string may lack
	enum     bool     // integers of which one is meant; otherwise flags that are joined
	names    []constant

	// base is what flags that have no bit of baseMask show: O_RDONLY is 0.
	base     string
	baseMask uintptr
}

type constant struct {
	name  string
	value uintptr
}

// constantFamilies list their names in the order in which they print; one that holds
// another's bits stands before it.
var constantFamilies = []*family{
	{kind: "clone_flags", prefixes: []string{"CLONE_"}, names: []constant{ // linux/sched.h
		{"CLONE_NEWUSER", unix.CLONE_NEWUSER},
		{"CLONE_NEWPID", unix.CLONE_NEWPID},
		{"CLONE_NEWNS", unix.CLONE_NEWNS},
		{"CLONE_NEWNET", unix.CLONE_NEWNET},
		{"CLONE_NEWUTS", unix.CLONE_NEWUTS},
		{"CLONE_NEWIPC", unix.CLONE_NEWIPC},
		{"CLONE_NEWCGROUP", unix.CLONE_NEWCGROUP},
		{"CLONE_NEWTIME", unix.CLONE_NEWTIME},
		{"CLONE_FS", unix.CLONE_FS},
		{"CLONE_FILES", unix.CLONE_FILES},
		{"CLONE_SYSVSEM", unix.CLONE_SYSVSEM},
		{"CLONE_PIDFD", unix.CLONE_PIDFD},
		{"CLONE_IO", unix.CLONE_IO},
		{"CLONE_PARENT", unix.CLONE_PARENT},
		{"CLONE_PTRACE", unix.CLONE_PTRACE},
		{"CLONE_UNTRACED", unix.CLONE_UNTRACED},
		{"CLONE_VM", unix.CLONE_VM},
		{"CLONE_SIGHAND", unix.CLONE_SIGHAND},
		{"CLONE_THREAD", unix.CLONE_THREAD},
	}},
	{kind: "mount_flags", prefixes: []string{"MS_"}, names: []constant{ // linux/mount.h
		{"MS_RDONLY", unix.MS_RDONLY},
		{"MS_NOSUID", unix.MS_NOSUID},
		{"MS_NODEV", unix.MS_NODEV},
		{"MS_NOEXEC", unix.MS_NOEXEC},
		{"MS_SYNCHRONOUS", unix.MS_SYNCHRONOUS},
		{"MS_REMOUNT", unix.MS_REMOUNT},
		{"MS_MANDLOCK", unix.MS_MANDLOCK},
		{"MS_DIRSYNC", unix.MS_DIRSYNC},
		{"MS_NOSYMFOLLOW", unix.MS_NOSYMFOLLOW},
		{"MS_NOATIME", unix.MS_NOATIME},
		{"MS_NODIRATIME", unix.MS_NODIRATIME},
		{"MS_BIND", unix.MS_BIND},
		{"MS_MOVE", unix.MS_MOVE},
		{"MS_REC", unix.MS_REC},
		{"MS_SILENT", unix.MS_SILENT},
		{"MS_UNBINDABLE", unix.MS_UNBINDABLE},
		{"MS_PRIVATE", unix.MS_PRIVATE},
		{"MS_SLAVE", unix.MS_SLAVE},
		{"MS_SHARED", unix.MS_SHARED},
		{"MS_RELATIME", unix.MS_RELATIME},
		{"MS_STRICTATIME", unix.MS_STRICTATIME},
		{"MS_LAZYTIME", unix.MS_LAZYTIME},
	}},
	{kind: "umount_flags", prefixes: []string{"MNT_", "UMOUNT_"}, names: []constant{ // linux/fs.h
		{"MNT_FORCE", unix.MNT_FORCE},
		{"MNT_DETACH", unix.MNT_DETACH},
		{"MNT_EXPIRE", unix.MNT_EXPIRE},
		{"UMOUNT_NOFOLLOW", unix.UMOUNT_NOFOLLOW},
	}},
	{kind: "wait_options", prefixes: []string{"W", "__W"}, names: []constant{ // linux/wait.h
		{"WNOHANG", unix.WNOHANG},
		{"WUNTRACED", unix.WUNTRACED},
		{"WCONTINUED", unix.WCONTINUED},
		{"__WNOTHREAD", unix.WNOTHREAD},
		{"__WALL", unix.WALL},
		{"__WCLONE", unix.WCLONE},
	}},
	{kind: "open_flags", prefixes: []string{"O_"}, base: "O_RDONLY", baseMask: unix.O_ACCMODE, names: []constant{ // asm/fcntl.h
		{"O_RDONLY", unix.O_RDONLY},
		{"O_WRONLY", unix.O_WRONLY},
		{"O_RDWR", unix.O_RDWR},
		{"O_CREAT", unix.O_CREAT},
		{"O_EXCL", unix.O_EXCL},
		{"O_NOCTTY", unix.O_NOCTTY},
		{"O_TRUNC", unix.O_TRUNC},
		{"O_APPEND", unix.O_APPEND},
		{"O_NONBLOCK", unix.O_NONBLOCK},
		{"O_SYNC", unix.O_SYNC}, // holds O_DSYNC
		{"O_DSYNC", unix.O_DSYNC},
		{"O_ASYNC", unix.O_ASYNC},
		{"O_DIRECT", unix.O_DIRECT},
		{"O_LARGEFILE", unix.O_LARGEFILE},
		{"O_TMPFILE", unix.O_TMPFILE}, // holds O_DIRECTORY
		{"O_DIRECTORY", unix.O_DIRECTORY},
		{"O_NOFOLLOW", unix.O_NOFOLLOW},
		{"O_NOATIME", unix.O_NOATIME},
		{"O_CLOEXEC", unix.O_CLOEXEC},
		{"O_PATH", unix.O_PATH},
	}},
	{kind: "mask_how", prefixes: []string{"SIG_"}, enum: true, names: []constant{ // asm-generic/signal-defs.h
		{"SIG_BLOCK", unix.SIG_BLOCK},
		{"SIG_UNBLOCK", unix.SIG_UNBLOCK},
		{"SIG_SETMASK", unix.SIG_SETMASK},
	}},
	{kind: "prctl_option", prefixes: []string{"PR_"}, enum: true, names: []constant{ // linux/prctl.h
		{"PR_SET_PDEATHSIG", unix.PR_SET_PDEATHSIG},
		{"PR_GET_PDEATHSIG", unix.PR_GET_PDEATHSIG},
		{"PR_SET_CHILD_SUBREAPER", unix.PR_SET_CHILD_SUBREAPER},
		{"PR_GET_CHILD_SUBREAPER", unix.PR_GET_CHILD_SUBREAPER},
		{"PR_SET_NO_NEW_PRIVS", unix.PR_SET_NO_NEW_PRIVS},
		{"PR_GET_NO_NEW_PRIVS", unix.PR_GET_NO_NEW_PRIVS},
		{"PR_SET_NAME", unix.PR_SET_NAME},
		{"PR_GET_NAME", unix.PR_GET_NAME},
	}},
	{kind: "clock", prefixes: []string{"CLOCK_"}, enum: true, names: []constant{ // linux/time.h
		{"CLOCK_REALTIME", unix.CLOCK_REALTIME},
		{"CLOCK_MONOTONIC", unix.CLOCK_MONOTONIC},
		{"CLOCK_PROCESS_CPUTIME_ID", unix.CLOCK_PROCESS_CPUTIME_ID},
		{"CLOCK_THREAD_CPUTIME_ID", unix.CLOCK_THREAD_CPUTIME_ID},
		{"CLOCK_MONOTONIC_RAW", unix.CLOCK_MONOTONIC_RAW},
		{"CLOCK_REALTIME_COARSE", unix.CLOCK_REALTIME_COARSE},
		{"CLOCK_MONOTONIC_COARSE", unix.CLOCK_MONOTONIC_COARSE},
		{"CLOCK_BOOTTIME", unix.CLOCK_BOOTTIME},
		{"CLOCK_REALTIME_ALARM", unix.CLOCK_REALTIME_ALARM},
		{"CLOCK_BOOTTIME_ALARM", unix.CLOCK_BOOTTIME_ALARM},
		{"CLOCK_TAI", unix.CLOCK_TAI},
	}},
	{kind: "signal", prefixes: []string{"SIG"}, enum: true, names: signalNames()},
}

// integers are the constants of no family, and second names of errors.
var integers = []constant{
	{"CLD_EXITED", 1}, {"CLD_KILLED", 2}, {"CLD_DUMPED", 3}, // asm-generic/siginfo.h
	{"CLD_TRAPPED", 4}, {"CLD_STOPPED", 5}, {"CLD_CONTINUED", 6},
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
