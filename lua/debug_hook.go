package lua

import glua "github.com/yuin/gopher-lua"

// nslua has no hooks: a loop that asked for them before each instruction would be
// slower for all. What programs do that use them only at times works: to take
// hooks off, to ask which there are, and to be told that none can be set.

// sethook is debug.sethook([thread,] hook, mask [, count]).
func sethook(c call) int {
	_, before := c.thread()
	if c.absent(before + 1) {
		return 0 // off, as always
	}
	mask := c.text(before + 2)
	c.function(before + 1)
	if count := c.integerOr(before+3, 0); mask != "" || count > 0 {
		c.RaiseError("nslua has no hooks: debug.sethook cannot set one")
	}
	return 0
}

// gethook gives the hook, its mask and its count.
func gethook(c call) int { return c.give(glua.LNil, glua.LString(""), glua.LNumber(0)) }
