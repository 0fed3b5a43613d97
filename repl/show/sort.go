package show

import (
	"cmp"
	"fmt"
	"slices"

	glua "github.com/yuin/gopher-lua"

	"nslua/lua/vm"
)

// keys are the first keys of a table, in order, that are not of its sequence of
// that length, and how many such keys there are.
func (p *Printer) keys(table *glua.LTable, length, most int) (first []glua.LValue, count int) {
	for key := range vm.Pairs(table) {
		p.look()
		if n, ok := key.(glua.LNumber); ok && n >= 1 && n <= glua.LNumber(length) && n == glua.LNumber(int(n)) {
			continue
		}
		count++
		if first = append(first, key); len(first) > 2*most+16 { // so a large table takes no more memory
			slices.SortFunc(first, compare)
			first = first[:most]
		}
	}
	slices.SortFunc(first, compare)
	return first[:max(min(most, len(first)), 0)], count
}

// compare orders keys: numbers, strings, booleans, and then others by their type.
func compare(a, b glua.LValue) int {
	if order := cmp.Compare(rank(a), rank(b)); order != 0 {
		return order
	}
	switch a := a.(type) {
	case glua.LNumber:
		return cmp.Compare(a, b.(glua.LNumber))
	case glua.LString:
		return cmp.Compare(a, b.(glua.LString))
	case glua.LBool:
		if a == b {
			return 0
		} else if a {
			return 1
		}
		return -1
	case *glua.LUserData:
		return cmp.Compare(text(a), text(b.(*glua.LUserData)))
	}
	return 0
}

func rank(key glua.LValue) int {
	switch key.Type() {
	case glua.LTNumber:
		return 0
	case glua.LTString:
		return 1
	case glua.LTBool:
		return 2
	}
	return 3 + int(key.Type())
}

// text is what a userdata of the calls says, which are Go values with a String.
func text(value *glua.LUserData) string {
	if said, ok := value.Value.(fmt.Stringer); ok {
		return said.String()
	}
	return ""
}
