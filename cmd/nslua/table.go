package main

import (
	"github.com/spf13/pflag"

	"nslua/lua"
)

// An option is a row of the table by which the command line is read. From it come
// --help, the OPTIONS of the manual page and the shells' completions as well.
type option struct {
	name     string
	letter   string // "" if it has none
	argument string // what the texts call it; "" if the option takes none
	offers   func() []string
	brief    string // a line in --help
	text     string // a paragraph in the manual page, in roff
	value    func(o *options) any
}

// moduleOption is the last one of its command line.
const moduleOption = "module"

// table is in the order in which options are listed.
var table = []option{
	{
		name: "execute", letter: "e", argument: "stat",
		brief: "run the chunk `stat`",
		text:  `Run a chunk of Lua. It may be given several times, and with \fB-l\fR in between: they run in their order.`,
		value: func(o *options) any { return step{o, executeChunk} },
	},
	{
		name: "library", letter: "l", argument: "name", offers: lua.Modules,
		brief: "require the module `name`",
		text:  `Load a module as \fBrequire\fR does.`,
		value: func(o *options) any { return step{o, (*lua.State).Require} },
	},
	{
		name: moduleOption, letter: "m", argument: "name", offers: lua.Programs,
		brief: "run the module `name` as a program; all that follows is its own",
		text: `Run the function \fBmain\fR of a module as a program. All that follows is its arguments, and no options of nslua's. ` +
			`What \fBmain\fR returns is the exit status.`,
		value: func(o *options) any { return &o.module },
	},
	{
		name: "interactive", letter: "i",
		brief: "show a prompt afterwards",
		text:  `Show a prompt after the script, the module and the chunks, whatever became of them: with the globals that they have left.`,
		value: func(o *options) any { return &o.interactive },
	},
	{
		name:  "no-init",
		brief: "show the prompt without running the user's init.lua",
		text:  `Leave out the user's \fIinit.lua\fR. (\fBNSLUA_INIT\fR is another thing, and runs.)`,
		value: func(o *options) any { return &o.noInit },
	},
	{
		name: "version", letter: "v",
		brief: "show the version",
		text:  `Show the version, and go on with what else is asked for.`,
		value: func(o *options) any { return &o.version },
	},
	{
		name:  "trace",
		brief: "print every system call as strace does",
		text:  `Print every system call of the script to standard error, as \fBstrace\fR(1) does, with the pid and the time.`,
		value: func(o *options) any { return &o.trace },
	},
	{
		name: "max-memory", argument: "size",
		brief: "raise an error in what takes more memory than `size`, as 512M or 2G",
		text: `Raise the Lua error "not enough memory" in what would take more than \fIsize\fR bytes: ` +
			`a number with \fBK\fR, \fBM\fR, \fBG\fR, \fBT\fR or nothing behind it, from 16M.`,
		value: func(o *options) any { return &o.memory },
	},
	{
		name: "completion", argument: "shell", offers: shells,
		brief: "print the completions for a `shell`: bash, zsh or fish",
		text:  `Print a script by which \fBbash\fR, \fBzsh\fR or \fBfish\fR completes nslua's command line; see EXAMPLES.`,
		value: func(o *options) any { return &o.completion },
	},
	{
		name:  "man",
		brief: "print the manual page nslua(1), for man -l -",
		text:  `Print this page, in roff.`,
		value: func(o *options) any { return &o.manual },
	},
	{
		name: "help", letter: "h",
		brief: "list the options",
		text:  `List the options, each in a line.`,
		value: func(o *options) any { return &o.help },
	},
}

// declare adds an option to those that are read into o.
func (row option) declare(flags *pflag.FlagSet, o *options) {
	switch value := row.value(o).(type) {
	case *bool:
		flags.BoolVarP(value, row.name, row.letter, false, row.brief)
	case *string:
		flags.StringVarP(value, row.name, row.letter, "", row.brief)
	case pflag.Value:
		flags.VarP(value, row.name, row.letter, row.brief)
	}
}
