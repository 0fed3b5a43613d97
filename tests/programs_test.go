package tests

import (
	"bytes"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestPrograms runs the Lua programs in programs/, each of which uses several
// families of calls together and asserts what it sees: as the user of the test,
// as an ordinary user, and where mounts propagate. One passes that ends with
// status 0 and has nothing to complain of. A program that cannot do its work here
// prints why and ends with status 77.
func TestPrograms(t *testing.T) {
	programs, err := filepath.Glob("programs/*.lua")
	if err != nil || len(programs) == 0 {
		t.Fatal("no programs", err)
	}
	for _, program := range programs {
		name := strings.TrimSuffix(filepath.Base(program), ".lua")
		path := readable(t, program)
		t.Run(name, func(t *testing.T) {
			runProgram(t, exec.Command(nslua(t), path))
		})
		t.Run(name+"/uid4242", func(t *testing.T) {
			asRoot(t)
			command := exec.Command(nslua(t), path)
			as(command, 4242)
			runProgram(t, command)
		})
		t.Run(name+"/shared", func(t *testing.T) {
			asRoot(t)
			const both = `before=$(cat /proc/self/mountinfo); "$@" || exit; ` +
				`test "$before" = "$(cat /proc/self/mountinfo)" || { echo the mounts have changed >&2; exit 1; }`
			runProgram(t, exec.Command("unshare", "-m", "--propagation", "shared",
				"sh", "-c", both, "-", nslua(t), path))
		})
	}
}

const cannot = 77 // automake's number for a test that is skipped

// programLimit is for a program that hangs; none takes a tenth of it.
const programLimit = 2 * time.Minute

func runProgram(t *testing.T, command *exec.Cmd) {
	t.Helper()
	command.Dir = "/"
	out, complaints, status := outcomeOf(t, command)
	if status == cannot {
		t.Skip(strings.TrimSpace(out))
	}
	if status != 0 || complaints != "" {
		t.Errorf("status %d, printed\n%s%s", status, out, complaints)
	}
}

// outcomeOf runs a command, which must not hang, to its end.
func outcomeOf(t testing.TB, command *exec.Cmd) (stdout, stderr string, status int) {
	t.Helper()
	var out, complaints bytes.Buffer
	command.Stdout, command.Stderr = &out, &complaints
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	hung := time.AfterFunc(programLimit, func() { command.Process.Kill() })
	command.Wait()
	if !hung.Stop() {
		t.Errorf("%v: ran for %v", command, programLimit)
	}
	return out.String(), complaints.String(), command.ProcessState.ExitCode()
}
