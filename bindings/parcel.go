package bindings

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"

	glua "github.com/yuin/gopher-lua"
	"golang.org/x/sys/unix"
)

// A parcel is what became of a call in another process: values, an error, a refusal
// by the kernel, or the process's end before there was any. Its first byte tells
// which. A child is a copy of its parent, so families and kinds of lists are told
// by their place.
type parcel []byte

const (
	parcelValues  = 'v'
	parcelError   = 'e'
	parcelRefusal = 'r'
	parcelDied    = 'd'
)

// valuesParcel is an error where a value cannot leave its process.
func valuesParcel(function string, values []glua.LValue) parcel {
	p := parcel{parcelValues}
	for i, value := range values {
		var err error
		if p, err = p.value(value, nil); err != nil {
			return textParcel(fmt.Sprintf("%s: result %d of the function%v", function, i+1, err))
		}
	}
	return p
}

func textParcel(message string) parcel {
	p, _ := parcel{parcelError}.value(glua.LString(message), nil)
	return p
}

// errorParcel has the error's object, or its text where that cannot leave.
func errorParcel(err error) parcel {
	var failed *glua.ApiError
	if errors.As(err, &failed) && failed.Object != nil {
		if p, err := (parcel{parcelError}).value(failed.Object, nil); err == nil {
			return p
		}
		return textParcel(fmt.Sprintf("(error object is a %s value)", failed.Object.Type()))
	}
	return textParcel(err.Error())
}

func diedParcel(function, how string) parcel {
	return append(parcel{parcelDied}, function+": the process that ran the function "+how+" before it returned"...)
}

// refusalParcel has the errno, what the message says before its meaning, and the hint.
func refusalParcel(err error) parcel {
	errno := errnoOf(err)
	before := strings.TrimSuffix(errorText(err), strerror(errno))
	return parcel{parcelRefusal}.word(uint64(errno)).text(before).text(hintOf(err))
}

// open gives the values or the refusal, and raises the error.
func (p parcel) open(L *glua.LState) ([]glua.LValue, error) {
	r := &unpacking{L: L, rest: p[1:]}
	switch p[0] {
	case parcelValues:
		var values []glua.LValue
		for len(r.rest) > 0 {
			values = append(values, r.value())
		}
		return values, nil
	case parcelRefusal:
		return nil, r.refusal()
	case parcelError:
		L.Error(r.value(), 0)
	}
	L.RaiseError("%s", p[1:])
	return nil, nil
}

func (p parcel) word(n uint64) parcel { return binary.LittleEndian.AppendUint64(p, n) }

func (p parcel) text(s string) parcel { return append(p.word(uint64(len(s))), s...) }

// value adds a value. The error begins with where in it the one is that cannot
// leave; around are the tables that it is in.
func (p parcel) value(value glua.LValue, around []*glua.LTable) (parcel, error) {
	switch value := value.(type) {
	case *glua.LNilType:
		return append(p, 'n'), nil
	case glua.LBool:
		if value {
			return append(p, 't'), nil
		}
		return append(p, 'f'), nil
	case glua.LNumber:
		return append(p, 'N').word(math.Float64bits(float64(value))), nil
	case glua.LString:
		return append(p, 'S').text(string(value)), nil
	case *glua.LTable:
		return p.table(value, around)
	case *glua.LUserData:
		switch held := value.Value.(type) {
		case *flagSet:
			return append(p, 'F', byte(slices.Index(constantFamilies, held.family))).word(uint64(held.bits)), nil
		case u64:
			return append(p, 'U').word(uint64(held)), nil
		}
		switch {
		case value == sigIgnore:
			return append(p, 'I'), nil
		case value == sigDefault:
			return append(p, 'D'), nil
		}
	}
	return p, fmt.Errorf(": a %s cannot leave its process", value.Type())
}

func (p parcel) table(t *glua.LTable, around []*glua.LTable) (parcel, error) {
	if slices.Contains(around, t) {
		return p, errors.New(": a table that holds itself cannot leave its process")
	}
	around = append(around, t)
	p = append(p, '{', byte(recordListOf(t)))
	for key, value := range pairs(t) {
		var err error
		if p, err = p.value(key, around); err != nil {
			return p, fmt.Errorf(", a key%w", err)
		}
		if p, err = p.value(value, around); err != nil {
			return p, fmt.Errorf("%s%w", fieldText(key), err)
		}
	}
	return append(p, '}'), nil
}

// fieldText is a key as it stands behind a table's name.
func fieldText(key glua.LValue) string {
	if name, ok := key.(glua.LString); ok {
		return "." + string(name)
	}
	return "[" + key.String() + "]"
}

// unpacking reads what a parcel holds.
type unpacking struct {
	L    *glua.LState
	rest []byte
}

func (r *unpacking) byte() byte {
	b := r.rest[0]
	r.rest = r.rest[1:]
	return b
}

func (r *unpacking) word() uint64 {
	n := binary.LittleEndian.Uint64(r.rest)
	r.rest = r.rest[8:]
	return n
}

func (r *unpacking) text() string {
	n := r.word()
	s := string(r.rest[:n])
	r.rest = r.rest[n:]
	return s
}

func (r *unpacking) refusal() error {
	errno, before, hint := unix.Errno(r.word()), r.text(), r.text()
	return explain(fmt.Errorf("%s%w", before, errno), hint)
}

func (r *unpacking) value() glua.LValue {
	switch tag := r.byte(); tag {
	case 't', 'f':
		return glua.LBool(tag == 't')
	case 'N':
		return glua.LNumber(math.Float64frombits(r.word()))
	case 'S':
		return glua.LString(r.text())
	case 'F':
		f := constantFamilies[r.byte()]
		return f.flags(uintptr(r.word()))
	case 'U':
		return U64(r.word())
	case 'I':
		return sigIgnore
	case 'D':
		return sigDefault
	case '{':
		return r.table()
	}
	return glua.LNil
}

func (r *unpacking) table() *glua.LTable {
	t := r.L.NewTable()
	if kind := int(r.byte()); kind < len(recordLists) {
		t.Metatable = recordLists[kind].metatable(r.L)
	}
	for r.rest[0] != '}' {
		key := r.value()
		t.RawSet(key, r.value())
	}
	r.rest = r.rest[1:]
	return t
}
