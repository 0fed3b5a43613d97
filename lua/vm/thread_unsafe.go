package vm

import (
	"unsafe"

	glua "github.com/yuin/gopher-lua"

	"nslua/bindings"
)

// A thread is an LState of ours: gopher-lua's part comes first, so that a
// pointer to the one is a pointer to the other. All that a thread needs is one
// piece of memory, but for its values and frames, which grow.
type thread struct {
	state
	values registry
	calls  frames

	*world
	open  *upvalue          // open upvalues, the topmost first
	block *[32]glua.LNumber // where numbers are kept, used up to
	used  int
	entry int // the frame at which the running loop began
	loops int // how many loops run on this thread, one inside another
	limit int // how many frames it may have

	resumed  bool   // it runs, or has resumed another
	failure  any    // what the loop has caught
	iterator cursor // of the traversal that was last continued
}

// A world is what the threads of one interpreter share.
type world struct {
	main  *thread
	depth int // loops that run one inside another, on all threads

	// The functions that a generic for runs without calling them.
	pairs, next, ipairs *glua.LFunction
}

// ours stands in the options of threads that New and NewThread have made.
const ours = -0x76d

const (
	maxFrames = 16384   // as deep as C Lua goes (LUAI_MAXCALLS)
	maxValues = 1 << 20 // in one thread
	maxDepth  = 200     // loops inside one another (LUAI_MAXCCALLS)
	spare     = 24      // registers there are beyond a function's own
	reserve   = 256     // frames for handling an overflow
)

// New makes the main thread of an interpreter without libraries.
func New() *glua.LState {
	L := glua.NewState(glua.Options{SkipOpenLibs: true, CallStackSize: 1, RegistrySize: 128})
	t := &thread{state: *(*state)(unsafe.Pointer(L)), world: new(world)}
	t.main = t
	t.values = *t.state.reg
	t.settle(64, 1024)
	t.G.MainThread, t.G.CurrentThread = t.lua(), t.lua()
	return t.lua()
}

// NewThread makes a thread of the same interpreter.
func NewThread(L *glua.LState) *glua.LState { return of(L).another().lua() }

func (t *thread) another() *thread {
	child := &thread{state: t.main.state, world: t.world}
	child.values = t.main.values
	child.Env = t.Env
	child.settle(8, 64)
	return child
}

// settle makes what was copied from another thread the thread's own.
func (t *thread) settle(frames, values int) {
	t.Options.RegistryGrowStep = ours
	t.Parent, t.Dead, t.currentFrame, t.uvcache = nil, false, nil, nil
	t.Panic = throwTop
	t.mainLoop = mainLoop
	t.limit = maxFrames
	t.values.handler.data = unsafe.Pointer(t)
	t.values.array = make([]glua.LValue, values)
	t.values.top, t.values.growBy, t.values.maxSize = 0, values, maxValues
	t.reg = &t.values
	t.stack.data = unsafe.Pointer(&t.calls)
	t.calls.sp = 0
	t.block, t.used = nil, len(t.block)
	t.growFrames(frames)
}

func (t *thread) lua() *glua.LState { return (*glua.LState)(unsafe.Pointer(t)) }

// of is the thread that L is, which New or NewThread has made.
func of(L *glua.LState) *thread {
	if L.Options.RegistryGrowStep != ours {
		panic("vm: a thread that gopher-lua has made")
	}
	return (*thread)(unsafe.Pointer(L))
}

// growFrames moves the frames to a larger place. Who holds a frame by pointer
// gets it anew after anything that may call.
func (t *thread) growFrames(n int) {
	larger := make([]Frame, n)
	copy(larger, t.calls.array)
	for i := range larger {
		larger[i].Idx = i
		if i > 0 {
			larger[i].Parent = &larger[i-1]
		}
	}
	t.calls.array = larger
	if t.currentFrame != nil {
		t.currentFrame = &larger[t.currentFrame.Idx]
	}
}

func init() {
	bindings.NewThread = NewThread
	bindings.Set = SetString
	bindings.AsMethod = func(L *glua.LState) bool {
		kind, _ := Called(current(L))
		return kind == "method"
	}
	bindings.Next = func(t *glua.LTable, key glua.LValue) (glua.LValue, glua.LValue) {
		next, value, _ := Next(t, key)
		return next, value
	}
}

func proto(p *glua.FunctionProto) *prototype { return (*prototype)(unsafe.Pointer(p)) }

func upvalueOf(u *glua.Upvalue) *upvalue { return (*upvalue)(unsafe.Pointer(u)) }

func (u *upvalue) lua() *glua.Upvalue { return (*glua.Upvalue)(unsafe.Pointer(u)) }

func (w *world) metatables() map[int]glua.LValue {
	return (*global)(unsafe.Pointer(w.main.G)).builtinMts
}

// A window is the registers of a running function, without bounds: prepare has
// seen to it that no instruction goes beyond them.
type window struct{ at unsafe.Pointer }

func (t *thread) window(base int) window {
	return window{unsafe.Add(unsafe.Pointer(unsafe.SliceData(t.values.array)), base*int(unsafe.Sizeof(glua.LValue(nil))))}
}

func (w window) r(i int) *glua.LValue {
	return (*glua.LValue)(unsafe.Add(w.at, uintptr(i)*unsafe.Sizeof(glua.LValue(nil))))
}

// numberTab is the first word of an LValue that is a number.
var numberTab = func() unsafe.Pointer {
	number := glua.LValue(glua.LNumber(0.5))
	return (*pair)(unsafe.Pointer(&number)).tab
}()

// small are the numbers from 0 up that need no memory of their own.
var small = func() (small [256]glua.LValue) {
	for i := range small {
		small[i] = glua.LNumber(i)
	}
	return small
}()

// box makes an LValue of a number. Go would ask for memory for each.
func (t *thread) box(n glua.LNumber) glua.LValue {
	if i := int(n); uint(i) < uint(len(small)) && glua.LNumber(i) == n && (i != 0 || positive(n)) {
		return small[i]
	}
	return t.own(n)
}

func positive(n glua.LNumber) bool { return *(*uint64)(unsafe.Pointer(&n)) == 0 }

// own makes an LValue of a number that shares its memory with no other.
func (t *thread) own(n glua.LNumber) (v glua.LValue) {
	if t.used == len(t.block) {
		t.block, t.used = new([32]glua.LNumber), 0
	}
	at := &t.block[t.used]
	t.used++
	*at = n
	*(*pair)(unsafe.Pointer(&v)) = pair{numberTab, unsafe.Pointer(at)}
	return v
}

// numberIn is where a number is kept that own has made.
func numberIn(v *glua.LValue) *glua.LNumber { return (*glua.LNumber)((*pair)(unsafe.Pointer(v)).data) }

// mainLoop is what gopher-lua's Call ends in: the topmost frame is to be run.
func mainLoop(L *glua.LState, _ *Frame) { of(L).run(of(L).calls.sp - 1) }
