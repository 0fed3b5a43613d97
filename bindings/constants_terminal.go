package bindings

import "golang.org/x/sys/unix"

// The modes of a terminal, asm/termbits.h. The delays but XTABS and the speeds
// have no names here: nothing delays any more, and a speed is a number.
var terminalConstants = []*family{
	{kind: "input_modes", names: []constant{
		{"IGNBRK", unix.IGNBRK},
		{"BRKINT", unix.BRKINT},
		{"IGNPAR", unix.IGNPAR},
		{"PARMRK", unix.PARMRK},
		{"INPCK", unix.INPCK},
		{"ISTRIP", unix.ISTRIP},
		{"INLCR", unix.INLCR},
		{"IGNCR", unix.IGNCR},
		{"ICRNL", unix.ICRNL},
		{"IUCLC", unix.IUCLC},
		{"IXON", unix.IXON},
		{"IXANY", unix.IXANY},
		{"IXOFF", unix.IXOFF},
		{"IMAXBEL", unix.IMAXBEL},
		{"IUTF8", unix.IUTF8},
	}},
	{kind: "output_modes", names: []constant{
		{"OPOST", unix.OPOST},
		{"OLCUC", unix.OLCUC},
		{"ONLCR", unix.ONLCR},
		{"OCRNL", unix.OCRNL},
		{"ONOCR", unix.ONOCR},
		{"ONLRET", unix.ONLRET},
		{"OFILL", unix.OFILL},
		{"OFDEL", unix.OFDEL},
		{"XTABS", unix.XTABS},
	}},
	{kind: "control_modes", base: "CS5", baseMask: unix.CSIZE, names: []constant{
		{"CS5", unix.CS5},
		{"CS8", unix.CS8}, // holds CS6 and CS7
		{"CS6", unix.CS6},
		{"CS7", unix.CS7},
		{"CSIZE", unix.CSIZE}, // is CS8
		{"CSTOPB", unix.CSTOPB},
		{"CREAD", unix.CREAD},
		{"PARENB", unix.PARENB},
		{"PARODD", unix.PARODD},
		{"HUPCL", unix.HUPCL},
		{"CLOCAL", unix.CLOCAL},
		{"CMSPAR", unix.CMSPAR},
		{"CRTSCTS", unix.CRTSCTS},
	}},
	{kind: "local_modes", names: []constant{
		{"ISIG", unix.ISIG},
		{"ICANON", unix.ICANON},
		{"XCASE", unix.XCASE},
		{"ECHO", unix.ECHO},
		{"ECHOE", unix.ECHOE},
		{"ECHOK", unix.ECHOK},
		{"ECHONL", unix.ECHONL},
		{"NOFLSH", unix.NOFLSH},
		{"TOSTOP", unix.TOSTOP},
		{"ECHOCTL", unix.ECHOCTL},
		{"ECHOPRT", unix.ECHOPRT},
		{"ECHOKE", unix.ECHOKE},
		{"FLUSHO", unix.FLUSHO},
		{"PENDIN", unix.PENDIN},
		{"IEXTEN", unix.IEXTEN},
		{"EXTPROC", unix.EXTPROC},
	}},
	{kind: "tcsetattr_when", prefixes: []string{"TCSA"}, enum: true, names: []constant{
		{"TCSANOW", 0},
		{"TCSADRAIN", 1},
		{"TCSAFLUSH", 2},
	}},
	{kind: "tty_queue", prefixes: []string{"TC"}, enum: true, names: []constant{
		{"TCIFLUSH", unix.TCIFLUSH},
		{"TCOFLUSH", unix.TCOFLUSH},
		{"TCIOFLUSH", unix.TCIOFLUSH},
	}},
}
