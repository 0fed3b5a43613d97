package line

import (
	"strings"
	"unicode/utf8"
)

// A key is a character, or the name of a key: C-a with Ctrl, M-a with Alt, and
// <left> for keys that have no character.
type key string

// isText tells whether the key stands for the character that it is.
func (k key) isText() bool {
	r, size := utf8.DecodeRuneInString(string(k))
	return size == len(k) && size > 0 && r >= ' '
}

// longestSequence is more than any terminal sends for a key.
const longestSequence = 32

// readByte gives the next byte. Before it waits for one it draws what the ones
// before have done.
func (e *Editor) readByte() (byte, error) {
	if e.stale && len(e.pushed) == 0 && !e.Device.Ready() {
		e.draw()
	}
	return e.nextByte()
}

// nextByte is readByte where more bytes follow soon, and nothing need be drawn.
func (e *Editor) nextByte() (byte, error) {
	if len(e.pushed) > 0 {
		b := e.pushed[0]
		e.pushed = e.pushed[1:]
		return b, nil
	}
	return e.Device.ReadByte()
}

// soon tells whether the bytes that have come are not all of the key.
func (e *Editor) soon() bool { return len(e.pushed) > 0 || e.Device.Soon() }

func (e *Editor) push(b byte) { e.pushed = append(e.pushed, b) }

// readKey reads the bytes of one key. Those that make none are passed over.
func (e *Editor) readKey() (key, error) {
	if v := &e.vi; len(v.again) > 0 {
		k := v.again[0]
		v.again = v.again[1:]
		v.note(k)
		return k, nil
	}
	for {
		b, err := e.readByte()
		if err != nil {
			return "", err
		}
		k, err := e.keyFrom(b)
		if err != nil || k != "" {
			e.vi.note(k)
			return k, err
		}
	}
}

func (e *Editor) keyFrom(b byte) (key, error) {
	switch {
	case b == 27:
		return e.escaped()
	case b < ' ' || b == 127:
		return control(b), nil
	case b < utf8.RuneSelf:
		return key(b), nil
	}
	return e.character(b)
}

// control names a control character.
func control(b byte) key {
	switch b {
	case '\r', '\n':
		return "<enter>"
	case '\t':
		return "<tab>"
	case 127:
		return "<backspace>"
	}
	return key("C-" + strings.ToLower(string(rune(b+'@'))))
}

// character reads the rest of a UTF-8 sequence; what is none is no key.
func (e *Editor) character(first byte) (key, error) {
	sequence := []byte{first}
	for !utf8.FullRune(sequence) {
		b, err := e.readByte()
		if err != nil {
			return "", err
		}
		if utf8.RuneStart(b) {
			e.push(b)
			return "", nil
		}
		sequence = append(sequence, b)
	}
	if r, size := utf8.DecodeRune(sequence); size == 1 || r < 0xa0 {
		return "", nil
	}
	return key(sequence), nil
}

// escaped reads what follows an Escape: the key that is pressed with Alt, or a
// sequence that stands for a key. In vi's keys Escape is one by itself, unless
// the terminal goes on at once.
func (e *Editor) escaped() (key, error) {
	if e.Vi && !e.soon() {
		return "<esc>", nil
	}
	b, err := e.readByte()
	if err != nil {
		return "", err
	}
	if e.Vi && (b != '[' && b != 'O' && b != '\r' || !e.soon() && b != '\r') {
		e.push(b)
		return "<esc>", nil
	}
	alt := key("")
	for b == 27 { // a key that has a sequence, with Alt
		alt = "M-"
		if b, err = e.readByte(); err != nil {
			return "", err
		}
	}
	var k key
	switch b {
	case '[':
		k, err = e.sequence()
	case 'O':
		k, err = e.shifted()
	default:
		alt = "M-"
		k, err = e.keyFrom(b)
	}
	if err != nil || k == "" {
		return "", err
	}
	return alt + k, nil
}

// sequence reads a control sequence, see console_codes(4). A byte that cannot
// belong to one ends it and is of the next key.
func (e *Editor) sequence() (key, error) {
	var s []byte
	for len(s) < longestSequence {
		b, err := e.readByte()
		if err != nil {
			return "", err
		}
		if b < ' ' || b >= 127 {
			e.push(b)
			return "", nil
		}
		s = append(s, b)
		switch {
		case b == '[' && len(s) == 1: // a function key of the Linux console
		case b == '$' && isNumber(s[:len(s)-1]), b >= '@':
			return sequences.named(string(s)), nil
		}
	}
	return "", nil
}

func isNumber(s []byte) bool {
	return len(s) > 0 && strings.Trim(string(s), "0123456789") == ""
}

// shifted reads the rest of a sequence that begins with ESC O.
func (e *Editor) shifted() (key, error) {
	b, err := e.readByte()
	switch {
	case err != nil:
		return "", err
	case b < ' ' || b >= 127:
		e.push(b)
		return "", nil
	}
	return applications[b], nil
}

type sequenceTable map[string]key

// sequences are what follows ESC [ for a key, without modifiers.
var sequences = sequenceTable{
	"A": "<up>", "B": "<down>", "C": "<right>", "D": "<left>", "H": "<home>", "F": "<end>",
	"1~": "<home>", "7~": "<home>", "4~": "<end>", "8~": "<end>", "3~": "<delete>", "Z": "<backtab>",
	"3$": "<delete>", "7$": "<home>", "8$": "<end>", "3^": "C-<delete>", "7^": "<home>", "8^": "<end>",
	"a": "<up>", "b": "<down>", "c": "<right>", "d": "<left>",
	"200~": "<paste>",
}

// named is the key of a sequence, or none. Modifiers come as a second parameter.
func (t sequenceTable) named(s string) key {
	if k, ok := t[s]; ok {
		return k
	}
	first, rest, ok := strings.Cut(s, ";")
	if !ok || len(rest) < 2 {
		return ""
	}
	final := rest[len(rest)-1:]
	if final == "~" {
		final = first + final
	} else if first != "1" {
		return ""
	}
	k, modifiers := t[final], rest[:len(rest)-1]
	if k == "" || k == "<paste>" {
		return ""
	}
	switch modifiers { // 1 and a sum of 1 for Shift, 2 for Alt, 4 for Ctrl
	case "2":
		return k
	case "3", "4":
		return "M-" + k
	case "5", "6", "7", "8":
		return "C-" + k
	}
	return ""
}

// applications are what follows ESC O.
var applications = map[byte]key{
	'A': "<up>", 'B': "<down>", 'C': "<right>", 'D': "<left>", 'H': "<home>", 'F': "<end>",
	'a': "C-<up>", 'b': "C-<down>", 'c': "C-<right>", 'd': "C-<left>", 'M': "<enter>",
	'j': "*", 'k': "+", 'l': ",", 'm': "-", 'n': ".", 'o': "/",
	'p': "0", 'q': "1", 'r': "2", 's': "3", 't': "4", 'u': "5", 'v': "6", 'w': "7", 'x': "8", 'y': "9",
}
