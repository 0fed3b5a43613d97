package tests

import (
	"fmt"
	"os"
	"strings"
	"syscall"
	"time"

	"github.com/google/go-cmp/cmp"
)

// host is what the tests must leave as it was: the mounts, and no process that
// was not there before.
type host struct{ mounts string }

// look also makes this process the parent of every orphan that the tests leave,
// so that same finds them.
func look() host {
	const PR_SET_CHILD_SUBREAPER = 36 // linux/prctl.h
	syscall.RawSyscall(syscall.SYS_PRCTL, PR_SET_CHILD_SUBREAPER, 1, 0)
	mounts, _ := os.ReadFile("/proc/self/mountinfo")
	return host{string(mounts)}
}

func (h host) same() error {
	if diff := cmp.Diff(h.mounts, look().mounts); diff != "" {
		return fmt.Errorf("the tests changed the host's mounts (-before +after):\n%s", diff)
	}
	return childless()
}

// childless waits for all children, those that are just about to end too. It names
// the ones that do not, and kills them: nobody else would.
func childless() error {
	for deadline := time.Now().Add(5 * time.Second); time.Now().Before(deadline); time.Sleep(time.Millisecond) {
		for {
			pid, err := syscall.Wait4(-1, nil, syscall.WNOHANG, nil)
			if err == syscall.ECHILD {
				return nil
			}
			if pid <= 0 {
				break
			}
		}
	}
	var left []string
	for _, pid := range descendants(os.Getpid()) {
		command, _ := os.ReadFile(fmt.Sprintf("/proc/%d/cmdline", pid))
		left = append(left, fmt.Sprintf("%d: %s", pid, strings.ReplaceAll(string(command), "\x00", " ")))
		syscall.Kill(pid, syscall.SIGKILL)
	}
	return fmt.Errorf("the tests left processes running:\n%s", strings.Join(left, "\n"))
}
