package repl

import (
	"slices"
	"strings"

	"nslua/lua/syntax"
)

// A place is where in a chunk the cursor stands, as far as its words tell: the
// chunk ends there, and is unfinished or wrong as a rule.
type place struct {
	tokens                // without comments, up to the word
	word    syntax.Lexeme // that ends at the cursor; empty where none does
	comment bool          // the cursor is in one
	open    []opened      // what is open there, outermost first
}

// An opened is a bracket or a block that is open: its word, where it stands, and
// what has come in it so far.
type opened struct {
	word   string
	at     int      // among the lexemes
	commas int      // directly in it
	field  string   // in a table: whose value follows
	locals []string // declared in it
	loop   []string // the variables of a for whose do has not come
	params bool     // it is the list of a function's parameters
}

// placeAt reads a chunk up to the cursor.
func placeAt(text string) *place {
	p := &place{tokens: tokens{text: text}, word: syntax.Lexeme{Begin: len(text), End: len(text)}}
	end := len(strings.TrimRight(text, " \t\v\f\r\n"))
	for l := range syntax.Lexemes(text) {
		if l.Class != syntax.Comment {
			p.lexemes = append(p.lexemes, l)
		} else if l.End == end {
			p.comment = inComment(text[l.Begin:])
		}
	}
	if last := len(p.lexemes) - 1; last >= 0 && p.lexemes[last].End == len(text) && p.isWord(last) {
		p.word, p.lexemes = p.lexemes[last], p.lexemes[:last]
	}
	p.open = []opened{{word: "chunk"}}
	for i := range p.lexemes {
		p.pass(i)
	}
	return p
}

// isWord tells whether a lexeme at the end of the text is what is to be completed.
func (p *place) isWord(i int) bool {
	switch l := p.lexemes[i]; l.Class {
	case syntax.Name, syntax.Keyword, syntax.Number:
		return true
	case syntax.String:
		_, closed := quoteOf(p.text[l.Begin:l.End])
		return !closed
	}
	return false
}

// inComment tells whether a text that begins with a comment ends in one.
func inComment(text string) bool {
	for {
		text = strings.TrimLeft(text, " \t\v\f\r\n")
		rest, ok := strings.CutPrefix(text, "--")
		if !ok {
			return false
		}
		end := "\n"
		if level := strings.TrimLeft(strings.TrimPrefix(rest, "["), "="); strings.HasPrefix(rest, "[") && strings.HasPrefix(level, "[") {
			end = "]" + strings.Repeat("=", len(rest)-1-len(level)) + "]"
		}
		i := strings.Index(rest, end)
		if i < 0 {
			return true
		}
		text = rest[i+len(end):]
	}
}

// quoteOf is what opens a string, and whether the string is closed.
func quoteOf(text string) (quote string, closed bool) {
	if text[0] != '[' {
		quote = text[:1]
		body := text[1:]
		if !strings.HasSuffix(body, quote) {
			return quote, false
		}
		body = body[:len(body)-1]
		return quote, (len(body)-len(strings.TrimRight(body, `\`)))%2 == 0
	}
	quote = text[:2+strings.IndexByte(text[1:], '[')]
	end := "]" + quote[1:len(quote)-1] + "]"
	return quote, len(text) >= len(quote)+len(end) && strings.HasSuffix(text, end)
}

// innermost is the bracket or block that is open last.
func (p *place) innermost() *opened { return &p.open[len(p.open)-1] }

func (p *place) push(word string, at int) *opened {
	p.open = append(p.open, opened{word: word, at: at})
	return p.innermost()
}

// pop closes the last that is one of words, and what is open in it.
func (p *place) pop(words ...string) {
	for i := len(p.open) - 1; i > 0; i-- {
		if slices.Contains(words, p.open[i].word) {
			p.open = p.open[:i]
			return
		}
	}
}

// block is the innermost block of the first n that are open.
func (p *place) block(n int) *opened {
	for i := n - 1; i > 0; i-- {
		if !strings.Contains("([{", p.open[i].word) {
			return &p.open[i]
		}
	}
	return &p.open[0]
}

// pass takes note of what a lexeme opens, closes or declares.
func (p *place) pass(i int) {
	top := p.innermost()
	switch p.class(i) {
	case syntax.Name:
		p.name(i)
	case syntax.Keyword:
		p.keyword(i)
	case syntax.Symbol:
		switch word := p.at(i); word {
		case "(":
			function := top.word == "function" && !top.params
			if function {
				top.params = true
			}
			p.push(word, i).params = function
		case "{", "[":
			p.push(word, i)
		case ")":
			p.pop("(")
		case "}":
			p.pop("{")
		case "]":
			p.pop("[")
		case ",", ";":
			top.commas++
			top.field = ""
		case "=":
			if before := p.at(i - 2); top.word == "{" && p.class(i-1) == syntax.Name && strings.Contains("{,;", before) {
				top.field = p.at(i - 1)
			}
		}
	}
}

// keyword passes one that begins or ends a block.
func (p *place) keyword(i int) {
	switch word := p.at(i); word {
	case "function", "repeat":
		p.push(word, i)
	case "then":
		p.push(word, i)
	case "do":
		names := p.innermost().loop
		p.innermost().loop = nil
		p.push(word, i).locals = names
	case "else":
		p.pop("then")
		p.push("then", i)
	case "elseif":
		p.pop("then")
	case "until":
		p.pop("repeat")
	case "end":
		p.pop("function", "do", "then")
	}
}

// name declares a local variable, if that is what the name is here.
func (p *place) name(i int) {
	const most = 200 // names in a declaration
	first := i
	for i-first < 2*most && p.is(first-1, ",") && p.class(first-2) == syntax.Name {
		first -= 2
	}
	top := p.innermost()
	switch {
	case top.word == "(" && top.params:
		p.open[len(p.open)-2].declare(p.at(i))
	case p.is(first-1, "for"):
		top.loop = append(top.loop, p.at(i))
	case p.is(first-1, "local"):
		p.block(len(p.open)).declare(p.at(i))
	case p.is(i-1, "function") && p.is(i-2, "local"): // that function is open already
		p.block(len(p.open) - 1).declare(p.at(i))
	}
}

func (o *opened) declare(name string) { o.locals = append(o.locals, name) }

// locals are the local variables that are seen at the cursor, innermost first.
func (p *place) locals() (names []string) {
	seen := map[string]bool{}
	for _, o := range slices.Backward(p.open) {
		for _, name := range slices.Backward(o.locals) {
			if !seen[name] {
				names = append(names, name)
			}
			seen[name] = true
		}
	}
	return names
}
