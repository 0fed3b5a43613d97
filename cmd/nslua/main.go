package main

import (
	"fmt"
	"os"
	"runtime"

	"nslua/bindings"
	"nslua/bindings/fork"
	"nslua/lua"
	"nslua/lua/memory"
	"nslua/repl"
)

const version = "0.1"

func main() {
	if err := fork.Start(); err != nil {
		fmt.Fprintln(os.Stderr, "nslua:", err)
		os.Exit(1)
	}
	bindings.Exit(run(os.Args))
}

// run does what the command line asks for and gives the exit status.
func run(argv []string) int {
	o, err := parse(argv)
	if err != nil {
		fmt.Fprintf(os.Stderr, "nslua: %v\n%s", err, o.usage())
		return 1
	}
	if text := o.asked(); text != "" {
		_, err := fmt.Print(text)
		return exitStatus(err == nil)
	}
	if o.version {
		fmt.Println(versions())
	}
	if o.memory > 0 {
		memory.Limit(int64(o.memory))
	}
	state := lua.New()
	status := start(state, o)
	if !state.Finish() {
		return 1
	}
	return status
}

// asked is what the command line asks about itself, "" if it does not.
func (o *options) asked() string {
	switch {
	case o.help:
		return o.usage()
	case o.manual:
		return manual()
	case o.completion != "":
		return o.completion.script()
	}
	return ""
}

// exitStatus is what the program ends with for what ran to its end, or did not.
func exitStatus(ran bool) int {
	if ran {
		return 0
	}
	return 1
}

// start runs what the command line names, and then the prompt if it is wanted:
// whatever became of the rest, since that may be what is to be looked at.
func start(state *lua.State, o *options) int {
	if !o.interactive {
		return execute(state, o)
	}
	session := repl.New(state)
	if !o.noInit {
		session.LoadInit()
	}
	execute(state, o)
	return exitStatus(session.Run(banner))
}

// banner greets who comes to the prompt.
const banner = "nslua " + version + ", Lua 5.1\n" +
	"help() lists the calls, ?name tells about one, .help is about the prompt; Ctrl-D leaves"

// execute runs NSLUA_INIT, the chunks and modules of the command line in their
// order, and the script or the module that is a program. It stops where one
// fails, and gives the exit status.
func execute(state *lua.State, o *options) int {
	state.SetArg(o.argv, o.script)
	bindings.Trace(o.trace)
	if !initialize(state) {
		return 1
	}
	for _, step := range o.steps {
		if !step(state) {
			return 1
		}
	}
	switch {
	case o.module != "":
		return state.Main(o.module, o.argv[o.script+1:]...)
	case o.script == 0:
		return exitStatus(!o.nothing() || state.ExecuteInput())
	}
	return exitStatus(runScript(state, o))
}

func runScript(state *lua.State, o *options) bool {
	path, arguments := o.argv[o.script], o.argv[o.script+1:]
	if path == "-" {
		return state.ExecuteInput(arguments...)
	}
	state.SearchBeside(path)
	return state.ExecuteFile(path, arguments...)
}

// initialize runs $NSLUA_INIT, a chunk or @ and the name of a file.
func initialize(state *lua.State) bool {
	chunk := os.Getenv("NSLUA_INIT")
	if len(chunk) > 1 && chunk[0] == '@' {
		return state.ExecuteFile(chunk[1:])
	}
	return state.Execute(chunk, "=NSLUA_INIT")
}

// versions names what the program is made of.
func versions() string {
	return fmt.Sprintf("nslua %s, Lua 5.1, %s %s/%s", version, runtime.Version(), runtime.GOOS, runtime.GOARCH)
}
