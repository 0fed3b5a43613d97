package memory

import (
	"cmp"
	"runtime"
	"slices"
	"sync"
	"weak"

	glua "github.com/yuin/gopher-lua"

	"nslua/bindings"
)

// The __gc of a userdata is called when Go says that nothing leads to it any
// more. Go says so as long as it does not lead to itself: one that its own
// metatable refers to, or an upvalue of its __gc, is finalized at the end only.

// A finalizable is a userdata that may have a __gc. Age is its number, in the
// order in which they were made.
type finalizable struct {
	age     int
	pointer weak.Pointer[glua.LUserData]
}

// A dropped one is waiting for its __gc.
type dropped struct {
	finalizable
	userdata *glua.LUserData
}

var (
	finalizables []finalizable // by age
	ages         int
	waiting      []dropped                                            // in the order in which they are finalized
	revived      = map[weak.Pointer[glua.LUserData]]*glua.LUserData{} // while weak tables are restored
)

// arrivals are what Go's goroutine for finalizers hands over.
var arrivals struct {
	sync.Mutex
	sync.Cond
	dropped []dropped
}

func init() { arrivals.L = &arrivals.Mutex }

// Finalizable is to be told of each userdata for which a script may set a __gc.
func Finalizable(u *glua.LUserData) {
	ages++
	f := finalizable{ages, weak.Make(u)}
	finalizables = append(finalizables, f)
	runtime.SetFinalizer(u, func(u *glua.LUserData) {
		arrivals.Lock()
		arrivals.dropped = append(arrivals.dropped, dropped{f, u})
		arrivals.Unlock()
		arrivals.Signal()
		due.Store(true)
	})
}

// await takes over all that the last collection has found dropped.
func await() {
	missing := 0
	for _, f := range finalizables {
		if f.pointer.Value() == nil {
			missing++
		}
	}
	take(missing)
}

// take takes over what has been found dropped, at least so many. Within one
// collection the youngest is finalized first.
func take(least int) {
	arrivals.Lock()
	for len(arrivals.dropped) < least {
		arrivals.Wait()
	}
	batch := arrivals.dropped
	arrivals.dropped = nil
	arrivals.Unlock()
	slices.SortFunc(batch, func(a, b dropped) int { return cmp.Compare(b.age, a.age) })
	for _, d := range batch {
		revived[d.pointer] = d.userdata
		at, _ := slices.BinarySearchFunc(finalizables, d.age, func(f finalizable, age int) int { return cmp.Compare(f.age, age) })
		finalizables = slices.Delete(finalizables, at, at+1)
	}
	waiting = append(waiting, batch...)
}

// finalize calls the finalizers of what has been dropped. An error of one is
// raised in L; the rest waits for the next time.
func finalize(L *glua.LState) {
	take(0)
	clear(revived)
	for len(waiting) > 0 {
		first := waiting[0].userdata
		waiting = waiting[1:]
		if err := call(L, first); err != nil {
			due.Store(len(waiting) > 0)
			raise(L, err)
		}
	}
}

// Close calls the finalizers of all that there is, youngest first, as lua does
// at its end. Their errors are nobody's.
func Close(L *glua.LState) {
	await()
	for _, d := range waiting {
		call(L, d.userdata)
	}
	rest := finalizables
	waiting, finalizables = nil, nil
	for _, f := range slices.Backward(rest) {
		if u := f.pointer.Value(); u != nil {
			runtime.SetFinalizer(u, nil)
			call(L, u)
		}
	}
}

// resting are the threads on which no finalizer runs. They have threads of their
// own because they run between two instructions of others.
var resting []*glua.LState

func call(L *glua.LState, u *glua.LUserData) error {
	meta, ok := u.Metatable.(*glua.LTable)
	if !ok {
		return nil
	}
	gc := meta.RawGetString("__gc")
	if gc == glua.LNil {
		return nil
	}
	var thread *glua.LState
	if n := len(resting); n > 0 {
		thread, resting = resting[n-1], resting[:n-1]
	} else {
		thread = bindings.NewThread(L.G.MainThread)
	}
	running := L.G.CurrentThread
	err := thread.CallByParam(glua.P{Fn: gc, Protect: true}, u)
	L.G.CurrentThread = running
	resting = append(resting, thread)
	return err
}

func raise(L *glua.LState, err error) {
	if failed, ok := err.(*glua.ApiError); ok && failed.Object != nil {
		L.Error(failed.Object, 0)
	}
	L.RaiseError("%s", err.Error())
}
