package repl

import (
	"os"
	"strconv"
	"strings"

	"nslua/bindings"
	"nslua/repl/colour"
)

// promptHelp is what .help prompt tells.
const promptHelp = `The prompt is made anew each time. NSLUA_PROMPT in the environment, or a string in
the global _PROMPT, is a template for it:
  %p  the pid
  %u  # for root, and else the user's name, or "uid 4242"
  %n  the namespaces that the session did not begin in; (pid) and (time) are those
      that only the children will be in, and root is another root directory
  %d  how many forks at the prompt this process is from the first; empty in that
  %h  the host's name
  %w  the working directory
  %(  and %) are around what is shown only where one of these in it is not empty
  %%  %
The usual one is ` + promptTemplate + `
_PROMPT may be a function that returns the prompt. It is called with a table of pid,
uid, user, namespaces (a list), depth, host, cwd and default, the usual prompt.
_PROMPT2 is for the further lines of an input. Escape sequences may be in both.`

// A template is a prompt with places for what it is to tell; see promptHelp.
type template struct {
	rest    string
	now     *whereabouts
	palette colour.Palette
	style   colour.Style // of all but the namespaces
}

func (now *whereabouts) expand(text string, style colour.Style) string {
	t := template{text, now, now.session.palette, style}
	prompt, _ := t.expand(false)
	return prompt
}

// expand takes what there is up to the end, or to that of a group. It tells whether
// something in it was not empty.
func (t *template) expand(group bool) (prompt string, told bool) {
	for {
		text, rest, found := strings.Cut(t.rest, "%")
		prompt += t.palette.Paint(t.style, text)
		if !found {
			t.rest = ""
			return prompt, told
		}
		if rest == "" {
			rest = "%"
		}
		escape := rest[0]
		t.rest = rest[1:]
		switch value, ok := t.value(escape); {
		case ok:
			style := t.style
			if escape == 'n' {
				style = colour.Namespace
			}
			prompt += t.palette.Paint(style, bindings.Printable(value))
			told = told || value != ""
		case escape == '(':
			if inner, has := t.expand(true); has {
				prompt, told = prompt+inner, true
			}
		case escape == ')' && group:
			return prompt, told
		case escape == '%':
			prompt += t.palette.Paint(t.style, "%")
		default: // none of ours
			prompt += t.palette.Paint(t.style, "%")
			t.rest = rest
		}
	}
}

func (t *template) value(escape byte) (value string, ok bool) {
	switch escape {
	case 'p':
		return strconv.Itoa(os.Getpid()), true
	case 'u':
		return t.now.user(), true
	case 'n':
		return strings.Join(t.now.namespaces(), " "), true
	case 'd':
		return t.now.depth(), true
	case 'h':
		return bindings.HostName(), true
	case 'w':
		return bindings.WorkingDirectory(), true
	}
	return "", false
}
