package bindings

import "golang.org/x/sys/unix"

var signalConstants = []*family{
	{kind: "mask_how", prefixes: []string{"SIG_"}, enum: true, names: []constant{ // asm-generic/signal-defs.h
		{"SIG_BLOCK", unix.SIG_BLOCK},
		{"SIG_UNBLOCK", unix.SIG_UNBLOCK},
		{"SIG_SETMASK", unix.SIG_SETMASK},
	}},
	{kind: "signal", prefixes: []string{"SIG"}, enum: true, names: signalNames()},
}
