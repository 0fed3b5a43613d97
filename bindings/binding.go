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
	impl  reflect.Value
	state bool // impl takes the *glua.LState
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
	b := &binding{Row: row, signature: sig, impl: reflect.ValueOf(row.Impl)}
	t := b.impl.Type()
	b.state = t.NumIn() > 0 && t.In(0) == stateType
	b.fails = t.NumOut() > 0 && t.Out(t.NumOut()-1) == errorType
	if err := b.fits(t); err != nil {
		panic(fmt.Sprintf("bindings: %s%s: %v: %v", row.Name, row.Sig, t, err))
	}
	return b
}

func (b *binding) fits(t reflect.Type) error {
	first, results := 0, t.NumOut()
	if b.state {
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
	if !tracing {
		if n, err, done := b.direct(L); done {
			if err != nil {
				return b.fail(L, args, err)
			}
			return n
		}
	}
	in := b.arguments(L)
	entry := b.enter(L, args)
	out := b.impl.Call(in)
	n := 0
	if err := b.refusal(out); err != nil {
		n = b.fail(L, args, err)
	} else {
		n = b.push(L, out)
	}
	b.leave(L, entry, args, n)
	return n
}

// fail pushes nil, the message and the errno, with the hints that are every call's.
func (b *binding) fail(L *glua.LState, args int, err error) int {
	return Fail(L, &callError{call: b.text(L, args), err: explain(explain(err, b.hintSince(err)), hintTooMany(err))})
}

// surplus refuses arguments that nothing would look at: unshare(A, B) would not
// do what it says. Those that are nil say nothing.
func (b *binding) surplus(L *glua.LState, args int) {
	b.arguments(L) // what is wrong with the others comes first
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

// arguments converts what was passed; a misuse is raised as a Lua error.
func (b *binding) arguments(L *glua.LState) []reflect.Value {
	in := make([]reflect.Value, 0, 8)
	if b.state {
		in = append(in, reflect.ValueOf(L))
	}
	for n := range b.params {
		in = append(in, b.reflected(L, n+1, b.impl.Type().In(len(in))))
	}
	return in
}

func (b *binding) refusal(out []reflect.Value) error {
	if !b.fails {
		return nil
	}
	err, _ := out[len(out)-1].Interface().(error)
	return err
}

func (b *binding) push(L *glua.LState, out []reflect.Value) int {
	if b.fails {
		out = out[:len(out)-1]
	}
	if b.zero {
		L.Push(glua.LNumber(0))
		return 1
	}
	if len(out) == 1 && out[0].Type() == valuesType {
		return pushAll(L, out[0].Interface().([]glua.LValue))
	}
	for _, result := range out {
		L.Push(luaValue(result))
	}
	return len(out)
}
