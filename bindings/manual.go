package bindings

import (
	"cmp"
	"slices"
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
func (e Entry) Summary() string { return summary(e.Text) }

// line is the entry where it is listed with others.
func (e Entry) line() [2]string { return [2]string{e.Name, e.Summary()} }

// named is the entry of a name, -1 for none.
func (t Topic) named(name string) int {
	return slices.IndexFunc(t.Entries, func(e Entry) bool { return e.Name == name })
}

// entryPage is what help tells of entry i.
func (t Topic) entryPage(i int) string {
	e := t.Entries[i]
	p := Page{Usage: cmp.Or(e.Usage, e.Name), Text: e.Text, Example: e.Example}
	for j, other := range t.Entries {
		if j != i {
			p.See = append(p.See, other.Name)
		}
	}
	return p.String()
}

// page lists the entries.
func (t Topic) page() string {
	lines := make([][2]string, len(t.Entries))
	for i, e := range t.Entries {
		lines[i] = e.line()
	}
	return t.Title + "\n\n" + wrapped("", words(t.Text)) + "\n" + table(lines)
}

// bookPage is the page of an entry or a topic of the manual; "" if it has none of
// that name.
func bookPage(name string) string {
	topics := Book.Topics()
	for _, t := range topics {
		if i := t.named(name); i >= 0 {
			return t.entryPage(i)
		}
	}
	for _, t := range topics {
		if t.Name == name || strings.EqualFold(t.Title, name) {
			return t.page()
		}
	}
	return ""
}
