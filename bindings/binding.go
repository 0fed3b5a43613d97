package bindings

import (
	"fmt"
	"reflect"
	"strings"

	glua "github.com/yuin/gopher-lua"
)

// A binding is a row made ready to be called.
//
// Impl takes the arguments of Sig as Go values (see goTypes), after the
// *glua.LState if it wants that one first, and returns the results of Sig and
// then, if it can be refused, an error. []glua.LValue stands for results whose
// number or kind varies; a result of 0 is not returned at all.
type binding struct {
	*Row
	signature
	run   adaptor
	fails bool // impl returns an error
}

var (
	stateType  = reflect.TypeFor[*glua.LState]()
	errorType  = reflect.TypeFor[error]()
	valuesType = reflect.TypeFor[[]glua.LValue]()
)

// bind panics if the row's Sig cannot be read or Impl does not fit it.
func bind(row *Row) *binding {
	sig, err := parseSignature(row.Sig)
	if err != nil {
		panic(fmt.Sprintf("bindings: %s: %v", row.Name, err))
	}
	b := &binding{Row: row, signature: sig}
	t := reflect.TypeOf(row.Impl)
	b.fails = t.NumOut() > 0 && t.Out(t.NumOut()-1) == errorType
	if err := b.fits(t); err != nil {
		panic(fmt.Sprintf("bindings: %s%s: %v: %v", row.Name, row.Sig, t, err))
	}
	b.run = b.adaptor()
	return b
}

func (b *binding) fits(t reflect.Type) error {
	first, results := 0, t.NumOut()
	if t.NumIn() > 0 && t.In(0) == stateType {
		first = 1
	}
	if b.fails {
		results--
	}
	if t.NumIn()-first != len(b.params) {
		return fmt.Errorf("%d parameters wanted", len(b.params))
	}
	for i, p := range b.params {
		if !p.kind.takes(t.In(first + i)) {
			return fmt.Errorf("parameter %s is no %s", p.name, p.kind)
		}
	}
	if results == 1 && t.Out(0) == valuesType {
		return nil
	}
	if results != len(b.results) {
		return fmt.Errorf("%d results wanted", len(b.results))
	}
	for i, r := range b.results {
		if !r.kind.gives(t.Out(i)) {
			return fmt.Errorf("result %d is no %s", i+1, r.kind)
		}
	}
	return nil
}

// call calls impl and pushes its results, or nil, a message and an errno.
func (b *binding) call(L *glua.LState) int {
	args := L.GetTop()
	if args > len(b.params) {
		b.surplus(L, args)
	}
	if tracing {
		return b.traced(L, args)
	}
	return b.answer(L, args)
}

// answer is call without what is seldom.
func (b *binding) answer(L *glua.LState, args int) int {
	n, err := b.run(L)
	if err != nil {
		return b.fail(L, args, err)
	}
	return n
}

// fail pushes nil, the message and the errno, with the hints that are every call's.
func (b *binding) fail(L *glua.LState, args int, err error) int {
	return Fail(L, &callError{call: b.text(L, args), err: explain(explain(err, b.hintSince(err)), hintTooMany(err))})
}

// surplus refuses arguments that nothing would look at: unshare(A, B) would not
// do what it says. Those that are nil say nothing.
func (b *binding) surplus(L *glua.LState, args int) {
	b.check(L) // what is wrong with the others comes first
	for n := len(b.params) + 1; n <= args; n++ {
		if L.Get(n) != glua.LNil {
			most := len(b.params)
			if isMethod(b.Name) {
				most--
			}
			passed(L, b.Name, n).fail("%s", atMost(most))
		}
	}
}

// isMethod tells the names of methods, whose first argument stands before the
// name in Lua and is not counted: "barrier:wait".
func isMethod(name string) bool { return strings.Contains(name, ":") }

func atMost(n int) string {
	switch n {
	case 0:
		return "no argument expected"
	case 1:
		return "1 argument at most"
	}
	return fmt.Sprintf("%d arguments at most", n)
}

// check raises what is wrong with the arguments.
func (b *binding) check(L *glua.LState) {
	t := reflect.TypeOf(b.Impl)
	first := t.NumIn() - len(b.params) // after the *glua.LState
	for n := range b.params {
		switch t.In(first + n) {
		case int32Type:
			b.int32(L, n+1)
		case intType:
			b.int(L, n+1)
		case uint32Type:
			b.uint32(L, n+1)
		case uint64Type:
			b.uint64(L, n+1)
		case flagType:
			b.flags(L, n+1)
		case floatType:
			b.float64(L, n+1)
		case stringType:
			b.string(L, n+1)
		case boolType:
			b.bool(L, n+1)
		case tableType:
			b.table(L, n+1)
		case functionType:
			b.function(L, n+1)
		}
	}
}

// An adaptor calls an impl and pushes its results. It returns how many, or why
// there are none.
type adaptor func(L *glua.LState) (int, error)

// none is for what has no result, or 0.
func (b *binding) none(L *glua.LState, err error) (int, error) {
	if err != nil || !b.zero {
		return 0, err
	}
	L.Push(glua.LNumber(0))
	return 1, nil
}

func push1(L *glua.LState, value glua.LValue, err error) (int, error) {
	L.Push(value)
	return 1, err
}

func push2(L *glua.LState, first, second glua.LValue, err error) (int, error) {
	L.Push(first)
	L.Push(second)
	return 2, err
}

func push3(L *glua.LState, first, second, third glua.LValue, err error) (int, error) {
	push2(L, first, second, nil)
	L.Push(third)
	return 3, err
}

func pushAll(L *glua.LState, values []glua.LValue) int {
	for _, value := range values {
		L.Push(value)
	}
	return len(values)
}
