package manual

import "nslua/bindings"

var words = bindings.Topic{
	Name: "keywords", Title: "Words of the language",
	Text: "What Lua keeps for itself; none of them can be a variable.",
	Entries: []bindings.Entry{
		{Name: "and", Usage: "a and b", Text: "Gives a if that is false or nil, and else b, which is not evaluated otherwise.",
			Example: "> nil and 1, 2 and 3\nnil\t3"},
		{Name: "break", Usage: "break", Text: "Leaves the innermost loop; it is the last statement of its block.",
			Example: "> for i = 1, 9 do if i == 3 then print(i) break end end\n3"},
		{Name: "do", Usage: "do ... end", Text: "A block: what is local in it ends with it. Also begins the body of while and for.",
			Example: "> do local x = 1 print(x) end print(x)\n1\nnil"},
		{Name: "else", Usage: "if a then ... else ... end", Text: "Begins what is done if no condition before it was true."},
		{Name: "elseif", Usage: "if a then ... elseif b then ... end", Text: "Another condition, which is looked at if those before it were false."},
		{Name: "end", Usage: "end", Text: "Ends a function, or a block that do, then or else has begun."},
		{Name: "false", Usage: "false", Text: "The value that, with nil, counts as false in conditions; 0 and \"\" are true."},
		{Name: "for", Usage: "for i = first, last [, step] do ... end, for k, v in pairs(t) do ... end",
			Text: "Counts from first to last, or calls an iterator until it gives nil. The variables are local to the body, " +
				"and new each time around.",
			Example: "> for i = 10, 30, 10 do print(i) end\n10\n20\n30\n> for i, name in ipairs {\"a\", \"b\"} do print(i, name) end\n1\ta\n2\tb"},
		{Name: "function", Usage: "function name(a, b, ...) ... end, function(a) ... end",
			Text: "Makes a function; without a name it is an expression. function t.f and function t:m set fields of a table, " +
				"and the latter has a first parameter self. ... stands for what is passed beyond the parameters.",
			Example: "> function add(a, b) return a + b end\n> add(1, 2)\n3"},
		{Name: "if", Usage: "if a then ... elseif b then ... else ... end",
			Text:    "Does what stands after the first condition that is neither false nor nil.",
			Example: "> if getuid() then print(\"a number is true\") end\na number is true"},
		{Name: "in", Usage: "for k, v in iterator do ... end", Text: "Stands between the variables of a for and what gives their values: pairs(t), ipairs(t), io.lines()."},
		{Name: "local", Usage: "local a, b = 1, 2, local function f() ... end",
			Text:    "Declares variables that are seen from the next statement to the end of their block.",
			Example: "> do local a, b = 1, 2 print(a + b) end\n3"},
		{Name: "nil", Usage: "nil", Text: "The value of what has none: a variable that is not set, a field that is not there. It counts as false."},
		{Name: "not", Usage: "not a", Text: "Gives true if a is false or nil, and else false.", Example: "> not nil, not 0\ntrue\tfalse"},
		{Name: "or", Usage: "a or b", Text: "Gives a if that is neither false nor nil, and else b, which is not evaluated otherwise. It is how a default is given.",
			Example: "> nil or \"default\"\ndefault"},
		{Name: "repeat", Usage: "repeat ... until a", Text: "Does the block until the condition is true, once at least. The condition sees what is local in the block.",
			Example: "> n = 0 repeat n = n + 1 until n == 3 print(n)\n3"},
		{Name: "return", Usage: "return a, b", Text: "Leaves the function with values; it is the last statement of its block.",
			Example: "> function two() return 1, 2 end\n> print(two())\n1\t2"},
		{Name: "then", Usage: "if a then ... end", Text: "Begins what is done if a condition is true."},
		{Name: "true", Usage: "true", Text: "The other value beside false; in conditions everything but false and nil is as true."},
		{Name: "until", Usage: "repeat ... until a", Text: "Ends the block of a repeat, with the condition that ends the loop."},
		{Name: "while", Usage: "while a do ... end", Text: "Does the block as long as the condition is true.",
			Example: "> n = 3 while n > 1 do print(n) n = n - 1 end\n3\n2"},
	},
}
