package lua

// maxString is the longest string that a library makes. Go cannot recover from
// being out of memory.
const maxString = 1 << 30

// room raises that there is no room for a string of n bytes, if so.
func (c call) room(n int) {
	if n > maxString {
		c.RaiseError("resulting string too large")
	}
}

// maxResults is how many values a function gives at most; the registry has room
// for twice as many.
const maxResults = 1 << 19

// space raises that there are too many results to give, if so.
func (c call) space(n int, what string) {
	if n > maxResults {
		c.RaiseError("stack overflow (%s)", what)
	}
}
