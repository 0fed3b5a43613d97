package bindings

import (
	"cmp"
	"strings"

	glua "github.com/yuin/gopher-lua"
)

// A Manual is what help tells of beside the rows and constants: Lua's own
// libraries and words, modules, and functions that are written in Lua.
type Manual interface {
	Topics() []Topic
	// Modules are those that can be had without looking for files, each with what
	// its page tells in a line.
	Modules() []Entry
	// Named is the page of a module or a global, or of a field of one; "" if there
	// is none of that name.
	Named(name string) string
	// Value is the page of a value that is no row's and no constant; "" if nothing
	// is to be said of it.
	Value(value glua.LValue) string
}

// Book is the host's manual. Package lua puts its own here.
var Book Manual = blank{}

// Shown is how a page is printed. A prompt puts its own here, which has colours.
var Shown = func(page string) string { return page }

// blank is the manual of a host that has none.
type blank struct{}

func (blank) Topics() []Topic          { return nil }
func (blank) Modules() []Entry         { return nil }
func (blank) Named(string) string      { return "" }
func (blank) Value(glua.LValue) string { return "" }

// A Topic is a library, or another family of what belongs together.
type Topic struct {
	Name    string // "string", by which help finds it
	Title   string // "Strings"
	Text    string
	Entries []Entry
}

// An Entry is a function of a library, a word of the language, a module.
type Entry struct {
	Name    string // "string.format", "for"
	Usage   string // "string.format(format, ...) -> string"; "" where there is no more to it than the name
	Text    string // whole sentences
	Example string // as a Row's
}

// Summary is the first sentence of the text, up to a colon or a semicolon.
func (e *Entry) Summary() string { return summary(e.Text) }

func summary(text string) string {
	text = strings.TrimSuffix(text, ".")
	for _, end := range []string{". ", ": ", "; "} {
		text, _, _ = strings.Cut(text, end)
	}
	return text
}

// Page is what help tells of the entry.
func (t *Topic) page(e *Entry) *Page {
	p := &Page{Usage: cmp.Or(e.Usage, e.Name), Text: e.Text, Example: e.Example}
	for _, other := range t.Entries {
		if other.Name != e.Name {
			p.See = append(p.See, other.Name)
		}
	}
	return p
}

// list is the topic as help() has it.
func (t *Topic) list() string {
	lines := make([][2]string, len(t.Entries))
	for i := range t.Entries {
		lines[i] = [2]string{t.Entries[i].Name, t.Entries[i].Summary()}
	}
	return table(lines)
}

// entryPage is the page of an entry or a topic of the manual; "" if it has none of
// that name.
func entryPage(name string) string {
	topics := Book.Topics()
	for i := range topics {
		for j := range topics[i].Entries {
			if e := &topics[i].Entries[j]; e.Name == name {
				return topics[i].page(e).String()
			}
		}
	}
	for i := range topics {
		if t := &topics[i]; t.Name == name || strings.EqualFold(t.Title, name) {
			return t.Title + "\n\n" + wrapped("", words(t.Text)) + "\n" + t.list()
		}
	}
	return ""
}

// A Page is what help prints of a thing that is no row's.
type Page struct {
	Usage   string // how it is written; "" for nothing
	Text    string // is set in lines of the page's width
	Comment string // a comment of the source, whose lines stay as they are
	Where   string // where it is defined, a sentence
	Lists   []List
	Example string
	See     []string
}

// A List has lines of a name and a text.
type List struct {
	Title string
	Lines [][2]string
}

// String is the page in lines of at most 80 columns, but for what has longer ones
// of its own.
func (p *Page) String() string {
	var parts []string
	if p.Usage != "" {
		parts = append(parts, wrapped("", words(p.Usage)))
	}
	if p.Text != "" {
		parts = append(parts, wrapped("", words(p.Text)))
	}
	if p.Comment != "" {
		parts = append(parts, strings.TrimRight(p.Comment, "\n")+"\n")
	}
	if p.Where != "" {
		parts = append(parts, wrapped("", words(p.Where)))
	}
	for _, l := range p.Lists {
		parts = append(parts, l.Title+"\n"+table(l.Lines))
	}
	if p.Example != "" {
		parts = append(parts, example(p.Example))
	}
	if p.See != nil {
		parts = append(parts, wrapped("See also: ", p.See))
	}
	return strings.Join(parts, "\n")
}

// example sets an example of a page.
func example(text string) string {
	var b strings.Builder
	b.WriteString("Example:\n")
	for line := range strings.Lines(text + "\n") {
		b.WriteString("  " + line)
	}
	return b.String()
}
