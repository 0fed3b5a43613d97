package syntax

import (
	"fmt"

	glua "github.com/yuin/gopher-lua"
)

// What the reference implementation allows.
const (
	mostLevels   = 200 // of nesting, of the source and of C's calls together
	mostLocals   = 200
	mostUpvalues = 60
	mostStack    = 250
	mostNames    = 1<<15 - 1 // local variables of a function, one after another
)

// A parser reads one chunk and writes its functions.
type parser struct {
	lexer
	token    token
	ahead    token // the one after it, if it has been read
	looked   bool  // whether it has
	lastLine int   // of the token before
	levels   int
	fn       *function
	unused   []*function // to take again
	values   values
	name     string // of the chunk, as messages show it
	session  *Session
}

// Compile makes a function of a chunk. The name is the chunk's, as load has it.
// levels is how deep C's calls would be, to which the source's nesting is added.
// Errors in the source are of type *Error.
func Compile(chunk, source string, levels int) (*glua.FunctionProto, error) {
	return compile(&parser{lexer: lexer{source: source, line: 1, chunk: chunk}, levels: levels})
}

// CompileFrom compiles a source that read gives in pieces, of which the last is
// "". It reads no farther than it must; read's error is given back.
func CompileFrom(chunk string, read func() (string, error), levels int) (*glua.FunctionProto, error) {
	return compile(&parser{lexer: lexer{read: read, line: 1, chunk: chunk}, levels: levels})
}

// CompileLine compiles a chunk of a session; see Session.
func CompileLine(chunk, source string, levels int, session *Session) (*glua.FunctionProto, error) {
	return compile(&parser{lexer: lexer{source: source, line: 1, chunk: chunk}, levels: levels, session: session})
}

func compile(p *parser) (proto *glua.FunctionProto, err error) {
	defer func() {
		switch r := recover().(type) {
		case nil:
		case failure:
			proto, err = nil, r.error
		default:
			panic(r)
		}
	}()
	p.values = make(values, min(len(p.source)/50, 256)) // about as many as there are
	p.name = Source(p.chunk, ShortSource)
	p.open(0)
	p.fn.proto.IsVarArg = glua.VarArgIsVarArg
	p.next()
	if p.session != nil && p.session.Values {
		p.returned()
		p.accept(';')
	} else {
		p.block()
	}
	p.check(tokenEOS)
	p.session.captured(p.fn)
	return p.close(), nil
}

// next goes on to the next token.
func (p *parser) next() {
	p.lastLine = p.line
	if p.looked {
		p.token, p.looked = p.ahead, false
		return
	}
	p.token = p.scan()
}

// peek looks one token farther.
func (p *parser) peek() kind {
	p.ahead, p.looked = p.scan(), true
	return p.ahead.kind
}

// accept goes on if the token is of a kind.
func (p *parser) accept(k kind) bool {
	if p.token.kind != k {
		return false
	}
	p.next()
	return true
}

func (p *parser) check(k kind) {
	if p.token.kind != k {
		p.fail(fmt.Sprintf("'%v' expected", k))
	}
}

// expect goes on past a token that must be there.
func (p *parser) expect(k kind) {
	p.check(k)
	p.next()
}

// close goes on past what closes something that was opened at a line.
func (p *parser) match(what, opening kind, line int) {
	if p.token.kind != what && line != p.line {
		p.fail(fmt.Sprintf("'%v' expected (to close '%v' at line %d)", what, opening, line))
	}
	p.expect(what)
}

func (p *parser) identifier() string {
	p.check(tokenName)
	name := p.token.text
	p.next()
	return name
}

// enter begins a level of nesting. Go's stack is not exhausted, because there
// is a limit.
func (p *parser) enter() {
	p.levels++
	if p.levels > mostLevels {
		p.raise("chunk has too many syntax levels", p.token.column, false)
	}
}

func (p *parser) leave() { p.levels-- }
