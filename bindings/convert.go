package bindings

import (
	"math"
	"reflect"
	"strconv"

	glua "github.com/yuin/gopher-lua"
)

// convert makes the Go value of type t that stands for the argument.
func (p *param) convert(a argument, t reflect.Type) reflect.Value {
	if p.optional && a.value() == glua.LNil {
		return p.fallback(t)
	}
	if p.kind.joined() {
		return reflect.ValueOf(a.value())
	}
	if f := familyOf(p.kind); f != nil {
		if f.enum {
			return reflect.ValueOf(a.member(f))
		}
		return reflect.ValueOf(a.flags(f))
	}
	switch p.kind {
	case "integer":
		low, high := integerRange(t.Kind())
		return reflect.ValueOf(a.integer(low, high)).Convert(t)
	case "number":
		return reflect.ValueOf(a.number())
	case "string":
		return reflect.ValueOf(a.string())
	case "path":
		return reflect.ValueOf(a.path())
	case "boolean":
		return reflect.ValueOf(a.boolean())
	case "mode":
		return reflect.ValueOf(a.mode())
	case "table":
		return reflect.ValueOf(a.table())
	}
	return reflect.ValueOf(a.lua())
}

// fallback is what stands for an argument that was left out.
func (p *param) fallback(t reflect.Type) reflect.Value {
	value := reflect.New(t).Elem()
	if t == valueType {
		return reflect.ValueOf(glua.LNil)
	}
	if p.def == "" {
		return value
	}
	if n, err := strconv.ParseInt(p.def, 0, 64); err == nil {
		return reflect.ValueOf(n).Convert(t)
	}
	if f := familyOf(p.kind); f != nil {
		bits, _ := f.lookup(p.def)
		return reflect.ValueOf(bits).Convert(t)
	}
	return reflect.ValueOf(p.def)
}

func integerRange(k reflect.Kind) (low, high float64) {
	switch k {
	case reflect.Int32:
		return math.MinInt32, math.MaxInt32
	case reflect.Uint32:
		return 0, math.MaxUint32
	}
	return -1 << 53, 1 << 53 // what a Lua number holds exactly
}

// luaValue is the Lua value of a result.
func luaValue(v reflect.Value) glua.LValue {
	switch value := v.Interface().(type) {
	case glua.LValue:
		return value
	case string:
		return glua.LString(value)
	case bool:
		return glua.LBool(value)
	case uint32:
		return glua.LNumber(value)
	}
	return glua.LNumber(v.Int())
}
