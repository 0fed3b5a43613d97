package tests

import (
	"encoding/json"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
)

// A verdict is what nslua -m doctor --json tells.
type verdict struct {
	Kernel string
	User   int
	Works  bool
	Checks []struct {
		Name, As            string
		Needed, Works       bool
		Error, Hint, Change string
		Errno               int
	}
}

// doctor runs it, after a chunk that readies the place, as some user (0: that of
// the test), and returns what it tells and its exit status.
func doctor(t *testing.T, uid uint32, chunk string) (v verdict, status int) {
	t.Helper()
	command := exec.Command(nslua(t), "-e", chunk, "-m", "doctor", "--json")
	command.Dir = "/"
	if uid != 0 {
		command.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: uid, Gid: uid}}
	}
	out, err := command.Output()
	if exit, ok := err.(*exec.ExitError); ok {
		if len(exit.Stderr) > 0 {
			t.Errorf("complained: %s", exit.Stderr)
		}
	} else if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(out, &v); err != nil {
		t.Fatalf("%v in %s", err, out)
	}
	return v, command.ProcessState.ExitCode()
}

// On a machine that lets ordinary users have namespaces, as this one does, all
// that they need works, and what does not says why and what helps.
func TestDoctor(t *testing.T) {
	t.Run("own uid", func(t *testing.T) { examined(t, uint32(os.Getuid()), 0) })
	t.Run("uid4242", func(t *testing.T) {
		asRoot(t)
		examined(t, 4242, 4242)
	})
}

// examined runs it as the user become, who then has the uid.
func examined(t *testing.T, uid, become uint32) {
	v, status := doctor(t, become, "")
	if status != 0 || !v.Works || v.User == 0 || uid != 0 && v.User != int(uid) {
		t.Errorf("status %d, %+v", status, v)
	}
	sections := map[string]int{}
	for _, c := range v.Checks {
		sections[c.As]++
		if !c.Works && (c.Error == "" || c.Errno == 0 || c.Hint == "") {
			t.Errorf("%q is refused, and does not say why: %+v", c.Name, c)
		}
	}
	if sections["user"] < 20 || (sections["root"] > 20) != (uid == 0) {
		t.Errorf("%v checks", sections)
	}
}

// What is switched off is named, with what would change it, and the exit status
// tells.
func TestDoctorFindsFault(t *testing.T) {
	v, status := doctor(t, 0, `assert(unshare(CLONE_NEWUSER, "root") and ns_limits {user = 0})`)
	if status != 1 || v.Works || v.User != 0 {
		t.Errorf("status %d, %+v", status, v)
	}
	for _, c := range v.Checks {
		if c.As == "user" && c.Name == "user namespace" {
			if c.Works || c.Errno != int(syscall.ENOSPC) || !strings.Contains(c.Hint, "max_user_namespaces is 0") ||
				!strings.Contains(c.Change, "sysctl -w user.max_user_namespaces=") {
				t.Errorf("%+v", c)
			}
			return
		}
	}
	t.Errorf("no user namespace among %+v", v.Checks)
}

// The table is for people: one line for what works, and a fault that has been
// told is not told again.
func TestDoctorTable(t *testing.T) {
	command := exec.Command(nslua(t), "-e", `assert(unshare(CLONE_NEWUSER, "root") and ns_limits {user = 0})`, "-m", "doctor")
	out, _ := command.Output()
	text := string(out)
	for _, line := range []string{
		"\n  fork                         works\n",
		"\n  user namespace               no: unshare(CLONE_NEWUSER): No space left on\n",
		"what helps: sysctl -w\n",
		"\n  mount namespace              no: as user namespace\n",
		"\nNot everything that an ordinary user needs works here.\n",
	} {
		if !strings.Contains(text, line) {
			t.Errorf("no %q in\n%s", line, text)
		}
	}
	if n := strings.Count(text, "max_user_namespaces is 0"); n != 2 { // once in each section
		t.Errorf("told %d times:\n%s", n, text)
	}

	command = exec.Command(nslua(t), "-m", "doctor", "--nonsense")
	if out, err := command.CombinedOutput(); err == nil || command.ProcessState.ExitCode() != 2 || !strings.HasPrefix(string(out), "usage: ") {
		t.Errorf("status %d: %s", command.ProcessState.ExitCode(), out)
	}
}
