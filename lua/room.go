package lua

// maxResults is how many values a function gives at most; the registry has room
// for twice as many.
const maxResults = 1 << 19

// space raises that there are too many results to give, if so.
func (c call) space(n int, what string) {
	if n > maxResults {
		c.RaiseError("stack overflow (%s)", what)
	}
}
