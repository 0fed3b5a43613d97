// Package number is Lua's numbers as text, as C's printf and strtod have them:
// Go's strconv shows more digits, writes infinity otherwise, and reads
// underscores and prefixes that are not Lua's.
package number
