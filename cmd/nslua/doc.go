// Nslua is a shell for Linux namespaces, scripted in Lua. It behaves as a
// single-threaded C program behaves, although it is a Go program.
//
//	nslua [options] [script [args]]
//
// Each layer knows only those below it:
//
//	cmd/nslua      this command: the command line, and the exit status
//	repl           the interactive prompt: read, evaluate, print
//	scripts        the teaching scripts, which the prompt's .lesson goes through
//	lua            the Lua host: the standard library on raw descriptors,
//	               chunks and modules, error reports; below it lua/syntax
//	               compiles and lua/vm runs
//	bindings       system calls as Lua functions: a row and a function each
//	bindings/fork  the threads of the Go runtime, frozen, copied and created
//	               anew; signals
//
// A script's fork() goes down through all of them. lua.State has put its flush
// into bindings.Flush; the binding calls that, then fork.Fork, which returns
// twice; the hooks of bindings.AtFork give Lua new random numbers in the child
// and tell a prompt which of the two has the terminal, and the script goes on. A
// signal comes up through them: package fork notes it, and
// bindings.Deliver runs the script's handler between two Lua instructions or
// where a blocking call was interrupted.
package main

import (
	"nslua/bindings"
	"nslua/bindings/fork"
	"nslua/lua"
	"nslua/repl"
)

// The names that the text above rests on: it must change when they do.
var (
	_ = fork.Fork
	_ = bindings.Flush
	_ = bindings.AtFork
	_ = bindings.Deliver
	_ = lua.State{}
	_ = repl.New
)
