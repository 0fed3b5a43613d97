package bindings

import (
	"math"
	"path"
	"strconv"
	"strings"

	"nslua/bindings/fork"

	"golang.org/x/sys/unix"
)

// Memory is how many bytes this process can take without the kernel's ending it,
// as far as can be told: what the machine has, its cgroups leave it, and its
// limits allow, less something for all that is not the heap.
func Memory() int64 {
	least := int64(math.MaxInt64)
	var info unix.Sysinfo_t
	if unix.Sysinfo(&info) == nil {
		least = int64(info.Totalram) * int64(info.Unit) / 4 * 3
	}
	least = min(least, cgroupMemory()/8*7)
	// Go has reserved address space that it does not use, so what is left counts.
	size, data := addressSpace()
	least = min(least, leftOf(unix.RLIMIT_AS, size)/4*3)
	return min(least, leftOf(unix.RLIMIT_DATA, data)/4*3)
}

// cgroupMemory is the lowest memory limit of the cgroups that the process is in,
// of either version, where they are mounted as they usually are.
func cgroupMemory() int64 {
	least := int64(math.MaxInt64)
	for line := range strings.Lines(readIn(fork.Proc(), "self/cgroup")) {
		fields := strings.SplitN(strings.TrimSuffix(line, "\n"), ":", 3)
		if len(fields) < 3 {
			continue
		}
		switch controllers, dir := fields[1], fields[2]; {
		case controllers == "":
			least = min(least, lowest("/sys/fs/cgroup", dir, "memory.max"))
		case controllers == "memory":
			least = min(least, lowest("/sys/fs/cgroup/memory", dir, "memory.limit_in_bytes"))
		}
	}
	return least
}

// lowest is the lowest number in the files of that name from dir upwards.
func lowest(mount, dir, name string) int64 {
	least := int64(math.MaxInt64)
	for {
		text := strings.TrimSpace(readPath(mount + dir + "/" + name)) // "max" is no number
		if n, err := strconv.ParseInt(text, 10, 64); err == nil {
			least = min(least, n)
		}
		if dir == "/" || dir == "" {
			return least
		}
		dir = path.Dir(dir)
	}
}

// addressSpace is how much of it the process has, and how much of it is data.
func addressSpace() (size, data int64) {
	pages := strings.Fields(readIn(fork.Proc(), "self/statm"))
	if len(pages) < 6 {
		return 0, 0
	}
	count := func(text string) int64 {
		n, _ := strconv.ParseInt(text, 10, 64)
		return n * int64(unix.Getpagesize())
	}
	return count(pages[0]), count(pages[5])
}

// leftOf is what a limit leaves of which so much is used.
func leftOf(resource int, used int64) int64 {
	var limit unix.Rlimit
	if unix.Getrlimit(resource, &limit) != nil || limit.Cur > math.MaxInt64 {
		return math.MaxInt64
	}
	return max(0, int64(limit.Cur)-used)
}
