package vm

import glua "github.com/yuin/gopher-lua"

// RawEqual compares without metamethods.
func RawEqual(a, b glua.LValue) bool {
	if isNil(a) || isNil(b) {
		return isNil(a) && isNil(b)
	}
	return a == b
}

// equality compares, or gives the function to be called: __eq, which both have.
func (t *thread) equality(a, b glua.LValue) (equal bool, handler glua.LValue) {
	if RawEqual(a, b) {
		return true, nil
	}
	switch a.(type) {
	case *glua.LTable:
		if _, ok := b.(*glua.LTable); !ok {
			return false, nil
		}
	case *glua.LUserData:
		if _, ok := b.(*glua.LUserData); !ok {
			return false, nil
		}
	default:
		return false, nil
	}
	return false, t.common(a, b, "__eq")
}

// common is the metamethod that two values share, nil if there is none.
func (t *thread) common(a, b glua.LValue, event string) glua.LValue {
	first := t.metamethod(a, event)
	if isNil(first) || !RawEqual(first, t.metamethod(b, event)) {
		return nil
	}
	return first
}

// order compares by < or, with or equal, by <=, or gives the function to be
// called; swapped if that is __lt in place of __le: not b < a.
func (t *thread) order(a, b glua.LValue, orEqual bool) (result bool, handler glua.LValue, swapped bool) {
	switch a := a.(type) {
	case glua.LNumber:
		if b, ok := b.(glua.LNumber); ok {
			return a < b || orEqual && a == b, nil, false
		}
	case glua.LString:
		if b, ok := b.(glua.LString); ok {
			return a < b || orEqual && a == b, nil, false
		}
	}
	if typeName(a) == typeName(b) {
		if !orEqual {
			handler = t.common(a, b, "__lt")
		} else if handler = t.common(a, b, "__le"); handler == nil {
			handler, swapped = t.common(b, a, "__lt"), true
		}
	}
	if handler == nil {
		t.orderError(a, b)
	}
	return false, handler, swapped
}

func (t *thread) doEquality(f *Frame, a, b glua.LValue) action {
	equal, handler := t.equality(a, b)
	if handler != nil {
		return t.callMeta(f, wantTest, f.end(), handler, a, b)
	}
	f.branch(equal)
	return proceed
}

func (t *thread) doOrder(f *Frame, a, b glua.LValue, orEqual bool) action {
	result, handler, swapped := t.order(a, b, orEqual)
	switch {
	case handler == nil:
		f.branch(result)
		return proceed
	case swapped:
		return t.callMeta(f, wantNotTest, f.end(), handler, b, a)
	}
	return t.callMeta(f, wantTest, f.end(), handler, a, b)
}

// Less is a < b, with metamethods.
func Less(L *glua.LState, a, b glua.LValue) bool {
	t := of(L)
	result, handler, _ := t.order(a, b, false)
	if handler == nil {
		return result
	}
	return !isFalse(t.one(handler, a, b))
}
