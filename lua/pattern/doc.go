// Package pattern is Lua 5.1's patterns: they are compiled into a list of items,
// and a Matcher runs the list against a string.
//
// An item stands for one or more characters and is never inside another, so a
// match goes through the list from its start to its end and returns only to items
// that may match in more than one way. The places to return to are kept on a
// stack of the Matcher's own, never longer than the list: no pattern reaches the
// end of Go's. Captures need not be put back when a match returns: what
// comes after the place sets them again.
//
// Lua 5.1 finds that a pattern is malformed when matching comes to the fault, and
// not before. So a fault is an item too.
package pattern
