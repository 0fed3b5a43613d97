package bindings

import "golang.org/x/sys/unix"

var prctlConstants = []*family{
	{kind: "prctl_option", prefixes: []string{"PR_"}, enum: true, names: []constant{ // linux/prctl.h
		{"PR_SET_PDEATHSIG", unix.PR_SET_PDEATHSIG},
		{"PR_GET_PDEATHSIG", unix.PR_GET_PDEATHSIG},
		{"PR_SET_CHILD_SUBREAPER", unix.PR_SET_CHILD_SUBREAPER},
		{"PR_GET_CHILD_SUBREAPER", unix.PR_GET_CHILD_SUBREAPER},
		{"PR_SET_NO_NEW_PRIVS", unix.PR_SET_NO_NEW_PRIVS},
		{"PR_GET_NO_NEW_PRIVS", unix.PR_GET_NO_NEW_PRIVS},
		{"PR_SET_NAME", unix.PR_SET_NAME},
		{"PR_GET_NAME", unix.PR_GET_NAME},
	}},
}
