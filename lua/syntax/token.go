package syntax

import "fmt"

// A kind of token is its character, or one of these.
type kind int

const (
	tokenAnd kind = iota + 257
	tokenBreak
	tokenDo
	tokenElse
	tokenElseif
	tokenEnd
	tokenFalse
	tokenFor
	tokenFunction
	tokenIf
	tokenIn
	tokenLocal
	tokenNil
	tokenNot
	tokenOr
	tokenRepeat
	tokenReturn
	tokenThen
	tokenTrue
	tokenUntil
	tokenWhile
	tokenConcat
	tokenDots
	tokenEqual
	tokenGreaterEqual
	tokenLessEqual
	tokenNotEqual
	tokenNumber
	tokenName
	tokenString
	tokenEOS // the end of the source
)

var spellings = [...]string{
	"and", "break", "do", "else", "elseif", "end", "false", "for", "function",
	"if", "in", "local", "nil", "not", "or", "repeat", "return", "then", "true",
	"until", "while", "..", "...", "==", ">=", "<=", "~=", "<number>", "<name>",
	"<string>", "<eof>",
}

// Keywords are what no variable can be called.
func Keywords() []string { return spellings[:tokenWhile-tokenAnd+1] }

// String is the kind in messages.
func (k kind) String() string {
	switch {
	case k >= tokenAnd:
		return spellings[k-tokenAnd]
	case k < ' ' || k == 0x7f:
		return fmt.Sprintf("char(%d)", int(k))
	}
	return string([]byte{byte(k)})
}

// reserved gives the kind of a word.
func reserved(word string) kind {
	switch word {
	case "and":
		return tokenAnd
	case "break":
		return tokenBreak
	case "do":
		return tokenDo
	case "else":
		return tokenElse
	case "elseif":
		return tokenElseif
	case "end":
		return tokenEnd
	case "false":
		return tokenFalse
	case "for":
		return tokenFor
	case "function":
		return tokenFunction
	case "if":
		return tokenIf
	case "in":
		return tokenIn
	case "local":
		return tokenLocal
	case "nil":
		return tokenNil
	case "not":
		return tokenNot
	case "or":
		return tokenOr
	case "repeat":
		return tokenRepeat
	case "return":
		return tokenReturn
	case "then":
		return tokenThen
	case "true":
		return tokenTrue
	case "until":
		return tokenUntil
	case "while":
		return tokenWhile
	}
	return tokenName
}

// IsName tells whether a word can be a variable's name, or a field's after a dot.
func IsName(word string) bool {
	for i := range len(word) {
		if class[word[i]]&(alpha|digit) == 0 {
			return false
		}
	}
	return word != "" && class[word[0]] == alpha && reserved(word) == tokenName
}

// A token is a word of the source.
type token struct {
	kind   kind
	column int     // of its first byte, from 1
	text   string  // of a name or number; a string's value
	quote  string  // what opens a string
	number float64 // a number's value
}

// String is the token in messages: what was read of it, up to a zero byte.
func (t token) String() string {
	switch t.kind {
	case tokenName, tokenNumber:
		return t.text
	case tokenString:
		return t.quote + t.text + closing(t.quote)
	}
	return t.kind.String()
}

// closing is what ends a string.
func closing(quote string) string {
	if quote[0] != '[' {
		return quote
	}
	return "]" + quote[1:len(quote)-1] + "]"
}
