package lua

import (
	"fmt"
	"strings"

	glua "github.com/yuin/gopher-lua"

	"nslua/lua/syntax"
)

// dumped is what the text begins with that string.dump makes of a function. What
// follows is not code but the source of the function's chunk, and which of the
// chunk's functions it is: whatever a script does to it, only what the compiler
// has made is ever run.
const dumped = "\x1bLuaQnslua "

// stringDump gives a function as a text that load takes. Like in C Lua, the
// values of its upvalues are not in it. A function of a source that was too long
// to be kept cannot be dumped.
func stringDump(c call) int {
	fn := c.function(1)
	if fn.IsG || len(fn.Proto.DbgCalls[factSource].Name) < fn.Proto.DbgCalls[factSource].Pc {
		c.RaiseError("unable to dump given function")
	}
	of, source := fn.Proto.DbgCalls[factName], fn.Proto.DbgCalls[factSource].Name
	c.room(len(source))
	return c.give(glua.LString(fmt.Sprintf("%s%d %d %d\n%s%s", dumped, of.Pc, len(of.Name), len(source), of.Name, source)))
}

// undump makes a function of what string.dump has made of one. It tells whether
// the text is such.
func undump(L *glua.LState, text string) (fn *glua.LFunction, ok bool) {
	line, rest, _ := strings.Cut(text, "\n")
	var which, nameLength, sourceLength int
	n, _ := fmt.Sscanf(line, dumped+"%d %d %d", &which, &nameLength, &sourceLength)
	if n != 3 || nameLength < 0 || nameLength > len(rest) || sourceLength != len(rest)-nameLength {
		return nil, false
	}
	name, source := rest[:nameLength], rest[nameLength:]
	main, err := syntax.Compile(name, source, 0)
	if err != nil {
		return nil, false
	}
	all := withInner(main)
	if which < 0 || which >= len(all) {
		return nil, false
	}
	identify(main, name, source)
	fn = L.NewFunctionFromProto(all[which])
	for i := range fn.Upvalues {
		fn.Upvalues[i] = new(glua.Upvalue)
		fn.Upvalues[i].SetValue(glua.LNil)
		fn.Upvalues[i].Close()
	}
	return fn, true
}
