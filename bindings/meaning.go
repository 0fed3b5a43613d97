package bindings

import (
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

// ResultMeaning is the name of the constant that result n of a row stands for,
// counted from 1, or "".
func ResultMeaning(fn *glua.LFunction, n int, value glua.LValue) string {
	row := RowOf(fn)
	if row == nil {
		return ""
	}
	results := row.binding().results
	if n > len(results) || results[n-1].family == nil {
		return ""
	}
	return results[n-1].family.nameOf(value)
}

// EndMeaning is the name of the signal in what wait returns: code is one where how
// is "killed" or "stopped".
func EndMeaning(how, code glua.LValue) string {
	if how == glua.LString("killed") || how == glua.LString("stopped") {
		return familyOf("signal").nameOf(code)
	}
	return ""
}

// MemberMeaning is the name of the constant that a member of a record stands for,
// or "": the members are named as those of C's structures are.
func MemberMeaning(record *glua.LTable, name string) string {
	value := record.RawGetString(name)
	switch name {
	case "signo", "sig", "signal", "exit_signal":
		return familyOf("signal").nameOf(value)
	case "status":
		return EndMeaning(record.RawGetString("how"), value)
	case "code":
		signo, ok := record.RawGetString("signo").(glua.LNumber)
		if code, isNumber := value.(glua.LNumber); ok && isNumber {
			return signalCodeName(int(signo), int(code))
		}
	}
	return ""
}

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
