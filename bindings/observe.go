package bindings

import (
	"fmt"
	"slices"
	"strings"

	"nslua/bindings/fork"

	"golang.org/x/sys/unix"
)

// What the kernel shows of this process, for hints. Nothing here can fail: what
// cannot be read is empty.

// kernelRelease is as uname -r prints it: "6.1.0-18-amd64".
func kernelRelease() string {
	var name unix.Utsname
	unix.Uname(&name)
	return unix.ByteSliceToString(name.Release[:])
}

// olderThan compares the first two numbers of a release with a version's.
func olderThan(release, version string) bool {
	var major, minor, wantedMajor, wantedMinor int
	fmt.Sscanf(release, "%d.%d", &major, &minor)
	fmt.Sscanf(version, "%d.%d", &wantedMajor, &wantedMinor)
	return major < wantedMajor || major == wantedMajor && minor < wantedMinor
}

func sysctl(name string) string { return strings.TrimSpace(readProc("sys/" + name)) }

// hasCapability looks into the effective set; capget(2).
func hasCapability(capability int) bool {
	header := unix.CapUserHeader{Version: unix.LINUX_CAPABILITY_VERSION_3}
	var data [2]unix.CapUserData
	if unix.Capget(&header, &data[0]) != nil {
		return false
	}
	return data[capability/32].Effective&(1<<(capability%32)) != 0
}

// ownsNamespace tells whether the process's own user namespace owns its
// namespace of that name; ioctl_ns(2).
func ownsNamespace(name string) bool {
	fd, err := ownProcess.open(name)
	if err != nil {
		return false
	}
	defer Close(fd)
	owner, err := namespaceIoctl(fd, unix.NS_GET_USERNS)
	if err != nil {
		return false
	}
	defer Close(owner)
	return isOwn(owner, "user")
}

// inChroot: the root directory is then no mount point.
func inChroot() bool {
	root := func(m mountEntry) bool { return m.target == "/" }
	return fork.Proc() >= 0 && !slices.ContainsFunc(ownMounts(), root)
}

// openDescriptors are the process's, without the host's own.
func openDescriptors() (fds []string) {
	fds, _ = namesIn(fork.Proc(), "self/fd")
	return slices.DeleteFunc(fds, func(name string) bool {
		fd := number(name)
		_, err := quick(unix.SYS_FCNTL, uintptr(fd), unix.F_GETFD, 0, 0, 0, 0) // what listed them is closed
		return err != nil || fork.Own(fd)
	})
}

// mapped tells whether the user namespace maps an id; which is "uid" or "gid".
func mapped(which string, id uint32) bool {
	for line := range strings.Lines(readProc("self/" + which + "_map")) {
		words := strings.Fields(line)
		if len(words) == 3 && int(id) >= number(words[0]) && int(id)-number(words[0]) < number(words[2]) {
			return true
		}
	}
	return false
}
