package vm

import (
	glua "github.com/yuin/gopher-lua"

	"nslua/lua/syntax"
)

// loop runs instructions, the topmost frame's first, until the call that it was
// begun for is done. What is quick is done here; for the rest, and for all that
// may call or raise an error, slow is asked, which sees the thread's frames and
// top in order, and after which nothing that is known here still holds.
func (t *thread) loop() action {
	for {
		f := t.currentFrame
		p := proto(f.Fn.Proto)
		code, pc := p.Code, f.Pc
		w := t.window(f.LocalBase)
		var in uint32
	instructions:
		for {
			in = code[pc]
			pc++
			a := argA(in)
			switch int(in >> 26) {
			case glua.OP_MOVE:
				*w.r(a) = *w.r(argB(in))
				continue

			case glua.OP_LOADK:
				*w.r(a) = p.Constants[argBx(in)]
				continue

			case glua.OP_LOADBOOL:
				*w.r(a) = glua.LBool(argB(in) != 0)
				if argC(in) != 0 {
					pc++
				}
				continue

			case glua.OP_LOADNIL:
				for i := a; i <= argB(in); i++ {
					*w.r(i) = glua.LNil
				}
				continue

			case glua.OP_GETUPVAL:
				*w.r(a) = *upvalueOf(f.Fn.Upvalues[argB(in)]).place()
				continue

			case glua.OP_SETUPVAL:
				*upvalueOf(f.Fn.Upvalues[argB(in)]).place() = *w.r(a)
				continue

			case glua.OP_GETGLOBAL:
				if value, ok := inside(f.Fn.Env).strdict[p.stringConstants[argBx(in)]]; ok {
					*w.r(a) = value
					continue
				}

			case glua.OP_SETGLOBAL:
				if env := f.Fn.Env; plain(env) {
					inside(env).setString(p.stringConstants[argBx(in)], *w.r(a))
					continue
				}

			case glua.OP_GETTABLE:
				if table, ok := (*w.r(argB(in))).(*glua.LTable); ok {
					key := p.operand(w, argC(in))
					if number, ok := (*key).(glua.LNumber); ok {
						array := inside(table).array
						if i := int(number); uint(i-1) < uint(len(array)) && glua.LNumber(i) == number {
							if value := array[i-1]; !isNil(value) || plain(table) {
								*w.r(a) = value
								continue
							}
						}
					}
					if value := inside(table).get(*key); !isNil(value) || plain(table) {
						*w.r(a) = value
						continue
					}
				}

			case glua.OP_GETTABLEKS:
				if table, ok := (*w.r(argB(in))).(*glua.LTable); ok {
					if value, ok := inside(table).strdict[p.name(w, argC(in))]; ok {
						*w.r(a) = value
						continue
					}
					if plain(table) {
						*w.r(a) = glua.LNil
						continue
					}
				}

			case glua.OP_SETTABLE:
				if table, ok := (*w.r(a)).(*glua.LTable); ok {
					if number, ok := (*p.operand(w, argB(in))).(glua.LNumber); ok {
						array := inside(table).array
						if i := int(number); uint(i-1) < uint(len(array)) && glua.LNumber(i) == number {
							if plain(table) || !isNil(array[i-1]) {
								array[i-1] = *p.operand(w, argC(in))
								continue
							}
						} else if plain(table) && glua.LNumber(i) == number && !inside(table).crowded() {
							inside(table).setInt(i, *p.operand(w, argC(in)))
							continue
						}
					}
				}

			case glua.OP_SETTABLEKS:
				if table, ok := (*w.r(a)).(*glua.LTable); ok && plain(table) {
					inside(table).setString(p.name(w, argB(in)), *p.operand(w, argC(in)))
					continue
				}

			case glua.OP_NEWTABLE:
				*w.r(a) = NewTable(fromFloatingByte(argB(in)), fromFloatingByte(argC(in)))
				continue

			case glua.OP_SELF:
				object := *w.r(argB(in))
				if table, ok := object.(*glua.LTable); ok {
					if value := method(table, p.name(w, argC(in))); value != nil {
						*w.r(a + 1) = object
						*w.r(a) = value
						continue
					}
				}

			case glua.OP_ADD:
				if b, ok := (*p.operand(w, argB(in))).(glua.LNumber); ok {
					if c, ok := (*p.operand(w, argC(in))).(glua.LNumber); ok {
						*w.r(a) = t.box(b + c)
						continue
					}
				}

			case glua.OP_SUB:
				if b, ok := (*p.operand(w, argB(in))).(glua.LNumber); ok {
					if c, ok := (*p.operand(w, argC(in))).(glua.LNumber); ok {
						*w.r(a) = t.box(b - c)
						continue
					}
				}

			case glua.OP_MUL:
				if b, ok := (*p.operand(w, argB(in))).(glua.LNumber); ok {
					if c, ok := (*p.operand(w, argC(in))).(glua.LNumber); ok {
						*w.r(a) = t.box(b * c)
						continue
					}
				}

			case glua.OP_DIV:
				if b, ok := (*p.operand(w, argB(in))).(glua.LNumber); ok {
					if c, ok := (*p.operand(w, argC(in))).(glua.LNumber); ok {
						*w.r(a) = t.box(b / c)
						continue
					}
				}

			case glua.OP_MOD, glua.OP_POW:
				if b, ok := (*p.operand(w, argB(in))).(glua.LNumber); ok {
					if c, ok := (*p.operand(w, argC(in))).(glua.LNumber); ok {
						*w.r(a) = t.box(calculate(int(in>>26), b, c))
						continue
					}
				}

			case glua.OP_UNM:
				if b, ok := (*w.r(argB(in))).(glua.LNumber); ok {
					*w.r(a) = t.box(-b)
					continue
				}

			case glua.OP_NOT:
				*w.r(a) = glua.LBool(isFalse(*w.r(argB(in))))
				continue

			case glua.OP_LEN:
				switch b := (*w.r(argB(in))).(type) {
				case glua.LString:
					*w.r(a) = t.box(glua.LNumber(len(b)))
					continue
				case *glua.LTable:
					*w.r(a) = t.box(glua.LNumber(inside(b).length()))
					continue
				}

			case glua.OP_CONCAT:
				if argC(in) == argB(in)+1 {
					if b, ok := (*w.r(argB(in))).(glua.LString); ok {
						if c, ok := (*w.r(argC(in))).(glua.LString); ok && len(b)+len(c) < 4096 {
							*w.r(a) = b + c
							continue
						}
					}
				}

			case glua.OP_JMP:
				distance := argSbx(in)
				if distance < 0 && waits() {
					break
				}
				pc += distance
				continue

			case glua.OP_EQ:
				b, c := *p.operand(w, argB(in)), *p.operand(w, argC(in))
				if bn, ok := b.(glua.LNumber); ok {
					if cn, ok := c.(glua.LNumber); ok {
						if (bn == cn) != (a != 0) {
							pc++
						}
						continue
					}
				}
				if bs, ok := b.(glua.LString); ok {
					if cs, ok := c.(glua.LString); ok {
						if (bs == cs) != (a != 0) {
							pc++
						}
						continue
					}
				}
				if isNil(c) {
					if isNil(b) != (a != 0) {
						pc++
					}
					continue
				}

			case glua.OP_LT:
				if b, ok := (*p.operand(w, argB(in))).(glua.LNumber); ok {
					if c, ok := (*p.operand(w, argC(in))).(glua.LNumber); ok {
						if (b < c) != (a != 0) {
							pc++
						}
						continue
					}
				}

			case glua.OP_LE:
				if b, ok := (*p.operand(w, argB(in))).(glua.LNumber); ok {
					if c, ok := (*p.operand(w, argC(in))).(glua.LNumber); ok {
						if (b <= c) != (a != 0) {
							pc++
						}
						continue
					}
				}

			case glua.OP_TEST:
				if isFalse(*w.r(a)) != (argC(in) == 0) {
					pc++
				}
				continue

			case glua.OP_TESTSET:
				if b := *w.r(argB(in)); isFalse(b) == (argC(in) == 0) {
					*w.r(a) = b
				} else {
					pc++
				}
				continue

			case glua.OP_CALL:
				fn, ok := (*w.r(a)).(*glua.LFunction)
				if !ok || waits() {
					break
				}
				slot := f.LocalBase + a
				nargs := argB(in) - 1
				if nargs < 0 {
					nargs = t.values.top - slot - 1
				}
				f.Pc = pc
				t.currentFrame = f
				t.calls.sp = f.Idx + 1
				nret := argC(in) - 1
				if fn.IsG {
					caller := f.Idx
					if next := t.callGo(fn, slot, nargs, nret, slot); next != proceed {
						return next
					}
					if waits() { // as in C, where a call returns after the handlers
						t.interrupt(t.currentFrame, nret < 0 && t.currentFrame.Idx == caller)
					}
					break instructions
				}
				callee := proto(fn.Proto)
				if i := f.Idx + 1; callee.IsVarArg == 0 && i+2 < len(t.calls.array) &&
					slot+1+nargs+int(callee.NumUsedRegisters)+spare < len(t.values.array) {
					w = t.window(slot + 1)
					for i := nargs; i < int(callee.NumParameters); i++ {
						*w.r(i) = glua.LNil
					}
					f = &t.calls.array[i]
					f.Fn, f.TailCall = fn, 0
					f.Base, f.LocalBase, f.ReturnBase = slot, slot+1, slot
					f.NArgs, f.NRet = nargs, nret
					p, code, pc = callee, callee.Code, 0
					continue
				}
				t.enter(fn, slot, nargs, nret, slot)
				break instructions

			case glua.OP_RETURN:
				if t.open != nil {
					t.closeUpvalues(f.LocalBase)
				}
				if f.Idx <= t.entry || f.Parent.Fn.IsG || f.NRet < wantAll {
					break
				}
				n, first := argB(in)-1, f.LocalBase+a
				if n < 0 {
					n = t.values.top - first
				}
				if f.NRet == 1 && n > 0 {
					t.values.array[f.ReturnBase] = t.values.array[first]
				} else if f.NRet != 0 {
					t.give(f.ReturnBase, first, n, f.NRet)
				}
				f = f.Parent
				p = proto(f.Fn.Proto)
				code, pc = p.Code, f.Pc
				w = t.window(f.LocalBase)
				continue

			case glua.OP_FORLOOP:
				limit, ok1 := (*w.r(a + 1)).(glua.LNumber)
				step, ok2 := (*w.r(a + 2)).(glua.LNumber)
				if _, ok := (*w.r(a)).(glua.LNumber); !ok || !ok1 || !ok2 || waits() {
					break
				}
				// The index is the loop's own: see OP_FORPREP.
				index := numberIn(w.r(a))
				*index += step
				if i := *index; step > 0 && i <= limit || step <= 0 && i >= limit {
					*w.r(a + 3) = t.box(i)
					pc += argSbx(in)
				}
				continue

			case syntax.OpCountLoop:
				limit, ok1 := (*w.r(a + 1)).(glua.LNumber)
				step, ok2 := (*w.r(a + 2)).(glua.LNumber)
				if _, ok := (*w.r(a)).(glua.LNumber); !ok || !ok1 || !ok2 || waits() {
					break
				}
				index := numberIn(w.r(a))
				*index += step
				if i := *index; step > 0 && i <= limit || step <= 0 && i >= limit {
					*w.r(a + 3) = *w.r(a)
					pc += argSbx(in)
				}
				continue

			case glua.OP_FORPREP, syntax.OpCountPrepare:
				start, ok := (*w.r(a)).(glua.LNumber)
				_, ok1 := (*w.r(a + 1)).(glua.LNumber)
				step, ok2 := (*w.r(a + 2)).(glua.LNumber)
				if ok && ok1 && ok2 {
					*w.r(a) = t.own(start - step)
					pc += argSbx(in)
					continue
				}

			case glua.OP_TFORLOOP:
				if fn, ok := (*w.r(a)).(*glua.LFunction); ok && (fn == t.pairs || fn == t.ipairs || fn == t.next) && argC(in) <= 2 {
					if table, ok := (*w.r(a + 1)).(*glua.LTable); ok && t.iterate(table, w, a, fn != t.ipairs) {
						continue
					}
				}

			case syntax.OpNextTest:
				if control := *w.r(a + 3); !isNil(control) {
					if waits() {
						break
					}
					*w.r(a + 2) = control
					pc += argSbx(in)
				}
				continue

			case glua.OP_CLOSE:
				t.closeUpvalues(f.LocalBase + a)
				continue

			case glua.OP_CLOSURE:
				*w.r(a) = t.closure(f, p.FunctionPrototypes[argBx(in)], code[pc:])
				pc += int(p.FunctionPrototypes[argBx(in)].NumUpvalues)
				continue
			}

			f.Pc = pc
			t.currentFrame = f
			t.calls.sp = f.Idx + 1
			if next := t.slow(f, in); next != proceed {
				return next
			}
			break
		}
	}
}
