package repl

import (
	"io"

	glua "github.com/yuin/gopher-lua"

	"nslua/bindings"
	"nslua/repl/line"
)

// plain is the editor where nothing can be edited: input from a pipe or a file,
// or a terminal that cannot move its cursor. It reads byte by byte, because what
// follows the line may be for a child or for a program that is run.
type plain struct {
	session *Session
	prompts bool // there is somebody to be prompted
}

func (p *plain) ReadInput(prompt string, more func(string) line.Need) (string, error) {
	input, err := p.readLine(prompt)
	for err == nil && more(input) != line.Nothing {
		var next string
		if next, err = p.readLine(p.session.continuation(prompt)); err == io.EOF {
			return input, nil
		}
		input += "\n" + next
	}
	return input, err
}

func (p *plain) readLine(prompt string) (string, error) {
	p.show(prompt)
	var text []byte
	for {
		turns := p.session.turns
		b, n, failed := make([]byte, 1), 0, bindings.AwaitInput()
		if bindings.Interrupted(failed) {
			if err := p.protect(bindings.Deliver); err != nil {
				return "", err
			}
			if p.session.announce("\n") || p.session.turns != turns {
				p.show(prompt)
			}
			continue
		}
		err := p.protect(func(L *glua.LState) {
			if failed == nil {
				n, failed = bindings.Read(L, 0, b)
			}
		})
		switch {
		case err != nil:
			return "", err
		case failed != nil:
			return "", failed
		case n == 1 && b[0] == '\n', n == 0 && len(text) > 0:
			return string(text), nil
		case n == 0:
			if p.prompts {
				p.session.tell("")
			}
			return "", io.EOF
		}
		text = append(text, b[0])
	}
}

func (p *plain) show(prompt string) {
	if p.prompts {
		p.protect(func(L *glua.LState) { bindings.Write(L, 1, []byte(prompt)) })
	}
}

// protect makes a call in which handlers may run. Their errors are told, and an
// interrupt is one to the line.
func (p *plain) protect(f func(L *glua.LState)) error {
	for {
		err := p.session.state.Protect(f)
		switch {
		case p.session.child:
			p.session.settle("", err)
			return line.ErrInterrupted
		case err == nil:
			return nil
		case isInterrupt(err):
			p.session.tell("")
			return line.ErrInterrupted
		}
		p.session.complain(err)
	}
}

func (p *plain) Reclaim() {
	if p.prompts {
		new(bindings.Terminal).Reclaim() // its modes are nobody's but the user's
	}
}
