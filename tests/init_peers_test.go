package tests

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
)

// What the tests of tini and dumb-init ask of a run that nobody disturbs, and what
// else their users rely on.
func TestInitsAlike(t *testing.T) {
	const noFile, noRight = "No such file or directory", "Permission denied"
	const ownStatus = "it has one status for whatever it cannot do"
	refused := func(failure string) differences {
		return differences{
			"dumb-init": {"2: … " + failure, ownStatus},
			"catatonit": {"1: … " + failure, ownStatus},
		}
	}
	const permutes = "it takes options behind the command for its own, as GNU's getopt does"
	script := filepath.Join(shared, "without-interpreter")
	if err := os.WriteFile(script, []byte("echo run by $0\n"), 0o755); err != nil {
		t.Fatal(err)
	}
	compareInits(t, []comparison{
		{name: "nothing to say", see: outcome("true"), want: "0: "},
		{name: "output", see: outcome("echo", "oh,", "hi"), want: "0: oh, hi"},
		{name: "status", see: outcome("sh", "-c", "exit 7"), want: "7: ", differs: differences{
			"tini":      {"1: ", permutes},
			"catatonit": {"1: ", permutes},
		}},
		{name: "arguments", see: outcome("--", "printf", "<%s>", "a", "", "b c", "-s", "--help", "--", "\xff\n"),
			want: "0: <a><><b c><-s><--help><--><\xff\n>"},
		{name: "no such file", see: complains(noFile, "--", "/nonexistent"), want: "127: … " + noFile, differs: refused(noFile)},
		{name: "not in PATH", see: complains(noFile, "nonexistent-command"), want: "127: … " + noFile, differs: refused(noFile)},
		{name: "not executable", see: complains(noRight, "--", "/etc/passwd"), want: "126: … " + noRight, differs: refused(noRight)},
		{name: "a folder", see: complains(noRight, "--", "/etc"), want: "126: … " + noRight, differs: refused(noRight)},
		{name: "no interpreter", see: outcome("--", script), want: "0: run by " + script},

		{name: "no command", see: complains("sage: "), want: "1: … sage: "},
		{name: "no command after --", see: complains("sage: ", "--"), want: "1: … sage: "},
		{name: "unknown option", see: complains("Z", "-Z", "true"), want: "1: … Z"},
		{name: "help", see: helps("-h"), want: "0: true"},
		{name: "version", see: func(t *testing.T, i initProgram, at place) string {
			r := start(t, at, i.command(t, at, "--version"))
			out, status := r.rest(), r.status()
			return fmt.Sprint(status, ": ", strings.ContainsAny(out+r.errors.String(), "0123456789"))
		}, want: "0: true"},

		{name: "environment", see: environmentOfChild, want: "0: A=1 B= TINI_VERBOSITY=1"},
		{name: "working directories", see: workingDirectories, want: "/ and /usr", differs: differences{
			"tini":      {"/usr and /usr", "it keeps the folder it was started in, which cannot be unmounted"},
			"catatonit": {"/usr and /usr", "so does this version"},
		}},
		{name: "descriptors", see: descriptorsOfChild, want: "as it was given"},
		{name: "no standard descriptors", see: func(t *testing.T, i initProgram, at place) string {
			command := i.command(t, at, "--", "sh", "-c", "exit 7")
			command.Args[2] = strings.Replace(command.Args[2], `"$@"`, `"$@" <&- >&- 2>&-`, 1)
			return seen(start(t, at, command))
		}, want: "7: ", differs: differences{
			"tini": {"1: ", "it gives up where stdin is neither a terminal nor something else"},
		}},
		{name: "group", see: outcome("--", "sh", "-c", "read pid comm state ppid pgrp session rest < /proc/$$/stat; echo $((pid - pgrp))"),
			want: "0: 0"},
	})
}

// helps sees how it ends with this option, and whether it shows how it is called.
func helps(option string) func(*testing.T, initProgram, place) string {
	return func(t *testing.T, i initProgram, at place) string {
		r := start(t, at, i.command(t, at, option))
		out, status := r.rest(), r.status()
		return fmt.Sprint(status, ": ", strings.Contains(strings.ToLower(out+r.errors.String()), "usage: "))
	}
}

func environmentOfChild(t *testing.T, i initProgram, at place) string {
	command := i.command(t, at, "--", "env")
	command.Args = slices.Insert(command.Args, 4, "env", "-i", "A=1", "B=", "TINI_VERBOSITY=1")
	return seen(start(t, at, command))
}

func seen(r *running) string {
	out := strings.Fields(r.rest())
	return fmt.Sprintf("%d: %s", r.status(), strings.Join(out, " "))
}

// workingDirectories are that of init, when it is ready for signals, and its child's.
func workingDirectories(t *testing.T, i initProgram, at place) string {
	command := i.command(t, at, "--", initsC(t, "signals"))
	command.Dir = "/usr"
	r := start(t, at, command)
	r.writes("ready")
	r.signal(syscall.SIGUSR1)
	r.writes("10")
	of := func(pid int) string {
		path, _ := os.Readlink(fmt.Sprintf("/proc/%d/cwd", pid))
		return path
	}
	return of(r.init()) + " and " + of(r.child())
}

// descriptorsOfChild are those that it was given, and none of the init's own.
func descriptorsOfChild(t *testing.T, i initProgram, at place) string {
	const script = `for fd in $(seq 0 255); do if [ -e /proc/$$/fd/$fd ]; then echo $fd; fi; done`
	const open = "exec 5</dev/null; "
	command := i.command(t, at, "--", "sh", "-c", script)
	command.Args[2] = open + command.Args[2]
	got := seen(start(t, at, command))
	command = namespaced(at, "sh", "-c", script)
	command.Args[2] = open + command.Args[2]
	if given := seen(start(t, at, command)); got != given {
		return got + ", and given are " + given
	}
	return "as it was given"
}

// All exit codes come through, and death by any signal is 128 and its number.
func TestInitsStatus(t *testing.T) {
	script := `ulimit -c 0
for code in $(seq 0 255); do
	unshare -pf "$@" sh -c "exit $code"
	[ $? = $code ] || echo "exit $code"
done
for signal in $(seq 1 31) $(seq 34 64); do
	case $signal in 17|18|19|20|21|22|23|28) continue;; esac # these do not kill
	unshare -pf "$@" sh -c "kill -$signal \$\$"
	[ $? = $((128 + signal)) ] || echo "signal $signal"
done`
	for _, i := range inits {
		t.Run(i.name, func(t *testing.T) {
			command := i.command(t, below, "--")
			command.Args = slices.Insert(command.Args, 4, "sh", "-c", script, "-")
			if got := seen(start(t, below, command)); got != "0: " {
				t.Error("wrong status after", got)
			}
		})
	}
}
