package bindings

import (
	"fmt"
	"strings"
)

// How a page of help is set: in lines of at most 80 columns.
const pageWidth = 80

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

func words(text string) []string { return strings.Fields(text) }

// wrapped sets words in lines. label begins the first of them, and the others
// begin where its words do.
func wrapped(label string, words []string) string {
	var text strings.Builder
	line, indent := label, strings.Repeat(" ", len(label))
	for i, word := range words {
		if i > 0 && len(line)+1+len(word) > pageWidth {
			text.WriteString(line + "\n")
			line = indent
		} else if i > 0 {
			line += " "
		}
		line += word
	}
	text.WriteString(line + "\n")
	return text.String()
}

// table sets lines of a name and a text in two columns.
func table(lines [][2]string) string {
	width := 0
	for _, line := range lines {
		width = max(width, len(line[0]))
	}
	var text strings.Builder
	for _, line := range lines {
		if line[1] == "" {
			text.WriteString("  " + line[0] + "\n")
			continue
		}
		text.WriteString(wrapped(fmt.Sprintf("  %-*s  ", width, line[0]), words(line[1])))
	}
	return text.String()
}

// summary is the first sentence of a text, up to a colon or a semicolon.
func summary(text string) string {
	text = strings.TrimSuffix(text, ".")
	for _, end := range []string{". ", ": ", "; "} {
		text, _, _ = strings.Cut(text, end)
	}
	return text
}
