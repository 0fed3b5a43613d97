package repl

import "strings"

// What a terminal sends for a key, as far as it must be dealt with before
// readline sees it: that reads only some of the sequences, and does things on
// some control characters that a shell must not do.

const (
	ctrlZ  = 26
	escape = 27
)

// controls are the characters below the space that readline edits by, but for
// Ctrl-T: on a line of one character that panics at the next key.
const controls = "\x01\x02\x03\x04\x05\x06\x07\x08\t\n\x0b\x0c\r\x0e\x10\x12\x13\x15\x17\x19\x1b"

// sequences are those that readline does not know, and what it does.
var sequences = map[string]string{
	"\x1b[1~": "\x01", "\x1b[7~": "\x01", // Home
	"\x1b[4~": "\x05", "\x1b[8~": "\x05", // End
	"\x1b[1;5D": "\x1bb", "\x1b[1;3D": "\x1bb", "\x1bOd": "\x1bb", // a word to the left
	"\x1b[1;5C": "\x1bf", "\x1b[1;3C": "\x1bf", "\x1bOc": "\x1bf", // a word to the right
	deleteKey: deleteKey,
}

const deleteKey = "\x1b[3~"

// A key is the bytes of one key, as they come in.
type key []byte

// add adds a byte and tells whether the key is complete; bytes is then what
// readline is to get for it, which may be nothing.
func (k *key) add(b byte) (bytes []byte, complete bool) {
	if b < ' ' && strings.IndexByte(controls, b) < 0 {
		return nil, false
	}
	if b == escape || b < ' ' {
		*k = nil // ends a sequence that is none
	}
	*k = append(*k, b)
	if !k.complete() {
		return nil, false
	}
	bytes, *k = k.translate(), nil
	return bytes, true
}

func (k key) complete() bool {
	switch {
	case k[0] != escape:
		return true
	case len(k) == 1:
		return false
	case k[1] == '[':
		return len(k) > 2 && k[len(k)-1] >= '@'
	case k[1] == 'O':
		return len(k) > 2
	}
	return true
}

func (k key) translate() []byte {
	if k[0] != escape {
		return k
	}
	if known, ok := sequences[string(k)]; ok {
		return []byte(known)
	}
	last := k[len(k)-1]
	switch {
	case k[1] == '[' && len(k) > 3, k[1] != '[' && k[1] != 'O' && strings.IndexByte("bfd\x7f", last) < 0:
		return nil
	}
	return k
}
