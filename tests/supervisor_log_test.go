package tests

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"
	"time"
)

// logs is a supervisor's logs at work: testdata/supervisor/logging.lua.
type logs struct {
	testing.TB
	command *exec.Cmd
	pipe    *os.File
	told    *bufio.Reader // what comes out of it
}

// logging starts it with services, a Lua table without its braces, whose output
// goes to command's. A command without output gets /dev/null.
func logging(t testing.TB, command *exec.Cmd, services string) *logs {
	t.Helper()
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	command.Args = append(command.Args, readable(t, "testdata/supervisor/logging.lua"), "return {"+services+"}")
	command.ExtraFiles = []*os.File{w}
	command.Dir = "/"
	if command.Env == nil {
		command.Env = append(environment(), "TERM=xterm", "NO_COLOR=")
	}
	err = command.Start()
	w.Close()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { r.Close() })
	ownedBy(t, command)
	l := &logs{t, command, r, bufio.NewReader(r)}
	l.tells("started")
	return l
}

// next is the next thing that is told, "" at the end.
func (l *logs) next() string {
	l.Helper()
	l.pipe.SetReadDeadline(time.Now().Add(patience))
	line, err := l.told.ReadString('\n')
	if errors.Is(err, os.ErrDeadlineExceeded) {
		l.Fatal("nothing is told any more")
	}
	return strings.TrimSuffix(line, "\n")
}

// tells expects to be told these things next.
func (l *logs) tells(lines ...string) {
	l.Helper()
	for _, line := range lines {
		if got := l.next(); got != line {
			l.Fatalf("told %q, not %q", got, line)
		}
	}
}

// alive sends a signal and expects to be told of it: the supervisor does not wait
// for anything else.
func (l *logs) alive() {
	l.Helper()
	l.command.Process.Signal(syscall.SIGUSR1)
	l.tells("signal")
}

// outputOf runs services to their end and returns what was printed.
func outputOf(t *testing.T, services string, environ ...string) (stdout, stderr string) {
	t.Helper()
	var out, err bytes.Buffer
	command := exec.Command(nslua(t))
	command.Env = append(append(environment(), "TERM=xterm", "NO_COLOR="), environ...)
	command.Stdout, command.Stderr = &out, &err
	l := logging(t, command, services)
	for line := l.next(); line != "written"; line = l.next() {
		if !strings.HasPrefix(line, "ended ") && !strings.HasPrefix(line, "line ") {
			t.Fatalf("told %q, printed\n%s%s", line, &out, &err)
		}
	}
	if err := command.Wait(); err != nil {
		t.Error(err)
	}
	return out.String(), err.String()
}

func isOutput(t *testing.T, got, want string) {
	t.Helper()
	if got != want {
		t.Errorf("printed\n%q\nnot\n%q", got, want)
	}
}

// sh is a service: a shell script.
func sh(name, log, script string) string {
	return fmt.Sprintf("{name = %q, log = {%s}, %q, %q, %q},", name, log, "sh", "-c", script)
}

