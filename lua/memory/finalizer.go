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

// Settled is to be told of one whose __gc has nothing left to do: it is forgotten,
// which spares Go the work. The youngest are looked at first.
func Settled(u *glua.LUserData) {
	pointer := weak.Make(u)
	for at, f := range slices.Backward(finalizables) {
		if f.pointer == pointer {
			runtime.SetFinalizer(u, nil)
			finalizables = slices.Delete(finalizables, at, at+1)
			return
		}
	}
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
		at, _ := slices.BinarySearchFunc(finalizables, d.age, func(f finalizable, age int) int { return cmp.Compare(f.age, age) })
		finalizables = slices.Delete(finalizables, at, at+1)
		if finalizer(d.userdata) != glua.LNil {
			waiting = append(waiting, d)
			revived[d.pointer] = d.userdata
		}
	}
}

// finalizing tells that a finalizer runs.
var finalizing bool

// finalize calls the finalizers of what has been dropped. An error of one is
// raised in L; the rest waits for the next collection.
func finalize(L *glua.LState) {
	take(0)
	clear(revived)
	for len(waiting) > 0 {
		first := waiting[0]
		waiting = slices.Delete(waiting, 0, 1)
		if err := call(L, first.userdata); err != nil {
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

// call calls a finalizer, on a thread of its own because it runs between two
// instructions of others.
func call(L *glua.LState, u *glua.LUserData) error {
	gc := finalizer(u)
	if gc == glua.LNil {
		return nil
	}
	running, outer := L.G.CurrentThread, finalizing
	finalizing = true
	err := bindings.NewThread(L).CallByParam(glua.P{Fn: gc, Protect: true}, u)
	L.G.CurrentThread, finalizing = running, outer
	return err
}

// finalizer is a userdata's __gc, or nil.
func finalizer(u *glua.LUserData) glua.LValue {
	if meta, ok := u.Metatable.(*glua.LTable); ok {
		return meta.RawGetString("__gc")
	}
	return glua.LNil
}

func raise(L *glua.LState, err error) {
	if failed, ok := err.(*glua.ApiError); ok && failed.Object != nil {
		L.Error(failed.Object, 0)
	}
	L.RaiseError("%s", err.Error())
}
