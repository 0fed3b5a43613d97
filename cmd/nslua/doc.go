// Nslua is a shell for Linux namespaces, scripted in Lua. It behaves as a
// single-threaded C program behaves, although it is a Go program.
//
//	nslua [options] [script [args]]
//
// Each layer knows only those below it:
//
//	cmd/nslua      this command: the command line, and the exit status
//	repl           the interactive prompt: read, evaluate, print; below it repl/line
//	               edits a text, repl/show says how values look, and repl/colour in
//	               what colours
//	scripts        the teaching scripts, which the prompt's .lesson goes through
//	lua            the Lua host: the standard library on raw descriptors,
//	               chunks and modules, error reports; below it lua/syntax
//	               compiles, lua/vm runs and lua/manual says what is Lua's own
//	bindings       system calls as Lua functions: a row and a function each, from
//	               which help and completion come as well
//	bindings/fork  the threads of the Go runtime, frozen, copied and created
//	               anew; signals
//
// A script's fork() goes down through all of them. lua.State has put its flush
// into bindings.Flush; the binding calls that, then fork.Fork, which returns
// twice; the hooks of bindings.AtFork give Lua new random numbers in the child,
// and the script goes on. At a prompt they also leave the two tied to each other
// (bindings.Tie), and the turn at the terminal passes over that. A signal comes up
// through them: package fork notes it, and bindings.Deliver runs the script's
// handler between two Lua instructions or where a blocking call was interrupted.
//
// lua/lib has what comes with nslua and is itself written in Lua, upon nothing but
// what scripts can use as well: the supervisor, whose core decides and makes no
// call, and whose driver waits in one place and makes them all; and init, which is
// a supervisor of one command.
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
	_ = bindings.Tie
	_ = bindings.Deliver
	_ = lua.State{}
	_ = repl.New
)
