package lua

import (
	glua "github.com/yuin/gopher-lua"

	"nslua/lua/vm"
)

// An activation is what getinfo tells of: a function, and where it is a running
// one its frame. A lost tail call has neither.
type activation struct {
	fn    *glua.LFunction
	frame *vm.Frame
}

// getinfo is debug.getinfo([thread,] function or level [, what]).
func getinfo(c call) int {
	thread, before := c.thread()
	what := c.textOr(before+2, "flnSu")
	var of activation
	if c.isNumber(before + 1) {
		frame, ok := vm.Level(thread, c.integer(before+1))
		if !ok {
			return c.give(glua.LNil)
		}
		if of.frame = frame; frame != nil {
			of.fn = frame.Fn
		}
	} else if fn, ok := c.Get(before + 1).(*glua.LFunction); ok {
		of.fn = fn
	} else {
		c.bad(before+1, "function or level expected")
	}
	info := c.CreateTable(0, 12)
	for _, option := range what {
		switch option {
		case 'S':
			of.source(info)
		case 'l':
			info.RawSetString("currentline", glua.LNumber(vm.Line(of.frame)))
		case 'u':
			info.RawSetString("nups", glua.LNumber(of.upvalues()))
		case 'n':
			of.name(info)
		case 'L':
			info.RawSetString("activelines", of.lines(c.LState))
		case 'f':
			if of.fn != nil {
				info.RawSetString("func", of.fn)
			}
		default:
			c.bad(before+2, "invalid option")
		}
	}
	return c.give(info)
}

func (of activation) isLua() bool { return of.fn != nil && !of.fn.IsG }

func (of activation) source(info *glua.LTable) {
	what, source, short, first, last := "tail", "=(tail call)", "(tail call)", -1, -1
	switch {
	case of.isLua():
		p := of.fn.Proto
		what, source, short = "Lua", chunk(p), p.SourceName
		first, last = p.LineDefined, p.LastLineDefined
		if first == 0 {
			what = "main"
		}
	case of.fn != nil:
		what, source, short = "C", "=[C]", "[C]"
	}
	info.RawSetString("what", glua.LString(what))
	info.RawSetString("source", glua.LString(source))
	info.RawSetString("short_src", glua.LString(short))
	info.RawSetString("linedefined", glua.LNumber(first))
	info.RawSetString("lastlinedefined", glua.LNumber(last))
}

func (of activation) upvalues() int {
	if of.fn == nil {
		return 0
	}
	return len(of.fn.Upvalues)
}

func (of activation) name(info *glua.LTable) {
	kind, name := vm.Called(of.frame)
	info.RawSetString("namewhat", glua.LString(kind))
	if kind != "" || of.fn == nil {
		info.RawSetString("name", glua.LString(name))
	}
}

// lines has each line that has code as a key.
func (of activation) lines(L *glua.LState) glua.LValue {
	if !of.isLua() {
		return glua.LNil
	}
	lines := L.NewTable()
	for _, line := range of.fn.Proto.DbgSourcePositions {
		lines.RawSetInt(line, glua.LTrue)
	}
	return lines
}
