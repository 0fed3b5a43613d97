package lua

import (
	"weak"

	glua "github.com/yuin/gopher-lua"

	"nslua/lua/memory"
)

// proxies are the userdata that scripts make. Only the metatables that newproxy
// has made are shared by it.
type proxies struct {
	metatables map[weak.Pointer[glua.LTable]]bool
}

// newproxy makes a userdata without a value: without a metatable, with one of its
// own, or with that of another. It is finalized by its __gc.
func (p *proxies) newproxy(c call) int {
	proxy := c.NewUserData()
	switch value := c.Get(1).(type) {
	case *glua.LNilType:
	case glua.LBool:
		if value {
			meta := c.NewTable()
			if p.metatables == nil {
				p.metatables = map[weak.Pointer[glua.LTable]]bool{}
			}
			p.metatables[weak.Make(meta)] = true
			proxy.Metatable = meta
		}
	case *glua.LUserData:
		meta, ok := value.Metatable.(*glua.LTable)
		if !ok || !p.metatables[weak.Make(meta)] {
			c.bad(1, "boolean or proxy expected")
		}
		proxy.Metatable = meta
	default:
		c.bad(1, "boolean or proxy expected")
	}
	memory.Finalizable(proxy)
	return c.give(proxy)
}
