package lua

import (
	"slices"

	glua "github.com/yuin/gopher-lua"

	"nslua/bindings"
	"nslua/lua/memory"
	"nslua/lua/vm"
)

// openMemory has collections noticed, and installs what shows them to a script.
func (s *State) openMemory() {
	memory.Default = defaultMemory
	memory.Watch()
	c := &collector{pause: 200, multiplier: 200, failures: &s.failures}
	p := &proxies{}
	s.install(s.G.Global, functions{
		"collectgarbage": c.collectgarbage,
		"gcinfo":         gcinfo,
		"newproxy":       p.newproxy,
		"setmetatable":   setmetatable,
	})
}

// defaultMemory is the ceiling where the command line names none.
func defaultMemory() int64 {
	const most, least = 2 << 30, 16 << 20
	return max(least, min(most, bindings.Memory()))
}

// A collector is Go's, as a script tunes it.
type collector struct {
	pause      int // how large the heap grows, in percent of what was live
	multiplier int // how fast a cycle goes, which Go decides itself
	failures   *failures
}

var collectOptions = []string{"stop", "restart", "collect", "count", "step", "setpause", "setstepmul"}

func (c *collector) collectgarbage(call call) int {
	option, argument := call.textOr(1, "collect"), call.integerOr(2, 0)
	if !slices.Contains(collectOptions, option) {
		call.bad(1, "invalid option '%s'", option)
	}
	result := 0
	switch option {
	case "count":
		return call.give(glua.LNumber(float64(memory.Objects()) / 1024))
	case "stop":
		memory.Pace(-1)
	case "restart":
		c.start()
	case "collect":
		c.collect(call.LState)
	case "step":
		c.collect(call.LState)
		return call.give(glua.LTrue) // a step of Go's is a whole cycle
	case "setpause":
		result, c.pause = c.pause, argument
		c.start()
	case "setstepmul":
		result, c.multiplier = c.multiplier, argument
	}
	return call.give(glua.LNumber(result))
}

// collect collects all garbage; a coroutine that is there for a report only is some.
// As in C Lua that starts a stopped collector.
func (c *collector) collect(L *glua.LState) {
	c.start()
	*c.failures = nil
	vm.Collect(L)
}

// start has Go collect by itself. A pause of 200 means: at twice of what was
// live. A small one would have it collect all the time.
func (c *collector) start() { memory.Pace(max(c.pause-100, 25)) }

func gcinfo(c call) int { return c.give(glua.LNumber(memory.Objects() / 1024)) }

func setmetatable(c call) int {
	table, meta := c.table(1), c.Get(2)
	if meta.Type() != glua.LTTable && (meta != glua.LNil || !c.given(2)) {
		c.bad(2, "nil or table expected")
	}
	if c.GetMetaField(table, "__metatable") != glua.LNil {
		c.RaiseError("cannot change a protected metatable")
	}
	table.Metatable = meta
	noteWeak(table)
	return c.give(table)
}

// noteWeak is to be called where a table gets a metatable. One that is the table
// itself, or has nothing in it yet, may come to have a __mode.
func noteWeak(table *glua.LTable) {
	meta, ok := table.Metatable.(*glua.LTable)
	if ok && (meta == table || vm.Empty(meta) || meta.RawGetString("__mode") != glua.LNil) {
		memory.Weak(table)
	}
}
