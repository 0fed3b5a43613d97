package bindings

import (
	"strings"
	"testing"
)

// A function's page has what a hint may say below the error that it is for.
func TestHelpHasHints(t *testing.T) {
	for call, want := range map[string]string{
		`help(unshare)`: `
  EINVAL  an unknown flag, CLONE_NEWUSER after CLONE_NEWPID or CLONE_NEWTIME, or
          no map
          hint: this process has made a pid namespace for its children already,
          and can make only one: unshare again in a child
`,
		`help "unshare"`: `
Where the cause can be told, a second line of the message does: "hint: ...".
More hints: help "hints" (capabilities), help(idmap).
`,
		`help(pivot_root)`: `
  With EINVAL or EBUSY:
    hint: / is not a mount point (chroot): pivot_root comes before chroot, or in
          its place
    hint: new_root is not a mount point: mount_bind(DIR, DIR) makes one of a
          directory, and pivot(DIR) does all there is to do
`,
		`help(fork)`: `
  EAGAIN  a limit on the number of processes is reached
          hint: the pids cgroup /sys/fs/cgroup/... has N of at most ...
          processes and threads, and the child needs N
          hint: RLIMIT_NPROC is N, and the processes and threads of this user
          count against it
`,
		`help(kill)`: `
  EPERM   not permitted
          hint: this process's CAP_KILL counts in its own user namespace and
          those below, and process pid is in none of them
`,
		`help(signal)`: `
  EINVAL  no such signal, or one that cannot be handled
          hint: sig can be neither handled nor ignored
`,
		`help(prctl)`: `
          hint: SECBIT_KEEP_CAPS_LOCKED is set
`,
		`help(open)`: `
More hints: help "hints" (paths).
`,
		`help "hints"`: `
Paths
  EACCES        hint: PATH may not be searched by uid N (mode N, owner N:N)
`,
	} {
		t.Run(call, func(t *testing.T) {
			t.Parallel()
			if text := lua(t, call); !strings.Contains(text, want) {
				t.Errorf("%s lacks%s\nit is\n%s", call, want, text)
			}
		})
	}
}

// Hints that many functions give do not fill the pages of each.
func TestHintsAreFew(t *testing.T) {
	many := 0
	for row := range bound {
		if n := len(readHints(row.Name)); n > 24 {
			t.Errorf("help(%s) has %d hints: some of them want a page of their own (hintHomes)", row.Name, n)
		} else if n > 8 {
			many++
		}
	}
	if many > 12 {
		t.Errorf("%d pages have more than 8 hints", many)
	}
}
