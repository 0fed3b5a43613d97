package main

import (
	"fmt"
	"os"
	"runtime"
	"runtime/debug"
	"strings"

	"nslua/bindings"
	"nslua/bindings/fork"
	"nslua/lua"
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
	switch {
	case o.help:
		fmt.Print(o.usage())
		return 0
	case o.version:
		fmt.Println(versions())
	}
	state := lua.New()
	ran := start(state, o)
	if !state.Finish() || !ran {
		return 1
	}
	return 0
}

// start runs what the command line names, and then the prompt if it is wanted:
// whatever became of the rest, since that may be what is to be looked at.
func start(state *lua.State, o *options) bool {
	if !o.interactive {
		return execute(state, o)
	}
	session := repl.New(state)
	execute(state, o)
	return session.Run(versions() + "; help() lists the calls, Ctrl-D leaves")
}

// execute runs NSLUA_INIT, the chunks and modules of the command line in their
// order, and the script. It stops where one fails.
func execute(state *lua.State, o *options) bool {
	state.SetArg(o.argv, o.script)
	bindings.Trace(o.trace)
	if !initialize(state) {
		return false
	}
	for _, step := range o.steps {
		if !step(state) {
			return false
		}
	}
	if o.script == 0 {
		return !o.nothing() || state.ExecuteFile("")
	}
	path := o.argv[o.script]
	if path == "-" {
		path = ""
	} else {
		state.SearchBeside(path)
	}
	return state.ExecuteFile(path, o.argv[o.script+1:]...)
}

// initialize runs $NSLUA_INIT, a chunk or @ and the name of a file.
func initialize(state *lua.State) bool {
	chunk := os.Getenv("NSLUA_INIT")
	if len(chunk) > 1 && chunk[0] == '@' {
		return state.ExecuteFile(chunk[1:])
	}
	return state.Execute(chunk, "NSLUA_INIT")
}

// versions names what the program is made of.
func versions() string {
	engine := "gopher-lua"
	if build, ok := debug.ReadBuildInfo(); ok {
		for _, module := range build.Deps {
			if strings.HasSuffix(module.Path, "/"+engine) {
				engine += " " + module.Version
			}
		}
	}
	return fmt.Sprintf("nslua %s, Lua 5.1 (%s), %s %s/%s",
		version, engine, runtime.Version(), runtime.GOOS, runtime.GOARCH)
}
