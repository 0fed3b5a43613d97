// Package lua is the Lua host: what a script finds when it runs.
//
// The data is gopher-lua's (states, tables, functions), on which bindings are
// written. What runs is ours, because gopher-lua is Lua 5.1 with gaps, and made
// for embedding rather than for a program that forks: package syntax compiles,
// package vm executes, and this package and those below it have the libraries:
//
//   - io, print and os work on raw descriptors, with buffers that are flushed
//     before fork, exec and exit, so that nothing is written twice or lost: each
//     print is one write(2), io.write waits for the buffer, a print or the end;
//   - dates and time zones are C's, out of package calendar;
//   - chunks are read the same way, and their errors name file and line;
//   - strings, patterns, and numbers as text are C Lua's to the last digit, and no
//     pattern takes for ever or the stack's end;
//   - random numbers differ in parent and child;
//   - memory has a ceiling, and tables may be weak (package memory);
//   - a coroutine yields across pcall, metamethods and iterators, and where it
//     cannot it is refused;
//   - what no script caught is reported as lua does, with a traceback.
//
// The system calls themselves come from package bindings.
package lua
