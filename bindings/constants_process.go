package bindings

import "golang.org/x/sys/unix"

var processConstants = []*family{
	{kind: "wait_options", prefixes: []string{"W", "__W"}, names: []constant{ // linux/wait.h
		{"WNOHANG", unix.WNOHANG},
		{"WUNTRACED", unix.WUNTRACED},
		{"WSTOPPED", unix.WSTOPPED}, // the same
		{"WEXITED", unix.WEXITED},
		{"WCONTINUED", unix.WCONTINUED},
		{"WNOWAIT", unix.WNOWAIT},
		{"__WNOTHREAD", unix.WNOTHREAD},
		{"__WALL", unix.WALL},
		{"__WCLONE", unix.WCLONE},
	}},
	{kind: "id_type", prefixes: []string{"P_"}, enum: true, names: []constant{ // linux/wait.h
		{"P_ALL", unix.P_ALL},
		{"P_PID", unix.P_PID},
		{"P_PGID", unix.P_PGID},
		{"P_PIDFD", unix.P_PIDFD},
	}},
	{kind: "pidfd_flags", prefixes: []string{"PIDFD_"}, names: []constant{ // linux/pidfd.h
		{"PIDFD_NONBLOCK", unix.O_NONBLOCK},
		{"PIDFD_THREAD", unix.O_EXCL},
	}},
	{kind: "pidfd_signal_flags", prefixes: []string{"PIDFD_SIGNAL_"}, names: []constant{ // linux/pidfd.h
		{"PIDFD_SIGNAL_THREAD", 1 << 0},
		{"PIDFD_SIGNAL_THREAD_GROUP", 1 << 1},
		{"PIDFD_SIGNAL_PROCESS_GROUP", 1 << 2},
	}},
	{kind: "kcmp_type", prefixes: []string{"KCMP_"}, enum: true, names: []constant{ // linux/kcmp.h
		{"KCMP_FILE", 0},
		{"KCMP_VM", 1},
		{"KCMP_FILES", 2},
		{"KCMP_FS", 3},
		{"KCMP_SIGHAND", 4},
		{"KCMP_IO", 5},
		{"KCMP_SYSVSEM", 6},
	}},
	{kind: "resource", prefixes: []string{"RLIMIT_"}, enum: true, names: []constant{ // asm-generic/resource.h
		{"RLIMIT_CPU", unix.RLIMIT_CPU},
		{"RLIMIT_FSIZE", unix.RLIMIT_FSIZE},
		{"RLIMIT_DATA", unix.RLIMIT_DATA},
		{"RLIMIT_STACK", unix.RLIMIT_STACK},
		{"RLIMIT_CORE", unix.RLIMIT_CORE},
		{"RLIMIT_RSS", unix.RLIMIT_RSS},
		{"RLIMIT_NPROC", unix.RLIMIT_NPROC},
		{"RLIMIT_NOFILE", unix.RLIMIT_NOFILE},
		{"RLIMIT_MEMLOCK", unix.RLIMIT_MEMLOCK},
		{"RLIMIT_AS", unix.RLIMIT_AS},
		{"RLIMIT_LOCKS", unix.RLIMIT_LOCKS},
		{"RLIMIT_SIGPENDING", unix.RLIMIT_SIGPENDING},
		{"RLIMIT_MSGQUEUE", unix.RLIMIT_MSGQUEUE},
		{"RLIMIT_NICE", unix.RLIMIT_NICE},
		{"RLIMIT_RTPRIO", unix.RLIMIT_RTPRIO},
		{"RLIMIT_RTTIME", unix.RLIMIT_RTTIME},
	}},
	{kind: "rusage_who", prefixes: []string{"RUSAGE_"}, enum: true, names: []constant{ // linux/resource.h
		{"RUSAGE_SELF", unix.RUSAGE_SELF},
		{"RUSAGE_CHILDREN", negative(unix.RUSAGE_CHILDREN)},
		{"RUSAGE_THREAD", unix.RUSAGE_THREAD},
	}},
	{kind: "priority_which", prefixes: []string{"PRIO_"}, enum: true, names: []constant{ // linux/resource.h
		{"PRIO_PROCESS", unix.PRIO_PROCESS},
		{"PRIO_PGRP", unix.PRIO_PGRP},
		{"PRIO_USER", unix.PRIO_USER},
	}},
	{kind: "sched_policy", prefixes: []string{"SCHED_"}, enum: true, names: []constant{ // linux/sched.h
		{"SCHED_OTHER", unix.SCHED_NORMAL},
		{"SCHED_FIFO", unix.SCHED_FIFO},
		{"SCHED_RR", unix.SCHED_RR},
		{"SCHED_BATCH", unix.SCHED_BATCH},
		{"SCHED_IDLE", unix.SCHED_IDLE},
		{"SCHED_DEADLINE", unix.SCHED_DEADLINE},
		{"SCHED_EXT", unix.SCHED_EXT},
		{"SCHED_RESET_ON_FORK", unix.SCHED_RESET_ON_FORK},
	}},
	{kind: "ioprio_which", prefixes: []string{"IOPRIO_WHO_"}, enum: true, names: []constant{ // linux/ioprio.h
		{"IOPRIO_WHO_PROCESS", 1},
		{"IOPRIO_WHO_PGRP", 2},
		{"IOPRIO_WHO_USER", 3},
	}},
	{kind: "ioprio_class", prefixes: []string{"IOPRIO_CLASS_"}, enum: true, names: []constant{ // linux/ioprio.h
		{"IOPRIO_CLASS_NONE", 0},
		{"IOPRIO_CLASS_RT", 1},
		{"IOPRIO_CLASS_BE", 2},
		{"IOPRIO_CLASS_IDLE", 3},
	}},
	{kind: "persona", prefixes: nil, base: "PER_LINUX", baseMask: 0xff, names: []constant{ // linux/personality.h
		{"PER_LINUX32", 0x8},
		{"PER_LINUX", 0},
		{"UNAME26", 0x20000},
		{"ADDR_NO_RANDOMIZE", 0x40000},
		{"FDPIC_FUNCPTRS", 0x80000},
		{"MMAP_PAGE_ZERO", 0x100000},
		{"ADDR_COMPAT_LAYOUT", 0x200000},
		{"READ_IMPLIES_EXEC", 0x400000},
		{"ADDR_LIMIT_32BIT", 0x800000},
		{"SHORT_INODE", 0x1000000},
		{"WHOLE_SECONDS", 0x2000000},
		{"STICKY_TIMEOUTS", 0x4000000},
		{"ADDR_LIMIT_3GB", 0x8000000},
	}},
	{kind: "reboot_command", prefixes: []string{"LINUX_REBOOT_CMD_"}, enum: true, names: []constant{ // linux/reboot.h
		{"LINUX_REBOOT_CMD_RESTART", unix.LINUX_REBOOT_CMD_RESTART},
		{"LINUX_REBOOT_CMD_HALT", negative(unix.LINUX_REBOOT_CMD_HALT - 1<<32)},
		{"LINUX_REBOOT_CMD_POWER_OFF", unix.LINUX_REBOOT_CMD_POWER_OFF},
		{"LINUX_REBOOT_CMD_CAD_ON", negative(unix.LINUX_REBOOT_CMD_CAD_ON - 1<<32)},
		{"LINUX_REBOOT_CMD_CAD_OFF", unix.LINUX_REBOOT_CMD_CAD_OFF},
	}},
}

// negative is a constant that in C is an int below 0.
func negative(value int32) uintptr { return uintptr(value) }
