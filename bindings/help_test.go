package bindings

import (
	"slices"
	"strings"
	"testing"
)

// Every page fits a terminal of 80 columns, but for what has to be typed.
func TestPagesFit(t *testing.T) {
	pages := map[string]string{"": Overview(), "hints": hintsPage()}
	for _, c := range chapters {
		for _, row := range c.rows {
			pages[row.Name], _, _ = strings.Cut(row.page(), "\nExample:\n")
			if strings.HasSuffix(row.page(), ": \n") {
				t.Errorf("help %q ends with a list of nothing", row.Name)
			}
		}
	}
	for _, f := range constantFamilies {
		pages[string(f.kind)] = f.page()
	}
	for s := range constants {
		pages[s.name] = s.page()
	}
	for name, page := range pages {
		for line := range strings.Lines(page) {
			line = strings.TrimSuffix(line, "\n")
			if len(line) > pageWidth || strings.TrimRight(line, " ") != line || strings.Trim(line, printable) != "" {
				t.Errorf("help %q has the line %q", name, line)
			}
		}
		if !strings.HasSuffix(page, "\n") {
			t.Errorf("help %q ends within a line", name)
		}
	}
}

var printable = func() string {
	var all strings.Builder
	for c := ' '; c <= '~'; c++ {
		all.WriteRune(c)
	}
	return all.String()
}()

func TestHelp(t *testing.T) {
	for call, want := range map[string]string{
		`help(umount2)`: `umount2(target: path, flags: umount_flags) -> 0  -- umount(2)

As umount, with flags. With MNT_DETACH the mount goes from the tree now and is
undone when nothing uses it any more.

flags, one or a sum of:
  MNT_FORCE        ends what waits for a file system that does not answer (NFS)
  MNT_DETACH       takes it from the tree now, undone when nothing uses it any
                   more
  MNT_EXPIRE       unmounts if it has not been used since the last such call
  UMOUNT_NOFOLLOW  a target that is a symbolic link is not followed

Errors:
  EPERM   no CAP_SYS_ADMIN
  EINVAL  not a mount point, or one that came from a more privileged namespace
  EBUSY   in use
  EAGAIN  MNT_EXPIRE and it was in use since the last time

Where the cause can be told, a second line of the message does: "hint: ...".
More hints: help "hints", help(umount).

Example:
  > unshare(CLONE_NEWUSER + CLONE_NEWNS)
  0
  > mount("none", "/tmp", "tmpfs")
  0
  > umount2("/tmp", MNT_DETACH)
  0

See also: mount umount pivot_root pivot mounts mount_proc`,
		`help "MNT_DETACH"`: "MNT_DETACH: umount_flags = 0x2\n\nTakes it from the tree now, undone when nothing uses it any more\n\nTaken by: umount2",
		`help(MNT_DETACH + MNT_FORCE)`: "MNT_FORCE: umount_flags = 0x1\n\nEnds what waits for a file system that does not answer (NFS)\n\nTaken by: umount2\n\n" +
			"MNT_DETACH: umount_flags = 0x2\n\nTakes it from the tree now, undone when nothing uses it any more\n\nTaken by: umount2",
		`help "umount_flags"`: "umount_flags: flags, which are joined by \"+\"\n\n" +
			"  MNT_FORCE        ends what waits for a file system that does not answer (NFS)\n" +
			"  MNT_DETACH       takes it from the tree now, undone when nothing uses it any\n                   more\n" +
			"  MNT_EXPIRE       unmounts if it has not been used since the last such call\n" +
			"  UMOUNT_NOFOLLOW  a target that is a symbolic link is not followed\n\nTaken by: umount2",
		`help "host name"`: "Host name\n  gethostname    Returns the host name of the process's UTS namespace\n  sethostname    Sets the host name of the process's UTS namespace\n  getdomainname  Returns the NIS domain name of the process's UTS namespace\n  setdomainname  Sets the NIS domain name of the process's UTS namespace",
		`help(SIG_IGN)`:    "SIG_IGN: disposition\n\nThe signal does nothing\n\nTaken by: signal",
		`help "ECHILD"`: "ECHILD: errno = 10\n\nNo child processes\n\nComes from:\n" +
			"  wait     there is no child\n  waitpid  there is no such child\n  waitid   there is no such child",
		`help(SIGTERM)`: "15 is the value of these; help \"SIGTERM\" tells more.\n" +
			"  SIGTERM        signal: Terminated\n  ENOTBLK        errno: Block device required\n" +
			"  RLIMIT_RTTIME  resource: microseconds that a real-time process may run without\n                 a blocking call\n  PR_SET_NAME    prctl_option\n  SO_REUSEPORT   socket_option\n  IP_FREEBIND    socket_option",
		`help(0.5)`:      "No constant is 0.5.",
		`help "unshrae"`: `Nothing is called "unshrae"; perhaps unshare?`,
		`help "nsenter"`: "Nothing is called \"nsenter\". What has to do with it:\n" +
			"  enter  Joins the namespaces of a process, or runs a function in there",
		`help "Barr"`: "Nothing is called \"Barr\". What has to do with it:\n" +
			"  barrier  Makes a gate between this process and the next child that it makes by\n           fork, clone or forkpty, by which each can wait for the other",
		`help "yama"`: "Nothing is called \"yama\". What tells of it:\n" +
			"  prctl  Reads and sets properties of the process",
		`help "eperm"`:       `Nothing is called "eperm"; perhaps EPERM?`,
		`help "mkdirectory"`: `Nothing is called "mkdirectory"; help() lists the functions.`,
		`help(unshar)`:       `This is nil: perhaps a name is misspelt. help "name" looks for one like it.`,
		`help(bit.tohex)`: "bit.tohex(x, n?) -> string\n\nGives hexadecimal digits, the last n (8, or 16 of a u64), in capitals where n is\nnegative.\n\n" +
			"Example:\n  > bit.tohex(255, 4)\n  00ff\n\nSee also: bit.arshift bit.band bit.bnot bit.bor bit.bswap bit.bxor bit.lshift\n          bit.rol bit.ror bit.rshift bit.tobit",
		`help(function(x) end)`:             "function(x)\n\nDefined in <string>, line 1.",
		`help{}`:                            "A table, which is empty.",
		`buffer "a\n" help(0.5) buffer "b"`: "a\nNo constant is 0.5.\nb",
	} {
		t.Run(call, func(t *testing.T) {
			t.Parallel()
			wantLines(t, strings.TrimSuffix(lua(t, call), "\n"), want)
		})
	}
}

// The list begins with what the reader needs to go on, and has every function.
func TestHelpLists(t *testing.T) {
	text := lua(t, "help()")
	if !strings.HasPrefix(text, "help(unshare) or help \"unshare\" tells") {
		t.Errorf("help() begins %q", text[:80])
	}
	for _, c := range chapters {
		for _, row := range c.rows {
			if !slices.Contains(strings.Fields(text), row.Name) {
				t.Errorf("help() does not list %s", row.Name)
			}
		}
	}
}

func TestOneSlip(t *testing.T) {
	for _, name := range []string{"unshare", "unshre", "unsharee", "xunshare", "unshaer", "unsharo", "UNSHARE", "nushare"} {
		if !oneSlip(name, "unshare") {
			t.Errorf("%s is more than a slip from unshare", name)
		}
	}
	for _, name := range []string{"", "unsh", "share", "unshear", "unhsaer", "getpid"} {
		if oneSlip(name, "unshare") {
			t.Errorf("%s is a slip from unshare", name)
		}
	}
}
