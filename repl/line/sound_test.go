package line

import (
	"strings"
	"testing"
)

// Undoing keeps no more of a large text than it may, and its last change always.
func TestUndoIsBounded(t *testing.T) {
	e := &Editor{}
	e.text = strings.Repeat("x", 3<<20)
	for range 50 {
		e.undone.saved = false
		e.insert("y")
	}
	kept := 0
	for _, s := range e.undone.steps {
		kept += len(s.text)
	}
	if kept > mostUndone || kept != e.undone.size || len(e.undone.steps) < 2 {
		t.Errorf("%d steps of %d bytes are kept, counted as %d", len(e.undone.steps), kept, e.undone.size)
	}
	before := e.text
	e.undo()
	if len(e.text) != len(before)-1 {
		t.Errorf("undoing leaves %d of %d bytes", len(e.text), len(before))
	}
	e.text = strings.Repeat("x", 2*mostUndone)
	e.undone = undoing{}
	e.insert("y")
	if e.undo(); len(e.text) != 2*mostUndone || e.undone.size != 0 {
		t.Errorf("%d bytes after undoing the only change, %d counted", len(e.text), e.undone.size)
	}
}

// A million Escapes are no million calls within each other, and Alt is one of two.
func TestManyEscapes(t *testing.T) {
	e := &Editor{pushed: []byte(strings.Repeat("\x1b", 1<<20) + "[Ax")}
	if k, err := e.readKey(); k != "M-<up>" || err != nil {
		t.Errorf("the key is %q, %v", k, err)
	}
	if k, _ := e.readKey(); k != "x" {
		t.Errorf("the next key is %q", k)
	}
}
