package bindings

import (
	"os/exec"
	"strconv"
	"strings"
	"testing"
)

// A terminal's modes and size are seen by other programs as they were set.
func TestModesAsOthersSeeThem(t *testing.T) {
	if _, err := exec.LookPath("stty"); err != nil {
		t.Skip(err)
	}
	wantLines(t, lua(t, `
		local m, s = openpty {winsize = {row = 24, col = 80}, termios = {
			iflag = ICRNL + IUTF8, oflag = OPOST + ONLCR + XTABS, cflag = CS8 + CREAD, lflag = ISIG + ICANON + NOFLSH,
			cc = {VINTR = "\2", VQUIT = 0, VMIN = 7, VTIME = 12}, ispeed = 9600, ospeed = 9600}}
		local function stty()
			spawn({"stty", "-a"}, {fds = {[0] = s}})
			wait()
		end
		stty()
		tcsetattr(s, "flush", cfmakeraw(tcgetattr(s)))
		tcsetattr(s, TCSANOW, {ospeed = 12345, ispeed = 12345})
		print(tcgetattr(s).ospeed, tcgetattr(s).ispeed, tcgetattr(s).cc.VMIN)
		tcsetattr(s, TCSANOW, {ospeed = 4000000, ispeed = 4000000})
		tcsetwinsize(m, {row = 50})
		stty()
	`), `speed 9600 baud; rows 24; columns 80; line = 0;
intr = ^B; quit = <undef>; erase = ^?; kill = ^U; eof = ^D; eol = <undef>;
eol2 = <undef>; swtch = <undef>; start = ^Q; stop = ^S; susp = ^Z; rprnt = ^R;
werase = ^W; lnext = ^V; discard = ^O; min = 7; time = 12;
-parenb -parodd -cmspar cs8 -hupcl -cstopb cread -clocal -crtscts
-ignbrk -brkint -ignpar -parmrk -inpck -istrip -inlcr -igncr icrnl -ixon -ixoff
-iuclc -ixany -imaxbel iutf8
opost -olcuc -ocrnl onlcr -onocr -onlret -ofill -ofdel nl0 cr0 tab3 bs0 vt0 ff0
isig icanon -iexten -echo -echoe -echok -echonl noflsh -xcase -tostop -echoprt
-echoctl -echoke -flusho -extproc
12345	12345	1
speed 4000000 baud; rows 50; columns 80; line = 0;
intr = ^B; quit = <undef>; erase = ^?; kill = ^U; eof = ^D; eol = <undef>;
eol2 = <undef>; swtch = <undef>; start = ^Q; stop = ^S; susp = ^Z; rprnt = ^R;
werase = ^W; lnext = ^V; discard = ^O; min = 1; time = 0;
-parenb -parodd -cmspar cs8 -hupcl -cstopb cread -clocal -crtscts
-ignbrk -brkint -ignpar -parmrk -inpck -istrip -inlcr -igncr -icrnl -ixon -ixoff
-iuclc -ixany -imaxbel iutf8
-opost -olcuc -ocrnl onlcr -onocr -onlret -ofill -ofdel nl0 cr0 tab3 bs0 vt0 ff0
-isig -icanon -iexten -echo -echoe -echok -echonl noflsh -xcase -tostop -echoprt
-echoctl -echoke -flusho -extproc`)
}

func TestTermiosMisuse(t *testing.T) {
	for call, want := range map[string]string{
		`tcsetattr(0, 3, {})`:                    `bad argument #2 to 'tcsetattr' (tcsetattr when expected, got 3; valid are TCSANOW TCSADRAIN TCSAFLUSH)`,
		`tcsetattr(s, 0, {lflag = ICRNL})`:       `bad argument #3 to 'tcsetattr' (lflag: local modes expected, got input modes ICRNL)`,
		`tcsetattr(s, 0, {lflag = 2^40})`:        `bad argument #3 to 'tcsetattr' (lflag: local modes of 32 bits expected, got 0x10000000000)`,
		`tcsetattr(s, 0, {cc = {VINTR = "^C"}})`: `bad argument #3 to 'tcsetattr' (VINTR: one byte expected, got "^C")`,
		`tcsetattr(s, 0, {cc = {INTR = 3}})`:     `bad argument #3 to 'tcsetattr' (cc: unknown field 'INTR'; valid are VINTR ...)`,
		`tcsetattr(s, 0, {cc = {VMIN = 256}})`:   `bad argument #3 to 'tcsetattr' (VMIN: integer from 0 to 255 expected, got 256)`,
		`tcsetattr(s, 0, {flags = 1})`:           `bad argument #3 to 'tcsetattr' (unknown field 'flags'; valid are iflag ...)`,
		`tcsetwinsize(s, {rows = 1})`:            `bad argument #2 to 'tcsetwinsize' (unknown field 'rows'; valid are row col xpixel ypixel)`,
		`tcsetwinsize(s, {row = 65536})`:         `bad argument #2 to 'tcsetwinsize' (row: integer from 0 to 65535 expected, got 65536)`,
		`openpty {winsize = 1}`:                  `bad argument #1 to 'openpty' (winsize: table expected, got number)`,
		`openpty {termios = {lflag = "x"}}`:      `bad argument #1 to 'openpty' (lflag: unknown local modes 'x'; valid are ISIG ...)`,
		`forkpty {window = {}}`:                  `bad argument #1 to 'forkpty' (unknown field 'window'; valid are winsize termios)`,
		`cfmakeraw()`:                            `bad argument #1 to 'cfmakeraw' (table expected, got no value)`,
		`tcflush(s, "x")`:                        `bad argument #2 to 'tcflush' (unknown tty queue 'x'; valid are TCIFLUSH TCOFLUSH TCIOFLUSH)`,
	} {
		t.Run(call, func(t *testing.T) {
			t.Parallel()
			wantLines(t, lua(t, "m, s = openpty() print((select(2, pcall(function() "+call+" end))))"), "..."+want)
		})
	}
}

