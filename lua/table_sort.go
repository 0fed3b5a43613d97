package lua

import (
	glua "github.com/yuin/gopher-lua"

	"nslua/lua/vm"
)

// A sorting is one call of table.sort. It exchanges a table's fields in place, in
// 5.1's order: a script sees from its comparator, and after an error of it, what
// it sees there.
type sorting struct {
	call
	table *glua.LTable
	less  *glua.LFunction // nil for <
	steps int
}

func tableSort(c call) int {
	s := sorting{call: c, table: c.table(1)}
	n := vm.Len(s.table)
	if !c.absent(2) {
		s.less = c.function(2)
	}
	s.sort(1, n)
	return 0
}

func (s *sorting) at(i int) glua.LValue { return vm.GetInt(s.table, i) }

// swap puts the values of two places there in exchange.
func (s *sorting) swap(i, j int, atI, atJ glua.LValue) {
	vm.SetInt(s.table, i, atJ)
	vm.SetInt(s.table, j, atI)
}

// before tells whether a comes before b.
func (s *sorting) before(a, b glua.LValue) bool {
	s.steps++
	s.look(s.steps)
	if s.less != nil {
		s.Push(s.less)
		s.Push(a)
		s.Push(b)
		vm.Call(s.LState, 2, 1)
		result := s.Get(-1)
		s.Pop(1)
		return glua.LVAsBool(result)
	}
	switch a := a.(type) {
	case glua.LNumber:
		if b, ok := b.(glua.LNumber); ok {
			return a < b
		}
	case glua.LString:
		if b, ok := b.(glua.LString); ok {
			return a < b
		}
	}
	return vm.Less(s.LState, a, b)
}

// sort is quicksort with the median of three as the pivot. The larger part is the
// loop's, so that the recursion is not deep whatever the comparator says.
func (s *sorting) sort(low, high int) {
	for low < high {
		s.order(low, high)
		if high-low == 1 {
			return
		}
		middle := int(uint(low+high) / 2)
		if !s.order(low, middle) {
			s.order(middle, high)
		}
		if high-low == 2 {
			return
		}
		pivot := s.at(middle)
		s.swap(middle, high-1, pivot, s.at(high-1))
		at := s.partition(low, high, pivot)
		if at-low < high-at {
			s.sort(low, at-1)
			low = at + 1
		} else {
			s.sort(at+1, high)
			high = at - 1
		}
	}
}

// order exchanges the values of two places where they stand in the wrong order,
// and tells whether they did.
func (s *sorting) order(i, j int) bool {
	atI, atJ := s.at(i), s.at(j)
	if !s.before(atJ, atI) {
		return false
	}
	s.swap(i, j, atI, atJ)
	return true
}

// partition brings what is before the pivot below it, and the rest above; it
// gives the pivot's place. What a comparator that contradicts itself would lead
// out of the range is an error.
func (s *sorting) partition(low, high int, pivot glua.LValue) int {
	i, j := low, high-1
	for {
		var atI, atJ glua.LValue
		for {
			i++
			if atI = s.at(i); !s.before(atI, pivot) {
				break
			}
			if i > high {
				s.contradicted()
			}
		}
		for {
			j--
			if atJ = s.at(j); !s.before(pivot, atJ) {
				break
			}
			if j < low {
				s.contradicted()
			}
		}
		if j < i {
			break
		}
		s.swap(i, j, atI, atJ)
	}
	s.swap(high-1, i, s.at(high-1), s.at(i))
	return i
}

func (s *sorting) contradicted() { s.RaiseError("invalid order function for sorting") }