func contentsOf(t *testing.T, path string) string {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// Whole lines come with their service's name, padded to the longest; what is not
// ended is shown when the service has ended; and bytes of any kind pass.
func TestSupervisorLogPrefix(t *testing.T) {
	for _, test := range []struct{ script, want string }{
		{"echo one; echo two", "web      | one\nweb      | two\n"},
		{"printf 'no end'", "web      | no end\n"},
		{"printf '\\n\\n'", "web      | \nweb      | \n"},
		{"", ""},
		{`printf 'a\000b\377\200\303\n%s%%1\r\n' %`, "web      | a\x00b\xff\x80\xc3\nweb      | %%1\r\n"},
		{`printf '10%%\r20%%\n\033[31mred\n'`, "web      | 10%\r20%\nweb      | \x1b[31mred\n"},
	} {
		stdout, stderr := outputOf(t, sh("web", "prefix = true", test.script)+sh("database", "prefix = true", ""))
		isOutput(t, stdout, test.want)
		isOutput(t, stderr, "")
	}
	stdout, _ := outputOf(t, sh("web", `prefix = "50% wéb"`, "echo 1; echo 2")+sh("database", "prefix = true", ""))
	isOutput(t, stdout, "50% wéb  | 1\n50% wéb  | 2\n")
	stdout, _ = outputOf(t, sh("web", "", "echo 1; printf 2"))
	isOutput(t, stdout, "1\n2\n")
	stdout, _ = outputOf(t, sh("web", "prefix = true, timestamps = true", "echo 1; echo 2"))
	if !regexp.MustCompile(`^(\d\d:\d\d:\d\d web \| \d\n){2}$`).MatchString(stdout) {
		t.Errorf("printed %q", stdout)
	}
}

// Standard error goes to standard error; where both are one file, lines are in the
// order in which they were written.
func TestSupervisorLogStreams(t *testing.T) {
	const script = "for i in 1 2 3 4 5 6 7 8 9; do echo out $i; echo err $i >&2; done"
	stdout, stderr := outputOf(t, sh("web", "prefix = true", script))
	var out, err, both strings.Builder
	for i := 1; i < 10; i++ {
		fmt.Fprintln(&out, "web | out", i)
		fmt.Fprintln(&err, "web | err", i)
		fmt.Fprintf(&both, "web | out %d\nweb | err %[1]d\n", i)
	}
	isOutput(t, stdout, out.String())
	isOutput(t, stderr, err.String())

	path := filepath.Join(t.TempDir(), "both")
	f, _ := os.Create(path)
	defer f.Close()
	command := exec.Command(nslua(t))
	command.Stdout, command.Stderr = f, f
	logging(t, command, sh("web", "prefix = true", script)).tells("ended web exited 0", "written")
	isOutput(t, contentsOf(t, path), both.String())
}

// On a terminal each service has its colour, in the order of definition, and what
// redraws its line does so behind the prefix. Who asked for no colours gets none.
func TestSupervisorLogColour(t *testing.T) {
	const script = `printf '10%%\r20%%\r\r\n'`
	web := sh("web", "prefix = true", script) + sh("db", "prefix = true", "")
	db := sh("web", "prefix = true", "") + sh("db", "prefix = true", script)
	show := func(services string, environ ...string) string {
		command := exec.Command(nslua(t), readable(t, "testdata/supervisor/logging.lua"), "return {"+services+"}")
		command.Env = append(environment(), environ...)
		told, err := os.OpenFile(os.DevNull, os.O_WRONLY, 0)
		if err != nil {
			t.Fatal(err)
		}
		defer told.Close()
		command.ExtraFiles = []*os.File{told}
		s := open(t, command)
		s.expect("20%\r\n")
		s.ended()
		return s.screen.String()
	}
	const cyan, yellow, reset = "\x1b[0m\x1b[36m", "\x1b[0m\x1b[33m", "\x1b[0m"
	isOutput(t, show(web, "TERM=xterm"), cyan+"web | "+reset+"10%\r"+cyan+"web | "+reset+"20%\r\n")
	isOutput(t, show(db, "TERM=xterm"), yellow+"db  | "+reset+"10%\r"+yellow+"db  | "+reset+"20%\r\n")
	const plain = "web | 10%\rweb | 20%\r\n"
	isOutput(t, show(web, "TERM=xterm", "NO_COLOR=1"), plain)
	isOutput(t, show(web, "TERM=dumb"), plain)
	isOutput(t, show(web, "TERM="), plain)
	stdout, _ := outputOf(t, sh("web", "prefix = true, colour = true", "echo 1"))
	isOutput(t, stdout, cyan+"web | "+reset+"1\n")
}

// A line without end is not waited for for ever, nor kept in memory as a whole.
func TestSupervisorLogLongLine(t *testing.T) {
	stdout, _ := outputOf(t, sh("web", "prefix = true", "head -c 1000000 /dev/zero | tr '\\0' x; echo; echo end"))
	lines := strings.Split(strings.TrimSuffix(stdout, "\n"), "\n")
	var text string
	for _, line := range lines[:len(lines)-1] {
		rest, ok := strings.CutPrefix(line, "web | ")
		if !ok || len(rest) > 3*8192 {
			t.Fatalf("a line of %d bytes: %.20q", len(rest), line)
		}
		text += rest
	}
	if len(text) != 1_000_000 || lines[len(lines)-1] != "web | end" {
		t.Errorf("%d bytes, then %.40q", len(text), lines[len(lines)-1])
	}
}

// The halves of two services' lines do not mix.
func TestSupervisorLogHalfLines(t *testing.T) {
	dir := t.TempDir()
	const script = `cd %s; %s; for i in $(seq 100); do printf "half "; %s; echo $i; done`
	stdout, _ := outputOf(t,
		sh("a", "prefix = true", fmt.Sprintf(script, dir, "mkfifo x y; >made; exec 8<>x 9<>y", "echo >&8; read l <&9"))+
			sh("b", "prefix = true", fmt.Sprintf(script, dir, "until test -e made; do sleep .01; done; exec 8<>x 9<>y", "read l <&8; echo >&9")))
	seen := map[string]int{}
	for _, line := range strings.Split(strings.TrimSuffix(stdout, "\n"), "\n") {
		name, rest, _ := strings.Cut(line, " | half ")
		seen[name]++
		if want := fmt.Sprint(seen[name]); rest != want {
			t.Fatalf("%q is not number %s", line, want)
		}
	}
	if seen["a"] != 100 || seen["b"] != 100 {
		t.Error(seen)
	}
}

// What a service has written comes before its end is told, again and again, and the
// next run finds its output as the first did, whatever the last did to it.
func TestSupervisorLogRuns(t *testing.T) {
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	command := exec.Command(nslua(t))
	command.Stdout = w
	const run = `set_nonblocking
		for i = 1, 100 do print("line " .. i) end
		io.write "unfinished"`
	script := strings.ReplaceAll(run, "set_nonblocking",
		"assert(not fcntl(1, F_GETFL):has(O_NONBLOCK)) fcntl(1, F_SETFL, O_NONBLOCK)")
	l := logging(t, command, fmt.Sprintf(`{name = "web", log = {prefix = true}, followed = true, again = 9, %q, "-e", %q}`,
		nslua(t), script))
	w.Close()
	for range 10 {
		for i := 1; i <= 100; i++ {
			l.tells(fmt.Sprint("line web 1 line ", i))
		}
		l.tells("line web 1 unfinished", "ended web exited 0")
	}
	l.tells("written")
	b, _ := io.ReadAll(r)
	if n := bytes.Count(b, []byte("web | ")); n != 1010 {
		t.Errorf("%d lines", n)
	}
}

// The last lines are kept, in bounds.
func TestSupervisorLogLast(t *testing.T) {
	const look = `ended = function(self)
		local last = self.output:lines(3)
		for _, line in ipairs(last) do print(line.stream, line.text, math.abs(line.time - os.time()) < 60) end
		local all, bytes = self.output:lines(), 0
		for _, line in ipairs(all) do bytes = bytes + #line.text + 1 end
		print(#last, all[#all].text, bytes > 32000 and bytes <= 65536)
		print(#self.output:lines(0), #self.output:lines(1000000) == #all)
	end`
	stdout, _ := outputOf(t, `{name = "web", log = {file = "/dev/null"}, "seq", "100000", `+look+`}`)
	isOutput(t, stdout, "1\t99998\ttrue\n1\t99999\ttrue\n1\t100000\ttrue\n3\t100000\ttrue\n0\ttrue\n")
	stdout, stderr := outputOf(t, `{name = "web", log = {}, "sh", "-c", "echo out; echo err >&2",
		ended = function(self) for _, l in ipairs(self.output:lines()) do print(l.stream, l.text) end end}`)
	isOutput(t, stdout, "out\n1\tout\n2\terr\n")
	isOutput(t, stderr, "err\n")
}

// The whole supervisor: what a service has printed is there before its end is told,
// all of it, and a function that runs as a service holds nobody else's pipe.
func TestSupervisorLogWhole(t *testing.T) {
	path := filepath.Join(t.TempDir(), "log")
	chunk := fmt.Sprintf(`
		local function open()
			local list, files = listdir "/proc/self/fd", {}
			table.sort(list)
			for _, fd in ipairs(list) do
				local target = readlink("/proc/self/fd/" .. fd) or ""
				if target:match "^pipe:" or target:match "log$" then files[#files + 1] = fd end
			end
			return table.concat(files, " ")
		end
		local before = open()
		local S = require "supervisor" { log = { prefix = true } }
		S:service("long", { "sleep", "1000", log = { file = %q } })
		S:oneshot("seq", { "seq", "2000", after = "long" })
		S:oneshot("look", { after = "seq", run = function()
			print(open() == before or open())
			io.write "no end"
		end })
		S:oneshot("many", { "seq", "100000", after = "look" })
		S:on("exit", function(e)
			if e.name == "many" then S:shutdown() elseif e.name ~= "long" then print("ended", e.name) end
		end)
		os.exit(S:run())`, path)
	var out, complaints bytes.Buffer
	command := exec.Command(nslua(t), "-e", chunk)
	command.Stdout, command.Stderr = &out, &complaints
	if err := command.Run(); err != nil || complaints.Len() > 0 {
		t.Error(err, &complaints)
	}
	seq, rest, _ := strings.Cut(out.String(), "ended\tseq\n")
	look, many, _ := strings.Cut(rest, "ended\tlook\n")
	counts(t, strings.NewReader(seq), "seq  | ", 2_000)
	isOutput(t, look, "look | true\nlook | no end\n")
	counts(t, strings.NewReader(many), "many | ", 100_000)
}
