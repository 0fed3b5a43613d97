package main

import (
	"github.com/spf13/pflag"

	"nslua/bindings"
	"nslua/lua"
)

// options are what the command line says.
type options struct {
	argv        []string
	script      int    // where in argv it is, or the module's name; 0 if there is neither
	module      string // "" if there is none
	steps       []func(*lua.State) bool
	interactive bool
	noInit      bool
	version     bool
	trace       bool
	memory      size  // 0 for the default
	completion  shell // "" if none is asked for
	manual      bool
	help        bool
	flags       *pflag.FlagSet
}

// nothing tells that there is nothing to run or show, so that the script is to
// come from standard input.
func (o *options) nothing() bool {
	return o.script == 0 && o.module == "" && len(o.steps) == 0 && !o.version && !o.interactive
}

// step is a flag that adds something to be done: -e and -l run in the order in
// which they are given.
type step struct {
	options *options
	do      func(state *lua.State, argument string) bool
}

func (s step) Set(argument string) error {
	s.options.steps = append(s.options.steps, func(state *lua.State) bool { return s.do(state, argument) })
	return nil
}

func executeChunk(state *lua.State, chunk string) bool {
	return state.Execute(chunk, "=(command line)")
}

func (s step) String() string { return "" }
func (s step) Type() string   { return "" }

// parse reads the command line. The options end at the script or the module: what
// follows belongs to it. pflag knows of no option that is the last, so this is
// the shortest beginning that names a module.
func parse(argv []string) (*options, error) {
	for n := 2; n <= len(argv); n++ {
		o, err := parseOptions(argv[:n])
		if err == nil && o.module != "" {
			o.argv, o.script = argv, n-1
			return o, nil
		}
		if o.script != 0 {
			break // what follows is the script's, and may be long
		}
	}
	return parseOptions(argv)
}

func parseOptions(argv []string) (*options, error) {
	o := &options{argv: argv, flags: pflag.NewFlagSet("nslua", pflag.ContinueOnError)}
	o.flags.SetInterspersed(false)
	o.flags.SortFlags = false
	o.flags.Usage = func() {}
	for _, row := range table {
		row.declare(o.flags, o)
	}
	err := o.flags.Parse(argv[1:])
	if o.flags.NArg() > 0 {
		o.script = len(argv) - o.flags.NArg()
	}
	if o.nothing() && bindings.IsTerminal(0) {
		o.interactive = true
	}
	return o, err
}
