package vm

// variable says what the value in a register of a running function is called:
// "local 'x'", "global 'x'", "field 'x'"; "" if nobody knows.
func variable(f *Frame, register int) string { return "" }
