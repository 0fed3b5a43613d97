// Package vm runs Lua functions: the instructions that gopher-lua compiles to,
// with the semantics of Lua 5.1 to the letter. gopher-lua stays the keeper of
// the data (LState, LTable, LFunction, values), which all library functions and
// bindings are written on; its interpreter loop, its pcall, its coroutines and
// its table operations do not run.
//
// An LState that New makes has Run's loop as its main loop, so that what
// gopher-lua's own API calls (Call, PCall, CallByParam) runs here too.
package vm
