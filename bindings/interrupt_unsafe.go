package bindings

import (
	"unsafe"

	"nslua/bindings/fork"

	glua "github.com/yuin/gopher-lua"
)

// A script that runs and makes no calls has to notice signals too. gopher-lua
// dispatches each instruction through a table of functions; for as long as the
// script handles a signal, the instructions that every loop and every recursion
// must pass look for one first. It takes effect at once, in every loop and
// coroutine that is running, and costs nothing otherwise. (A context on the
// LState would be asked before every instruction of it, and of it alone.)

// instruction is gopher-lua's instFunc; its third parameter is a *callFrame.
type instruction = func(L *glua.LState, inst uint32, base unsafe.Pointer) int

//go:linkname jumpTable github.com/yuin/gopher-lua.jumpTable
var jumpTable [glua.OP_NOP + 1]instruction

// interruptible are the instructions without which nothing runs for long; a
// generic for passes OP_JMP.
var interruptible = [...]int{glua.OP_JMP, glua.OP_FORLOOP, glua.OP_CALL, glua.OP_TAILCALL}

// plain is the table as it was, nil entries while it is in place.
var plain [glua.OP_NOP + 1]instruction

// interrupt turns the looking on and off.
func interrupt(on bool) {
	if on == (plain[glua.OP_JMP] != nil) {
		return
	}
	for _, op := range interruptible {
		if on {
			plain[op], jumpTable[op] = jumpTable[op], deliverFirst
		} else {
			jumpTable[op], plain[op] = plain[op], nil
		}
	}
}

// deliverFirst runs the handlers of noted signals and then the instruction,
// whose operation is its topmost 6 bits (gopher-lua's opcode.go). The handlers
// may have taken the last handler away and with it the table.
func deliverFirst(L *glua.LState, inst uint32, base unsafe.Pointer) int {
	op := inst >> 26
	original := plain[op]
	if fork.Noted() {
		Deliver(L)
	}
	return original(L, inst, base)
}
