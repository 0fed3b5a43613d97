package bindings

import (
	"reflect"
	"testing"

	glua "github.com/yuin/gopher-lua"
)

// With no handler installed the interpreter is as gopher-lua made it.
func TestInterruptLeavesNoTrace(t *testing.T) {
	table := func() (at [len(jumpTable)]uintptr) {
		for op, instruction := range jumpTable {
			at[op] = reflect.ValueOf(instruction).Pointer()
		}
		return at
	}
	before := table()
	interrupt(true)
	interrupt(true)
	if during := table(); during[glua.OP_JMP] == before[glua.OP_JMP] || during[glua.OP_ADD] != before[glua.OP_ADD] {
		t.Error("the instructions that loops pass are as before, or others are not")
	}
	interrupt(false)
	interrupt(false)
	if table() != before {
		t.Error("the table is not what it was")
	}
}
