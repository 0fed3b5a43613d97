package pattern

// A set tells for each byte whether it belongs.
type set [256]bool

// ranges are the bytes of the classes that a letter stands for after %, as the C
// locale has them: pairs of a first and a last byte.
var ranges = map[byte]string{
	'a': "AZaz",
	'c': "\x00\x1f\x7f\x7f",
	'd': "09",
	'l': "az",
	'p': "!/:@[`{~",
	's': "\t\r  ",
	'u': "AZ",
	'w': "09AZaz",
	'x': "09AFaf",
	'z': "\x00\x00",
}

// classes are the sets by letter; a capital stands for all other bytes.
var classes = func() (classes [256]*set) {
	for letter, pairs := range ranges {
		class := new(set)
		for i := 0; i < len(pairs); i += 2 {
			class.add(pairs[i], pairs[i+1])
		}
		classes[letter], classes[letter-'a'+'A'] = class, class.others()
	}
	return classes
}()

// any is the set of the point.
var any = new(set).others()

// add adds the bytes from first to last, of which there may be none.
func (s *set) add(first, last byte) {
	for c := int(first); c <= int(last); c++ {
		s[c] = true
	}
}

func (s *set) others() *set {
	others := new(set)
	for c := range s {
		others[c] = !s[c]
	}
	return others
}

// addEscaped adds what a character stands for after %: a class, or itself.
func (s *set) addEscaped(c byte) {
	class := classes[c]
	if class == nil {
		s[c] = true
		return
	}
	for c := range class {
		s[c] = s[c] || class[c]
	}
}

// bracketed makes the set that is written between brackets, here without them.
// A ] may stand in it at the very start, and a range may end in it.
func bracketed(text string) *set {
	s, complement := new(set), false
	if text != "" && text[0] == '^' {
		text, complement = text[1:], true
	}
	for i := 0; i < len(text); i++ {
		switch {
		case text[i] == '%' && i+1 < len(text):
			i++
			s.addEscaped(text[i])
		case text[i] == '%': // a range has taken the % that this one escaped, as in [+-%%]
			s.addEscaped(']')
		case i+2 < len(text) && text[i+1] == '-':
			s.add(text[i], text[i+2])
			i += 2
		default:
			s[text[i]] = true
		}
	}
	if complement {
		return s.others()
	}
	return s
}