// Where there is no devpts, or one whose ptmx is for nobody, the message tells
// how it is mounted; in a new one numbers begin anew, and a terminal of another
// has no path.
func TestPtyElsewhere(t *testing.T) {
	eachUser(t, func(t *testing.T, run func(string) result) {
		wantLines(t, ended(t, run(`
			local m, s = openpty()
			assert(unshare(CLONE_NEWUSER + CLONE_NEWNS))
			assert(idmap "root")
			assert(mount("none", "/", nil, MS_REC + MS_PRIVATE))
			local function said(result, message) print(result or message) end
			assert(mount("none", "/dev", "tmpfs"))
			said(posix_openpt())
			assert(spawn {"mkdir", "/dev/pts"})
			wait()
			assert(mount("devpts", "/dev/pts", "devpts", 0, {mode = "600", ptmxmode = "0666", max = "2"}))
			local m2, s2, name = assert(openpty())
			print(name, ttyname(s2))
			said(ttyname(s))
			print(isatty(assert(tiocgptpeer(m))))
			assert(openpty())
			said(openpty())
		`)), `posix_openpt(): No such file or directory (ENOENT)
hint: there is no devpts here: mount("devpts", "/dev/pts", "devpts", 0, {ptmxmode = "0666"})
/dev/pts/0	/dev/pts/0
ttyname(...): No such device (ENODEV)
hint: it is /... of another mount namespace or another devpts than those that this process sees
true
openpty(): No space left on device (ENOSPC)
hint: a limit on pseudoterminals is reached: there are ..., /proc/sys/kernel/pty/max is ..., and a devpts may be mounted with a lower max`)
	})
}

// A devpts lets nobody but root at its ptmx, unless it is told to.
func TestPtmxForNobody(t *testing.T) {
	needRoot(t)
	wantLines(t, lua(t, `
		unshare(CLONE_NEWNS)
		mount("none", "/", nil, MS_REC + MS_PRIVATE)
		mount("none", "/dev", "tmpfs", 0, {mode = "755"})
		spawn {"mkdir", "/dev/pts"}
		wait()
		mount("devpts", "/dev/pts", "devpts")
		setuid(4242)
		print((select(2, openpty())))
	`), `openpty(): Permission denied (EACCES)
hint: /dev/pts/ptmx is for nobody: devpts is to be mounted with {ptmxmode = "0666"}`)
}

// What login_tty and forkpty leave open in a program: the terminal as 0, 1 and 2,
// wherever it was before, and nothing else.
func TestLoginTTYDescriptors(t *testing.T) {
	for _, first := range []int{0, 1, 2, 3} {
		t.Run(strconv.Itoa(first), func(t *testing.T) {
			got := lua(t, `
				local out = dup(1)
				for fd = `+strconv.Itoa(first)+`, 2 do close(fd) end
				local r, w = pipe()
				local m, s = openpty {termios = {oflag = 0}}
				local p = fork()
				if p == 0 then
					assert(login_tty(s))
					execvp("sh", {"-c", "cd /proc/self/fd; for fd in *; do test -e $fd && readlink $fd; done"})
				end
				close(s)
				waitpid(p)
				repeat local text = read(m, 1000) until not text or write(out, text) < 1
			`)
			lines := strings.Fields(got)
			if len(lines) != 3 || lines[0] != lines[1] || lines[1] != lines[2] || !strings.HasPrefix(lines[0], "/dev/pts/") {
				t.Errorf("open in the program:\n%s", got)
			}
		})
	}
}
