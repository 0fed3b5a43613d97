package syntax

import (
	"reflect"
	"unsafe"

	glua "github.com/yuin/gopher-lua"
)

// stringConstants is where a prototype has its constants once more, those that
// are strings, for the engine.
var stringConstants = func() uintptr {
	field, ok := reflect.TypeFor[glua.FunctionProto]().FieldByName("stringConstants")
	if !ok || field.Type != reflect.TypeFor[[]string]() {
		panic("gopher-lua's FunctionProto has no stringConstants")
	}
	return field.Offset
}()

func setConstants(proto *glua.FunctionProto, constants []glua.LValue) {
	texts := make([]string, len(constants))
	for i, value := range constants {
		if text, ok := value.(glua.LString); ok {
			texts[i] = string(text)
		}
	}
	proto.Constants = constants
	*(*[]string)(unsafe.Add(unsafe.Pointer(proto), stringConstants)) = texts
}
