package bindings

import (
	"strings"

	glua "github.com/yuin/gopher-lua"
)

// What C returns in a structure is a table, whose names are those of the
// structure without their prefix. A list of such tables prints as columns.

// A member is a named value of a record. One that is nil is left out.
type member struct {
	name  string
	value glua.LValue
}

func record(L *glua.LState, members ...member) *glua.LTable {
	table := L.CreateTable(0, len(members))
	for _, m := range members {
		Set(table, m.name, m.value)
	}
	return table
}

// text is a member that is a string, and count one that is a number.
func text(name, value string) member { return member{name, glua.LString(value)} }

func count[N ~int | ~int32 | ~int64 | ~uint | ~uint32 | ~uint64](name string, value N) member {
	return member{name, integerValue(value)}
}

// known is a member that is left out where it is not known.
func known[N int | uint64](name string, value N, is bool) member {
	if !is {
		return member{name, glua.LNil}
	}
	return count(name, value)
}

func integerList[N ~int | ~int32 | ~uint32 | ~uint64](L *glua.LState, numbers []N) *glua.LTable {
	list := L.CreateTable(len(numbers), 0)
	for _, number := range numbers {
		list.Append(integerValue(number))
	}
	return list
}

func stringList(L *glua.LState, texts []string) *glua.LTable {
	list := L.CreateTable(len(texts), 0)
	for _, text := range texts {
		list.Append(glua.LString(text))
	}
	return list
}

// A recordList is a sequence of records that prints as a table of columns, each
// the member of that name: a class of Lua values, made once in a variable.
type recordList struct {
	columns []string
	meta    *glua.LTable
}

// newRecordList takes the columns' names with blanks between them.
func newRecordList(columns string) *recordList {
	r := &recordList{columns: strings.Fields(columns)}
	recordLists = append(recordLists, r)
	return r
}

// recordLists are all classes, in the order of their making.
var recordLists []*recordList

const noRecordList = 255

// recordListOf is the place of a table's class among them, or noRecordList.
func recordListOf(t *glua.LTable) int {
	for i, r := range recordLists {
		if r.meta != nil && t.Metatable == r.meta {
			return i
		}
	}
	return noRecordList
}

// list makes the Lua value.
func (r *recordList) list(L *glua.LState, records []*glua.LTable) *glua.LTable {
	table := L.CreateTable(len(records), 0)
	for _, record := range records {
		table.Append(record)
	}
	table.Metatable = r.metatable(L)
	return table
}

func (r *recordList) metatable(L *glua.LState) *glua.LTable {
	if r.meta == nil {
		r.meta = L.NewTable()
		r.meta.RawSetString("__tostring", L.NewFunction(func(L *glua.LState) int {
			L.Push(glua.LString(r.format(L, passed(L, "tostring", 1).table())))
			return 1
		}))
	}
	return r.meta
}

// format sets the columns' names in capitals over their values; numbers stand to
// the right. What is not a record is passed over: scripts may have changed the list.
func (r *recordList) format(L *glua.LState, list *glua.LTable) string {
	columns := NewColumns(r.columns)
	for i := 1; i <= list.Len(); i++ {
		record, ok := list.RawGetInt(i).(*glua.LTable)
		if !ok {
			continue
		}
		line := make([]string, len(r.columns))
		for j, name := range r.columns {
			value := record.RawGetString(name)
			if value != glua.LNil {
				line[j] = L.ToStringMeta(value).String()
			}
			if value.Type() == glua.LTNumber {
				columns.Right(j)
			}
		}
		columns.Add(line)
	}
	return strings.Join(columns.Lines(func(_, _ int, cell string) string { return cell }), "\n")
}

// RecordColumns are the names of the columns of a list of records that a call has
// returned, nil for any other table.
func RecordColumns(list *glua.LTable) []string {
	if i := recordListOf(list); i != noRecordList {
		return recordLists[i].columns
	}
	return nil
}
