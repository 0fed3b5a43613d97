// Package vm runs Lua functions: gopher-lua's instructions, as package syntax
// compiles to them, with the semantics of Lua 5.1 to the letter. What gopher-lua's
// own compiler makes must not run here: its registers and loops are other ones.
// gopher-lua stays the keeper of the data (LState, LTable, LFunction, values),
// which all library functions and bindings are written on; its interpreter loop,
// its pcall, its coroutines and its table operations do not run.
//
// An LState that New makes has this package's loop as its main loop, so that what
// gopher-lua's own API calls (Call, PCall, CallByParam) runs here too.
//
//	loop slow instruction operand reach            instructions
//	call upvalue protect error coroutine           calls and what becomes of them
//	index operate compare                          operations with metamethods
//	table next                                     tables
//	name local level holder                        what a program is told of itself
//	memory                                         what waits between instructions
//	thread layout                                  what all this stands on
package vm
