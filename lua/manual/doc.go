// Package manual says what the words, functions and libraries of Lua do, for help,
// apropos and completion: what package bindings has with its rows, here stands
// beside the functions. A topic is a library, or a family of the language.
//
// It tells what lua5.1 does, and where nslua differs.
package manual

import "nslua/bindings"

// Topics are all of them, in the order in which help lists them.
var Topics = []bindings.Topic{
	words, base, stringLibrary, tableLibrary, mathLibrary, ioLibrary, file, osLibrary,
	coroutineLibrary, packageLibrary, debugLibrary, bitLibrary, flags, u64,
}
