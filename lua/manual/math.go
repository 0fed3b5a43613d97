package manual

import "nslua/bindings"

var mathLibrary = bindings.Topic{
	Name: "math", Title: "Numbers",
	Text: "Functions on numbers, which are doubles; angles are in radians.",
	Entries: []bindings.Entry{
		{Name: "math.abs", Usage: "math.abs(x) -> number", Text: "Gives x without its sign."},
		{Name: "math.acos", Usage: "math.acos(x) -> number", Text: "Gives the arc cosine."},
		{Name: "math.asin", Usage: "math.asin(x) -> number", Text: "Gives the arc sine."},
		{Name: "math.atan", Usage: "math.atan(x) -> number", Text: "Gives the arc tangent."},
		{Name: "math.atan2", Usage: "math.atan2(y, x) -> number", Text: "Gives the arc tangent of y/x, in the quadrant that both signs tell."},
		{Name: "math.ceil", Usage: "math.ceil(x) -> integer", Text: "Gives the least whole number that is not below x."},
		{Name: "math.cos", Usage: "math.cos(x) -> number", Text: "Gives the cosine."},
		{Name: "math.cosh", Usage: "math.cosh(x) -> number", Text: "Gives the hyperbolic cosine."},
		{Name: "math.deg", Usage: "math.deg(x) -> number", Text: "Makes degrees of radians."},
		{Name: "math.exp", Usage: "math.exp(x) -> number", Text: "Gives e to the power of x."},
		{Name: "math.floor", Usage: "math.floor(x) -> integer", Text: "Gives the greatest whole number that is not above x.", Example: "> math.floor(-1.5)\n-2"},
		{Name: "math.fmod", Usage: "math.fmod(x, y) -> number", Text: "Gives the rest of x/y with the sign of x; x % y has that of y."},
		{Name: "math.frexp", Usage: "math.frexp(x) -> m, e", Text: "Gives m and e such that x is m times 2^e, and m from 0.5 to less than 1, or 0."},
		{Name: "math.huge", Usage: "math.huge", Text: "Infinity; RLIM_INFINITY is the same."},
		{Name: "math.ldexp", Usage: "math.ldexp(m, e) -> number", Text: "Gives m times 2^e."},
		{Name: "math.log", Usage: "math.log(x) -> number", Text: "Gives the natural logarithm."},
		{Name: "math.log10", Usage: "math.log10(x) -> number", Text: "Gives the logarithm to base 10."},
		{Name: "math.max", Usage: "math.max(x, ...) -> number", Text: "Gives the largest argument."},
		{Name: "math.min", Usage: "math.min(x, ...) -> number", Text: "Gives the smallest argument."},
		{Name: "math.mod", Usage: "math.mod(x, y) -> number", Text: "The older name of math.fmod."},
		{Name: "math.modf", Usage: "math.modf(x) -> whole, fraction", Text: "Parts x into its whole part and its fraction.", Example: "> math.modf(3.25)\n3\t0.25"},
		{Name: "math.pi", Usage: "math.pi", Text: "3.1415926535898."},
		{Name: "math.pow", Usage: "math.pow(x, y) -> number", Text: "Gives x to the power of y, as x ^ y does."},
		{Name: "math.rad", Usage: "math.rad(x) -> number", Text: "Makes radians of degrees."},
		{Name: "math.random", Usage: "math.random(first?, last?) -> number",
			Text: "Gives a random number: from 0 to less than 1, from 1 to first, or from first to last. It differs in parent and child, unless the script has called math.randomseed."},
		{Name: "math.randomseed", Usage: "math.randomseed(x) -> nothing", Text: "Makes the same random numbers come after the same x."},
		{Name: "math.sin", Usage: "math.sin(x) -> number", Text: "Gives the sine."},
		{Name: "math.sinh", Usage: "math.sinh(x) -> number", Text: "Gives the hyperbolic sine."},
		{Name: "math.sqrt", Usage: "math.sqrt(x) -> number", Text: "Gives the square root."},
		{Name: "math.tan", Usage: "math.tan(x) -> number", Text: "Gives the tangent."},
		{Name: "math.tanh", Usage: "math.tanh(x) -> number", Text: "Gives the hyperbolic tangent."},
	},
}

var flags = bindings.Topic{
	Name: "flags", Title: "Flags",
	Text: "CLONE_NEWUSER + CLONE_NEWPID are both, f - CLONE_NEWPID takes one away, == compares, tostring and .. show the names. " +
		"Where flags are wanted, a number or a string of names, \"newuser,newpid\", is taken too.",
	Entries: []bindings.Entry{
		{Name: "flags:has", Usage: "f:has(flags) -> boolean", Text: "Tells whether all of the flags are in f.", Example: "> (O_CREAT + O_EXCL):has(O_EXCL)\ntrue"},
		{Name: "flags:number", Usage: "f:number() -> integer", Text: "Gives the number that the kernel is passed."},
	},
}

var u64 = bindings.Topic{
	Name: "u64 methods", Title: "Numbers of 64 bits",
	Text: "What u64(value) makes. The functions of bit are their methods, too.",
	Entries: []bindings.Entry{
		{Name: "u64:number", Usage: "u:number() -> number", Text: "Gives the Lua number, or nil where that is not exactly the same."},
	},
}
