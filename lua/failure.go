package lua

import glua "github.com/yuin/gopher-lua"

// A failure is an error that has ended a coroutine: as it was raised within, and as
// it left the coroutine. The coroutine's calls are still there for a report.
type failure struct {
	within, left glua.LValue
	coroutine    *glua.LState
	resumer      *glua.LState
}

// failures are those through which the last error has passed, the innermost first.
type failures []failure

// note adds a failure. What has ended a coroutine within it belongs to it; others
// were caught.
func (all *failures) note(f failure) {
	if n := len(*all); n > 0 {
		if last := (*all)[n-1]; last.resumer != f.coroutine || last.left != f.within {
			*all = nil
		}
	}
	*all = append(*all, f)
}

// of are the failures that an error has come from.
func (all failures) of(value glua.LValue) failures {
	if n := len(all); n > 0 && all[n-1].left == value {
		return all
	}
	return nil
}
