package bindings

import (
	"math"

	glua "github.com/yuin/gopher-lua"
)

// What a number of a call's stands for, for those who look at it: C has one type
// for a signal, a policy and a count, and so has Lua.

// Signature is the name and the signature of a function that is a row.
func Signature(fn *glua.LFunction) (name, sig string, ok bool) {
	row := RowOf(fn)
	if row == nil {
		return "", "", false
	}
	return row.Name, row.Sig, true
}

// A Meaning names the constant that a number stands for, "" if it stands for none.
// That of a list is for each of its numbers.
type Meaning func(value glua.LValue) string

// ResultMeaning is that of result n of a row, counted from 1, or nil.
func ResultMeaning(fn *glua.LFunction, n int) Meaning {
	row := RowOf(fn)
	if row == nil || n > len(row.binding().results) {
		return nil
	}
	switch r := row.binding().results[n-1]; {
	case r.family != nil && r.family.enum:
		return r.family.nameOf
	case r.name == "mask":
		return signalMeaning
	}
	return nil
}

// MemberMeaning is that of a member of a record, or nil: they are named as those of
// C's structures are.
func MemberMeaning(record *glua.LTable, name string) Meaning {
	switch name {
	case "signo", "sig", "signal", "exit_signal":
		return signalMeaning
	case "mask":
		if record.RawGetString(name).Type() == glua.LTTable { // and not umask's
			return signalMeaning
		}
	case "cur", "max":
		return limitMeaning
	case "status":
		return EndMeaning(record.RawGetString("how"))
	case "code":
		if signo, ok := record.RawGetString("signo").(glua.LNumber); ok {
			return func(value glua.LValue) string { return signalCodeName(int(signo), value) }
		}
	}
	return nil
}

// EndMeaning is that of what stands beside how, which wait returns: the signal that
// a child was killed or stopped by.
func EndMeaning(how glua.LValue) Meaning {
	if how == glua.LString("killed") || how == glua.LString("stopped") {
		return signalMeaning
	}
	return nil
}

func limitMeaning(value glua.LValue) string {
	if value == glua.LNumber(math.Inf(1)) {
		return "RLIM_INFINITY"
	}
	return ""
}

func signalMeaning(value glua.LValue) string { return familyOf("signal").nameOf(value) }

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
