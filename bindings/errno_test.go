package bindings

import (
	"fmt"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/sys/unix"
)

// The texts are those of glibc, which a C program prints.
func TestTextsAreGlibcs(t *testing.T) {
	gcc, err := exec.LookPath("gcc")
	if err != nil {
		t.Skip("no gcc here to ask glibc with")
	}
	program := filepath.Join(t.TempDir(), "texts")
	compile := exec.Command(gcc, "-x", "c", "-o", program, "testdata/texts.c")
	if out, err := compile.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	want, err := exec.Command(program).Output()
	if err != nil {
		t.Fatal(err)
	}
	var got strings.Builder
	for errno := unix.Errno(1); errno <= lastErrno; errno++ {
		fmt.Fprintln(&got, errnoName(errno), strerror(errno))
	}
	for sig := range signalRTMax + 1 {
		fmt.Fprintln(&got, strsignal(sig))
	}
	if diff := cmp.Diff(string(want), got.String()); diff != "" {
		t.Errorf("-glibc +nslua\n%s", diff)
	}
}

func TestRefusal(t *testing.T) {
	wantLines(t, lua(t, `
		print(open("/no/such/file"))
		print(select(3, kill(2^31 - 1, 0)) == ESRCH)
		print(read(1000, 1))
		print(chdir("/dev/null"))
	`), `nil	open("/no/such/file"): No such file or directory (ENOENT)
hint: there is no /no	2
true
nil	read(1000, 1): Bad file descriptor (EBADF)	9
nil	chdir("/dev/null"): Not a directory (ENOTDIR)	20`)
}
