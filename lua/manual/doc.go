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

// Topic is the one of a name, nil if there is none.
func Topic(name string) *bindings.Topic {
	for i := range Topics {
		if Topics[i].Name == name {
			return &Topics[i]
		}
	}
	return nil
}

// Entries goes through those of all topics.
func Entries(yield func(*bindings.Entry) bool) {
	for _, t := range Topics {
		for i := range t.Entries {
			if !yield(&t.Entries[i]) {
				return
			}
		}
	}
}

// Entry is the one of a name, nil if there is none.
func Entry(name string) *bindings.Entry {
	for e := range Entries {
		if e.Name == name {
			return e
		}
	}
	return nil
}
