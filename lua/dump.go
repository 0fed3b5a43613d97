package lua

import (
	"encoding/binary"
	"errors"
	"strings"

	glua "github.com/yuin/gopher-lua"

	"nslua/lua/syntax"
	"nslua/lua/vm"
)

// What string.dump gives is the source of the function's chunk, and the load that
// takes it compiles that again: instructions out of a string could do to the host
// what no source can.
//
//	dumpHeader
//	which of the chunk's functions it is
//	how long the chunk's name is, and the name
//	how long the source is, and the source
//
// The numbers are varints. The header begins with that of lua5.1 on amd64 or
// arm64, from which programs learn how large its numbers are.
const (
	signature  = "\x1b"
	luacHeader = "\x1bLua\x51\x00\x01\x04\x08\x04\x08\x00"
	dumpHeader = luacHeader + "nslua"
)

// dump gives "" where the source was not kept.
func dump(fn *glua.LFunction) string {
	facts := fn.Proto.DbgCalls
	name, source := facts[factName].Name, facts[factSource].Name
	for range facts[factSource].Pc {
		_, source, _ = strings.Cut(source, "\n")
	}
	if source == "" && facts[factSource].Pc < 0 {
		return ""
	}
	text := binary.AppendUvarint([]byte(dumpHeader), uint64(facts[factName].Pc))
	for _, part := range []string{name, source} {
		text = binary.AppendUvarint(text, uint64(len(part)))
		text = append(text, part...)
	}
	return string(text)
}

// undump loads what dump gave.
func undump(L *glua.LState, text, name string) (*glua.LFunction, error) {
	which, chunk, source, err := parseDump(text)
	if err == nil {
		var proto *glua.FunctionProto
		if proto, err = syntax.Compile(chunk, source, calls(L)); err == nil {
			identify(proto, chunk, source)
			if proto = nth(proto, which); proto != nil {
				return vm.NewFunction(L, proto), nil
			}
			err = errors.New("bad code")
		}
	}
	switch {
	case strings.HasPrefix(name, "=") || strings.HasPrefix(name, "@"):
		name = name[1:]
	case strings.HasPrefix(name, signature):
		name = "binary string"
	}
	return nil, errors.New(name + ": " + err.Error() + " in precompiled chunk")
}

func parseDump(text string) (which int, chunk, source string, err error) {
	switch {
	case len(text) < len(luacHeader) || strings.HasPrefix(dumpHeader, text):
		return 0, "", "", errors.New("unexpected end")
	case !strings.HasPrefix(text, luacHeader):
		return 0, "", "", errors.New("bad header")
	case !strings.HasPrefix(text, dumpHeader):
		return 0, "", "", errors.New("instructions for another Lua")
	}
	rest := []byte(text[len(dumpHeader):])
	number := func() int {
		n, size := binary.Uvarint(rest)
		if size <= 0 || n > uint64(len(text)) {
			err, n, size = errors.New("unexpected end"), 0, 0
		}
		rest = rest[size:]
		return int(n)
	}
	part := func() string {
		n := number()
		if n > len(rest) {
			err, n = errors.New("unexpected end"), 0
		}
		taken := string(rest[:n])
		rest = rest[n:]
		return taken
	}
	which, chunk, source = number(), part(), part()
	return which, chunk, source, err
}

// nth finds one of a chunk's functions by what identify counted.
func nth(p *glua.FunctionProto, which int) *glua.FunctionProto {
	if p.DbgCalls[factName].Pc == which {
		return p
	}
	for _, inner := range p.FunctionPrototypes {
		if found := nth(inner, which); found != nil {
			return found
		}
	}
	return nil
}
