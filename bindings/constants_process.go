package bindings

import "golang.org/x/sys/unix"

var processConstants = []*family{
	{kind: "wait_options", prefixes: []string{"W", "__W"}, names: []constant{ // linux/wait.h
		{"WNOHANG", unix.WNOHANG},
		{"WUNTRACED", unix.WUNTRACED},
		{"WCONTINUED", unix.WCONTINUED},
		{"__WNOTHREAD", unix.WNOTHREAD},
		{"__WALL", unix.WALL},
		{"__WCLONE", unix.WCLONE},
	}},
}
