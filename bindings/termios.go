package bindings

import (
	"math"
	"slices"
	"strings"

	glua "github.com/yuin/gopher-lua"
	"golang.org/x/sys/unix"
)

const termiosFields = "iflag, oflag, cflag and lflag, flags of input, output, control and local modes; line, the line discipline; " +
	"cc, a table of the special characters by name (VINTR, VEOF ...) as numbers, with 0 for one that is switched off, and VMIN and VTIME; " +
	"ispeed and ospeed, in bits per second"

var termiosRows = []Row{
	{
		Name: "tcgetattr", Sig: "(fd: descriptor) -> table", Man: "termios(3)",
		Doc:     "Returns the modes of a terminal, a table: " + termiosFields + ".",
		Errs:    notTerminal,
		Example: "> m, s = openpty()\n> t = tcgetattr(s)\n> print(t.lflag:has(ECHO + ICANON), t.cc.VINTR, t.ospeed)\ntrue\t3\t38400",
		Impl:    tcgetattr,
	},
	{
		Name: "tcsetattr", Sig: "(fd: descriptor, when: tcsetattr_when, termios: table) -> 0", Man: "termios(3)",
		Doc: "Sets the modes of a terminal, as tcgetattr returns them; what the table or its cc leave out stays as it is. " +
			"A special character may also be a string of one byte. " +
			"TCSANOW does it at once, TCSADRAIN when all that has been written is sent, and TCSAFLUSH then, " +
			"and throws away what has been typed and not read. " +
			"As in C it succeeds where any of the changes could be made.",
		Errs:    notTerminal + "; EIO: in the background, and an orphaned process group",
		Example: "> m, s = openpty()\n> t = tcgetattr(s)\n> tcsetattr(s, TCSANOW, {lflag = t.lflag - ECHO, cc = {VINTR = \"\\24\"}})\n0\n> print(tcgetattr(s).lflag:has(ECHO), tcgetattr(s).cc.VINTR)\nfalse\t24",
		Impl:    tcsetattr,
	},
	{
		Name: "cfmakeraw", Sig: "(termios: table) -> table", Man: "termios(3)",
		Doc: "Returns the modes changed to raw ones: every byte comes in at once and as it is, and goes out as it is; nothing is echoed, " +
			"and no key makes a signal. The table that was passed is left as it is (in C it is changed), to be put back later.",
		Example: "> m, s = openpty()\n> old = tcgetattr(s)\n> tcsetattr(s, TCSANOW, cfmakeraw(old))\n0\n> tcgetattr(s).lflag:has(ICANON)\nfalse\n> tcsetattr(s, TCSANOW, old)\n0",
		Impl:    cfmakeraw,
	},
}

// controlCharacters are the names of c_cc by place; asm-generic/termbits.h.
var controlCharacters = []string{
	unix.VINTR: "VINTR", unix.VQUIT: "VQUIT", unix.VERASE: "VERASE", unix.VKILL: "VKILL", unix.VEOF: "VEOF",
	unix.VTIME: "VTIME", unix.VMIN: "VMIN", unix.VSWTC: "VSWTC", unix.VSTART: "VSTART", unix.VSTOP: "VSTOP",
	unix.VSUSP: "VSUSP", unix.VEOL: "VEOL", unix.VREPRINT: "VREPRINT", unix.VDISCARD: "VDISCARD",
	unix.VWERASE: "VWERASE", unix.VLNEXT: "VLNEXT", unix.VEOL2: "VEOL2",
}

func tcgetattr(L *glua.LState, fd int32) (*glua.LTable, error) {
	modes, err := unix.IoctlGetTermios(int(fd), unix.TCGETS2)
	if err != nil {
		return nil, explain(err, hintTerminal(fd, err))
	}
	return termiosTable(L, modes), nil
}

func tcsetattr(L *glua.LState, fd int32, when int, t *glua.LTable) error {
	if when < 0 || when > 2 {
		passed(L, "tcsetattr", 2).fail("tcsetattr when expected, got %d; valid are %s", when, familyOf("tcsetattr_when").list())
	}
	modes, err := unix.IoctlGetTermios(int(fd), unix.TCGETS2)
	if err == nil {
		passed(L, "tcsetattr", 3).termios(t, modes)
		modes.Cflag = modes.Cflag&^(unix.CBAUD|unix.CIBAUD) | speedCode(modes.Ospeed)
		if modes.Ispeed != modes.Ospeed {
			modes.Cflag |= speedCode(modes.Ispeed) << unix.IBSHIFT
		}
		err = ioctlTermios(L, fd, unix.TCSETS2+uintptr(when), modes)
	}
	return explain(err, hintTerminal(fd, err))
}

