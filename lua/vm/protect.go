package vm

import glua "github.com/yuin/gopher-lua"

// run runs the topmost frame, the entry-th, until its call is done or the thread
// yields. pcall and xpcall that are called in it are frames like others. An
// error unwinds Go's stack to the loop that runs the innermost of them, and the
// thread's frames after that: they are still there when xpcall's handler runs,
// whoever has raised the error.
func (t *thread) run(entry int) action {
	if t.depth >= maxDepth {
		t.tooDeep(entry)
	}
	depth, loops, outer := t.depth, t.loops, t.entry
	for {
		t.depth, t.loops, t.entry = depth+1, loops+1, entry
		if next := t.attempt(entry, depth, loops, outer); next != failed {
			t.depth, t.loops, t.entry = depth, loops, outer
			return next
		}
	}
}

// tooDeep takes away the frame that must not run and raises an error, which is
// its caller's.
func (t *thread) tooDeep(entry int) {
	t.calls.sp = entry
	t.currentFrame = nil
	if entry > 0 {
		t.currentFrame = &t.calls.array[entry-1]
	}
	t.raise("C stack overflow")
}

// attempt runs until an error is raised, having ended the protected call that the
// one before was raised in. One that no call of this loop is protected from goes
// on to whoever has called the loop.
func (t *thread) attempt(entry, depth, loops, outer int) (next action) {
	next = failed
	defer func() {
		if next != failed {
			return
		}
		if t.protected(entry) < 0 {
			t.abandon(entry)
			t.depth, t.loops, t.entry = depth, loops, outer
			if t.calls.sp > deep {
				if failure := recover(); failure != nil {
					panic(t.traced(failure))
				}
			}
		} else if t.failure = recover(); t.failure == nil {
			next = leave // the goroutine ends
		}
	}()
	if t.failure != nil {
		if next := t.recovered(); next != proceed {
			return next
		}
	}
	return t.execute()
}

// deep is from how many frames on an error that is on its way to a PCall of
// gopher-lua's is given its traceback here: there it takes time with their square.
const deep = 1000

func (t *thread) traced(failure any) any {
	if api, ok := failure.(*glua.ApiError); ok && api.StackTrace == "" {
		api.StackTrace = Traceback(t.lua(), 0)
	}
	return failure
}

// abandon gives upvalues values of their own before the frames from entry up are
// left, by whom this loop does not know.
func (t *thread) abandon(entry int) {
	if entry < t.calls.sp {
		t.closeUpvalues(t.calls.array[entry].Base)
	}
}

// protected is the innermost frame from entry up that catches errors, or -1.
func (t *thread) protected(entry int) int {
	for i := t.calls.sp - 1; i >= entry; i-- {
		if f := &t.calls.array[i]; f.Fn.IsG && (f.Pc == inPcall || f.Pc == inXpcall) {
			return i
		}
	}
	return -1
}

// recovered ends the innermost protected call with the error that was raised.
func (t *thread) recovered() action {
	value := errorValue(t.failure)
	t.failure = nil
	i := t.protected(t.entry)
	f := &t.calls.array[i]
	if f.Pc == inXpcall {
		value = t.handle(t.values.array[f.Base], value)
		f = &t.calls.array[i]
	}
	f.Pc = 0
	t.calls.sp = i + 1
	t.currentFrame = f
	t.shrink()
	f = t.currentFrame
	t.closeUpvalues(f.Base)
	t.ensure(f.Base + 2)
	t.values.array[f.Base] = glua.LFalse
	t.values.array[f.Base+1] = value
	t.values.top = f.Base + 2
	return t.finish(f, f.Base, 2)
}

// handle has xpcall's handler look at an error, with the frames as they were. It
// is called again for an error of its own.
func (t *thread) handle(handler, value glua.LValue) glua.LValue {
	calls, frame := t.calls.sp, t.currentFrame.Idx
	if t.limit == maxFrames {
		t.limit, t.values.maxSize = maxFrames+reserve, maxValues+reserve*spare
		defer func() { t.limit, t.values.maxSize = maxFrames, maxValues }()
	}
	if f := t.currentFrame; !f.Fn.IsG {
		t.values.top = max(t.values.top, f.end())
	}
	for range maxDepth / 8 {
		failure, result := t.try(handler, value)
		if failure == nil {
			return result
		}
		value = errorValue(failure)
		t.calls.sp, t.currentFrame = calls, &t.calls.array[frame]
	}
	return glua.LString("error in error handling")
}

func (t *thread) try(fn, argument glua.LValue) (failure any, result glua.LValue) {
	top, depth, loops, entry := t.values.top, t.depth, t.loops, t.entry
	defer func() {
		if failure = recover(); failure != nil {
			t.values.top, t.depth, t.loops, t.entry = top, depth, loops, entry
		}
	}()
	return nil, t.one(fn, argument)
}

// shrink gives back what an overflow has taken, what is for handling one above all,
// unless one is being handled.
func (t *thread) shrink() {
	if t.limit != maxFrames {
		return
	}
	if len(t.values.array) > maxValues {
		t.values.array = t.values.array[:maxValues:maxValues]
	}
	switch n := len(t.calls.array); {
	case n > maxFrames && t.calls.sp < maxFrames/16:
		t.calls.array = t.calls.array[:maxFrames/8]
		t.growFrames(maxFrames / 8)
	case n > maxFrames+2:
		t.calls.array = t.calls.array[:maxFrames+2]
	}
}

// execute runs the topmost frame and all above it.
func (t *thread) execute() action {
	f := t.currentFrame
	if t.calls.sp == 0 {
		if next := t.call(0, t.values.top-1, wantAll, 0); next != proceed {
			return next
		}
	} else if f.Fn.IsG {
		next := proceed
		if f.Pc == inYield {
			f.Pc = 0
			next = t.finish(f, f.LocalBase, t.values.top-f.LocalBase)
		} else {
			next = t.runGo(f.Idx)
		}
		if next != proceed {
			return next
		}
	} else if f.Pc == 0 {
		t.adopt(f)
	}
	return t.loop()
}

// adopt makes a frame ready that gopher-lua has pushed: it may have made too few
// registers.
func (t *thread) adopt(f *Frame) {
	t.ensure(f.end() + spare)
	t.values.top = f.end()
}
