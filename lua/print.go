package lua

import glua "github.com/yuin/gopher-lua"

// print writes its line with one write(2), so that lines of several processes
// do not mix; only a script that has called setvbuf wants it otherwise. As in C
// Lua it goes through the global tostring, and an output that fails is not its
// business: that is told at the end.
func (s *State) print(c call) int {
	f := s.files.stdout
	tostring := c.GetField(c.Env, "tostring") // c.Env is the thread's
	var failed error
	put := func(err error) {
		if err != nil {
			failed = err
		}
	}
	for n, top := 1, c.GetTop(); n <= top; n++ {
		c.Push(tostring)
		c.Push(c.Get(n))
		c.Call(1, 1)
		if n > 1 {
			put(f.put(c.LState, "\t"))
		}
		switch text := c.Get(-1).(type) {
		case glua.LString:
			put(f.put(c.LState, string(text)))
		case glua.LNumber:
			put(f.putNumber(c.LState, float64(text)))
		default:
			c.RaiseError("'tostring' must return a string to 'print'")
		}
		c.Pop(1)
	}
	put(f.put(c.LState, "\n"))
	if f.immediate {
		put(f.flush(c.LState))
	} else {
		put(f.passOn(c.LState))
	}
	s.files.note(f, failed)
	return 0
}
