// Package lua is the Lua host: what a script finds when it runs.
//
// The engine is gopher-lua, which is Lua 5.1 with gaps, and a library made for
// embedding rather than for a program that forks. This package puts in its
// place what a script would stumble over:
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
//   - a coroutine that yields where it cannot is refused, not crashed;
//   - what no script caught is reported as lua does, with a traceback.
//
// The system calls themselves come from package bindings.
package lua
