package manual

import "nslua/bindings"

var stringLibrary = bindings.Topic{
	Name: "string", Title: "Strings",
	Text: "Strings are bytes, counted from 1, and from the end by negative numbers. The functions are methods of strings, too: s:upper().",
	Entries: []bindings.Entry{
		{Name: "string.byte", Usage: "string.byte(s, first?, last?) -> integer, ...", Text: "Gives the bytes from first (1) to last (first) as numbers.", Example: "> (\"AB\"):byte(1, 2)\n65\t66"},
		{Name: "string.char", Usage: "string.char(...) -> string", Text: "Makes a string of bytes that are given as numbers.", Example: "> string.char(72, 105)\nHi"},
		{Name: "string.dump", Usage: "string.dump(f) -> string", Text: "Gives a function in Lua in a form that loadstring reads; it has no upvalues then. The form is nslua's own."},
		{Name: "string.find", Usage: "string.find(s, pattern, init?, plain?) -> first, last, ...",
			Text:    "Looks for a pattern from init (1) on: gives where it begins and ends, and what its captures match, or nil. With plain the pattern is just text. In a pattern %a are letters, %d digits, %s blanks, %w letters and digits, . any byte, [set] and [^set] one of some; * + - ? say how often, ^ and $ are the ends, () captures.",
			Example: "> (\"key = value\"):find \"(%w+)%s*=%s*(%w+)\"\n1\t11\tkey\tvalue"},
		{Name: "string.format", Usage: "string.format(format, ...) -> string",
			Text:    "Sets values into a text as printf(3) does: %d %i %u whole numbers, %x %X %o in other bases, %f %e %g others, %c a byte, %s any string, %q a string as Lua reads it, %% a percent sign; with flags, width and precision, as %05.1f. Flags and numbers of 64 bits print by %s.",
			Example: "> string.format(\"%s has %d, 0x%04x\", \"it\", 7, 255)\nit has 7, 0x00ff"},
		{Name: "string.gfind", Usage: "string.gfind(s, pattern) -> function", Text: "The older name of string.gmatch."},
		{Name: "string.gmatch", Usage: "string.gmatch(s, pattern) -> function", Text: "Goes through the matches of a pattern (see string.find) in a for, giving its captures or all of it.",
			Example: "> for word in (\"one two\"):gmatch \"%a+\" do print(word) end\none\ntwo"},
		{Name: "string.gsub", Usage: "string.gsub(s, pattern, by, n?) -> string, integer",
			Text:    "Replaces the matches of a pattern (see string.find), the first n only where that is given: by a string, in which %1 is a capture and %0 all, by what a table has for the first capture, or by what a function gives for the captures; nil and false leave it. Gives the count, too.",
			Example: "> (\"hello\"):gsub(\"l\", \"L\")\nheLLo\t2"},
		{Name: "string.len", Usage: "string.len(s) -> integer", Text: "Gives how many bytes a string has, as #s does."},
		{Name: "string.lower", Usage: "string.lower(s) -> string", Text: "Makes the letters of ASCII small; other bytes stay."},
		{Name: "string.match", Usage: "string.match(s, pattern, init?) -> string, ...", Text: "Gives what the captures of a pattern (see string.find) match, or all of it where there is none; nil if it is not there.",
			Example: "> (\"pid:42\"):match \"%d+\"\n42"},
		{Name: "string.rep", Usage: "string.rep(s, n) -> string", Text: "Gives s n times over.", Example: "> (\"ab\"):rep(3)\nababab"},
		{Name: "string.reverse", Usage: "string.reverse(s) -> string", Text: "Gives the bytes from last to first."},
		{Name: "string.sub", Usage: "string.sub(s, first, last?) -> string", Text: "Gives the bytes from first to last (-1, the end).", Example: "> (\"namespace\"):sub(-5)\nspace"},
		{Name: "string.upper", Usage: "string.upper(s) -> string", Text: "Makes the letters of ASCII large; other bytes stay."},
	},
}

