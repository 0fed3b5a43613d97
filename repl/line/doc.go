// Package line is a line editor: it reads keys from a terminal, one byte at a
// time, and draws what they make of a text until that is entered. It knows
// nothing of Lua, of nslua or of system calls: what is a whole input, how it is
// indented, coloured and completed is asked of the caller by functions, and the
// terminal is a Device.
//
// A text has any number of lines. What the user sees as one character, a
// grapheme cluster of UAX #29, is moved over and deleted as one.
//
//	editor.go    Read: keys become commands until the input is whole
//	key.go       the names of keys, and what terminals send for them
//	text.go      the text, the cursor, and where both may stand
//	emacs.go     keys as GNU readline has them
//	vi.go        keys as POSIX sh has them in its vi mode
//	history.go   earlier inputs; search.go looks through them
//	complete.go  what Tab does, and the menu
//	layout.go    prompt and text as rows of a page
//	screen.go    what must be written so that the screen shows them
//
// Everything happens in Read, on the goroutine of its caller. While it waits in
// Device.ReadByte the screen is as the text is, and Hide and Show may be called
// there to have the screen for something else meanwhile.
package line
