package lua

import (
	"strings"

	glua "github.com/yuin/gopher-lua"

	"nslua/lua/vm"
)

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
	if _, ran := vm.Level(f.coroutine, 0); !ran || refused(f.within) {
		return
	}
	if n := len(*all); n > 0 {
		if last := (*all)[n-1]; last.resumer != f.coroutine || last.left != f.within {
			*all = nil
		}
	}
	*all = append(*all, f)
}

// refused tells whether an error is that a coroutine cannot be resumed.
func refused(value glua.LValue) bool {
	text, ok := value.(glua.LString)
	return ok && strings.HasPrefix(string(text), "cannot resume ")
}

// of are the failures that an error has come from.
func (all failures) of(value glua.LValue) failures {
	if n := len(all); n > 0 && all[n-1].left == value {
		return all
	}
	return nil
}

// mostCoroutines is how many coroutines a report shows, the innermost.
const mostCoroutines = 3

// tracebacks are the coroutines' calls, under a head of their own.
func (all failures) tracebacks() []string {
	var shown []string
	for _, f := range all[:min(len(all), mostCoroutines)] {
		shown = append(shown, headed("in a coroutine:", vm.Traceback(f.coroutine, 0)))
	}
	if len(all) > mostCoroutines {
		shown = append(shown, "in more coroutines\n\t...")
	}
	return shown
}
