package bindings

import (
	"math"

	glua "github.com/yuin/gopher-lua"
)

// What a number of a call's stands for, for those who look at it: C has one type
// for a signal, a policy and a count, and so has Lua.

// A Namer names the constant that a number stands for, "" if it stands for none.
// That of a list is for each of its numbers.
type Namer func(value glua.LValue) string

// ResultNamer is that of result n of a row, counted from 1, or nil.
func ResultNamer(fn *glua.LFunction, n int) Namer {
	row := RowOf(fn)
	if row == nil || n > len(row.binding().results) {
		return nil
	}
	switch r := row.binding().results[n-1]; {
	case r.family != nil && r.family.enum:
		return r.family.nameOf
	case r.name == "mask":
		return signalNumberName
	}
	return nil
}

// MemberNamer is that of a member of a record, or nil: they are named as those of
// C's structures are.
func MemberNamer(record *glua.LTable, name string) Namer {
	switch name {
	case "signo", "sig", "signal", "exit_signal":
		return signalNumberName
	case "mask":
		if record.RawGetString(name).Type() == glua.LTTable { // and not umask's
			return signalNumberName
		}
	case "cur", "max":
		return limitName
	case "status":
		return EndNamer(record.RawGetString("how"))
	case "code":
		if signo, ok := record.RawGetString("signo").(glua.LNumber); ok {
			return func(value glua.LValue) string { return signalCodeName(int(signo), value) }
		}
	}
	return nil
}

// EndNamer is that of what stands beside how, which wait returns: the signal that
// a child was killed or stopped by.
func EndNamer(how glua.LValue) Namer {
	if how == glua.LString("killed") || how == glua.LString("stopped") {
		return signalNumberName
	}
	return nil
}

func limitName(value glua.LValue) string {
	if value == glua.LNumber(math.Inf(1)) {
		return "RLIM_INFINITY"
	}
	return ""
}

func signalNumberName(value glua.LValue) string { return familyOf("signal").nameOf(value) }

// nameOf is the name of a member of an enumeration, or "".
func (f *family) nameOf(value glua.LValue) string {
	number, ok := value.(glua.LNumber)
	if !ok || !f.enum {
		return ""
	}
	for _, c := range f.names {
		if glua.LNumber(int64(c.value)) == number {
			return c.name
		}
	}
	if f.kind == "signal" && number >= signalRTMin && number <= signalRTMax {
		return signame(int(number)).String()
	}
	return ""
}

// IsConstant tells whether a value is flags, SIG_DFL or SIG_IGN.
func IsConstant(value glua.LValue) bool {
	held, ok := value.(*glua.LUserData)
	if !ok {
		return false
	}
	switch held.Value.(type) {
	case *flagSet, disposition:
		return true
	}
	return false
}