var tableLibrary = bindings.Topic{
	Name: "table", Title: "Tables",
	Text: "Functions on lists: t[1] to t[#t].",
	Entries: []bindings.Entry{
		{Name: "table.concat", Usage: "table.concat(list, separator?, first?, last?) -> string", Text: "Joins strings and numbers.", Example: "> table.concat({1, 2, \"x\"}, \", \")\n1, 2, x"},
		{Name: "table.foreach", Usage: "table.foreach(t, f) -> value", Text: "Calls f with each key and value until it gives something. Of Lua 5.0: a for with pairs is its successor."},
		{Name: "table.foreachi", Usage: "table.foreachi(list, f) -> value", Text: "Calls f with each index and value until it gives something. Of Lua 5.0: a for with ipairs is its successor."},
		{Name: "table.getn", Usage: "table.getn(list) -> integer", Text: "Gives #list. Of Lua 5.0."},
		{Name: "table.insert", Usage: "table.insert(list, position?, value) -> nothing", Text: "Puts a value at a position, the end without one, and moves up what is there and behind it."},
		{Name: "table.maxn", Usage: "table.maxn(t) -> number", Text: "Gives the largest positive number that is a key, 0 without one."},
		{Name: "table.remove", Usage: "table.remove(list, position?) -> value", Text: "Takes the value at a position out, the last without one, and moves down what is behind it."},
		{Name: "table.setn", Usage: "table.setn(list, n)", Text: "Raises an error: Lua 5.0's way to give a list a size is gone."},
		{Name: "table.sort", Usage: "table.sort(list, less?) -> nothing", Text: "Sorts a list in place, by < or by a function that tells whether its first argument comes before its second.",
			Example: "> t = {3, 1, 2} table.sort(t, function(a, b) return a > b end) print(unpack(t))\n3\t2\t1"},
	},
}

var bitLibrary = bindings.Topic{
	Name: "bit", Title: "Bits",
	Text: "LuaBitOp's library, which lua5.1 lacks. Numbers have 32 bits and a sign; where an argument is a u64, all are taken as 64 bits and so is the result.",
	Entries: []bindings.Entry{
		{Name: "bit.arshift", Usage: "bit.arshift(x, n) -> integer", Text: "Shifts right; copies of the sign come in."},
		{Name: "bit.band", Usage: "bit.band(x, ...) -> integer", Text: "Gives the bits that all have.", Example: "> bit.band(0xff, 0x3c)\n60"},
		{Name: "bit.bnot", Usage: "bit.bnot(x) -> integer", Text: "Turns all bits around."},
		{Name: "bit.bor", Usage: "bit.bor(x, ...) -> integer", Text: "Gives the bits that any has.", Example: "> bit.bor(1, 6)\n7"},
		{Name: "bit.bswap", Usage: "bit.bswap(x) -> integer", Text: "Turns the order of the bytes around."},
		{Name: "bit.bxor", Usage: "bit.bxor(x, ...) -> integer", Text: "Gives the bits that an odd number of them has."},
		{Name: "bit.lshift", Usage: "bit.lshift(x, n) -> integer", Text: "Shifts left; zeros come in."},
		{Name: "bit.rol", Usage: "bit.rol(x, n) -> integer", Text: "Rotates left."},
		{Name: "bit.ror", Usage: "bit.ror(x, n) -> integer", Text: "Rotates right."},
		{Name: "bit.rshift", Usage: "bit.rshift(x, n) -> integer", Text: "Shifts right; zeros come in."},
		{Name: "bit.tobit", Usage: "bit.tobit(x) -> integer", Text: "Gives the lowest 32 bits with a sign."},
		{Name: "bit.tohex", Usage: "bit.tohex(x, n?) -> string", Text: "Gives hexadecimal digits, the last n (8, or 16 of a u64), in capitals where n is negative.", Example: "> bit.tohex(255, 4)\n00ff"},
	},
}
