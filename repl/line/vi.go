package line

// vi is the command mode of vi's keys.
type vi struct{}

var viInsert map[key]func(*Editor)

func (v *vi) do(e *Editor, k key) {}