// speedCode is the number that the bits of CBAUD have for a speed: BOTHER says
// that it stands in c_ospeed, where programs that know no termios2 do not look.
func speedCode(speed uint32) uint32 {
	if i := slices.Index(lowSpeeds, speed); i >= 0 {
		return uint32(i)
	}
	if i := slices.Index(highSpeeds, speed); i >= 0 {
		return unix.B57600 + uint32(i)
	}
	return unix.BOTHER
}

// The speeds from B0 and from B57600 on (asm-generic/termbits.h). B134 is 134.5,
// for which the kernel says 134.
var (
	lowSpeeds  = []uint32{0, 50, 75, 110, 134, 150, 200, 300, 600, 1200, 1800, 2400, 4800, 9600, 19200, 38400}
	highSpeeds = []uint32{57600, 115200, 230400, 460800, 500000, 576000, 921600, 1000000,
		1152000, 1500000, 2000000, 2500000, 3000000, 3500000, 4000000}
)

func termiosTable(L *glua.LState, modes *unix.Termios) *glua.LTable {
	cc := L.CreateTable(0, len(controlCharacters))
	for i, name := range controlCharacters {
		cc.RawSetString(name, glua.LNumber(modes.Cc[i]))
	}
	return record(L,
		modesOf("iflag", "input_modes", modes.Iflag),
		modesOf("oflag", "output_modes", modes.Oflag),
		modesOf("cflag", "control_modes", modes.Cflag&^(unix.CBAUD|unix.CIBAUD)),
		modesOf("lflag", "local_modes", modes.Lflag),
		count("line", int(modes.Line)),
		member{"cc", cc},
		count("ispeed", modes.Ispeed),
		count("ospeed", modes.Ospeed))
}

func modesOf(name string, k kind, bits uint32) member {
	return member{name, familyOf(k).flags(uintptr(bits))}
}

// termios reads what the table has of the modes.
func (a argument) termios(t *glua.LTable, modes *unix.Termios) {
	for name, field := range a.fields(t, "iflag oflag cflag lflag line cc ispeed ospeed") {
		switch name {
		case "iflag":
			modes.Iflag = field.modes("input_modes")
		case "oflag":
			modes.Oflag = field.modes("output_modes")
		case "cflag":
			modes.Cflag = field.modes("control_modes")
		case "lflag":
			modes.Lflag = field.modes("local_modes")
		case "line":
			modes.Line = uint8(field.integer(0, 255))
		case "cc":
			field.controlCharacters(field.table(), &modes.Cc)
		case "ispeed":
			modes.Ispeed = uint32(field.integer(0, math.MaxUint32))
		case "ospeed":
			modes.Ospeed = uint32(field.integer(0, math.MaxUint32))
		}
	}
}

func (a argument) modes(k kind) uint32 {
	bits := a.flags(familyOf(k))
	if bits >= 1<<32 {
		a.fail("%s of 32 bits expected, got %#x", familyOf(k), bits)
	}
	return uint32(bits)
}

func (a argument) controlCharacters(t *glua.LTable, cc *[19]uint8) {
	for name, field := range a.fields(t, strings.Join(controlCharacters, " ")) {
		i := slices.Index(controlCharacters, name)
		if text, ok := field.value().(glua.LString); ok {
			if len(text) != 1 {
				field.fail("one byte expected, got %q", string(text))
			}
			cc[i] = text[0]
		} else {
			cc[i] = uint8(field.integer(0, 255))
		}
	}
}

func cfmakeraw(L *glua.LState, t *glua.LTable) *glua.LTable {
	var modes unix.Termios
	passed(L, "cfmakeraw", 1).termios(t, &modes)
	rawModes(&modes)
	return termiosTable(L, &modes)
}

// rawModes is cfmakeraw(3).
func rawModes(modes *unix.Termios) {
	modes.Iflag &^= unix.IGNBRK | unix.BRKINT | unix.PARMRK | unix.ISTRIP | unix.INLCR | unix.IGNCR | unix.ICRNL | unix.IXON
	modes.Oflag &^= unix.OPOST
	modes.Lflag &^= unix.ECHO | unix.ECHONL | unix.ICANON | unix.ISIG | unix.IEXTEN
	modes.Cflag = modes.Cflag&^(unix.CSIZE|unix.PARENB) | unix.CS8
	modes.Cc[unix.VMIN], modes.Cc[unix.VTIME] = 1, 0
}
