package bindings

import (
	"testing"

	glua "github.com/yuin/gopher-lua"
)

// A list of records prints as columns: numbers to the right, wide letters as
// wide as terminals show them, and whatever a script has put into it.
func TestRecordsPrint(t *testing.T) {
	L, _ := NewState()
	kind := newRecordList("pid command")
	list := kind.list(L, []*glua.LTable{
		record(L, count("pid", 1), text("command", "init")),
		record(L, count("pid", 4242), text("command", "a\nb")),
		record(L, text("command", "日本")),
	})
	list.Append(glua.LString("no record"))
	if err := L.CallByParam(glua.P{Fn: L.GetGlobal("tostring"), NRet: 1, Protect: true}, list); err != nil {
		t.Fatal(err)
	}
	want := " PID  COMMAND\n   1  init\n4242  a?b\n      日本"
	if got := L.Get(-1).String(); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}
