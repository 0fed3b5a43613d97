package bindings

import (
	"fmt"
	"strings"
)

// The pages that help prints, in lines of at most 80 columns.
const pageWidth = 80

func (row *Row) page() string {
	var text strings.Builder
	sig := strings.SplitAfter(row.Sig[1:], ", ")
	for i := range sig {
		sig[i] = strings.TrimSuffix(sig[i], " ")
	}
	text.WriteString(wrapped(row.Name+"(", append(sig, " -- "+row.Man)))
	text.WriteString("\n" + wrapped("", words(row.text())))
	if items, _ := parseItems(row.Items); items != nil {
		text.WriteString("\n" + table(items))
	}
	for _, f := range row.families() {
		number := "one or a sum of"
		if f.enum {
			number = "one of"
		}
		fmt.Fprintf(&text, "\n%s, %s:\n%s", f.parameter, number, f.choices())
	}
	if errs, _ := parseItems(row.Errs); errs != nil {
		text.WriteString("\nErrors:\n" + table(errs))
		text.WriteString("\n" + wrapped("", words(hints)))
	}
	text.WriteString("\n" + example(row.Example))
	if others := row.others(); others != nil {
		text.WriteString("\n" + wrapped("See also: ", others))
	}
	return text.String()
}

// hints are looked for when a call is refused, in what /proc shows then.
const hints = `Where the cause can be told, a second line of the message does: "hint: ...".`

// fewEnough is how many constants a function's page has a line for each of.
const fewEnough = 24

// choices are the constants of a family, on the page of a function that takes them.
func (f *family) choices() string {
	if meaning(f.names[0].name) != "" && len(f.names) <= fewEnough {
		return f.table()
	}
	list := wrapped("  ", words(f.list()))
	if len(f.names) > 1 && f.texts() {
		list += fmt.Sprintf("  (help %q tells what they mean.)\n", f.kind)
	}
	return list
}

// texts tells whether something is said of the constants.
func (f *family) texts() bool { return f.kind == "signal" || meaning(f.names[0].name) != "" }

// table has the constants with what is said of them.
func (f *family) table() string {
	var lines [][2]string
	for _, c := range f.names {
		s := symbol{constant: c, kind: f.kind, family: f}
		lines = append(lines, [2]string{c.name, s.meaning()})
	}
	return table(lines)
}

// text is Doc and since when there is the call.
func (row *Row) text() string {
	if row.Since == "" {
		return row.Doc
	}
	return row.Doc + " Since Linux " + row.Since + "."
}

// page lists the functions of a chapter.
func (c chapter) page() string {
	lines := make([][2]string, len(c.rows))
	for i := range c.rows {
		lines[i] = [2]string{c.rows[i].Name, c.rows[i].Summary()}
	}
	return c.title + "\n" + table(lines)
}

// names are those of a chapter's functions.
func (c chapter) names() []string {
	names := make([]string, len(c.rows))
	for i, row := range c.rows {
		names[i] = row.Name
	}
	return names
}

// parameterFamily is a family with the parameter that takes it.
type parameterFamily struct {
	*family
	parameter string
}

// families are those of the parameters.
func (row *Row) families() (list []parameterFamily) {
	sig, _ := parseSignature(row.Sig)
	for _, p := range sig.params {
		for word := range strings.SplitSeq(string(p.kind), "|") {
			if f := familyOf(kind(word)); f != nil {
				list = append(list, parameterFamily{f, p.name})
			}
		}
	}
	return list
}

// others are the other functions of the row's chapter.
func (row *Row) others() (names []string) {
	for _, c := range chapters {
		own := false
		names = nil
		for _, other := range c.rows {
			if other.Name == row.Name {
				own = true
			} else {
				names = append(names, other.Name)
			}
		}
		if own {
			return names
		}
	}
	return nil
}

// Summary is the first sentence of Doc, up to a colon or a semicolon.
func (row *Row) Summary() string { return summary(row.Doc) }

// parseItems reads a Row's Items, or Errs: the name of each and what is said of it.
func parseItems(items string) (list [][2]string, err error) {
	if items == "" {
		return nil, nil
	}
	for item := range strings.SplitSeq(items, "; ") {
		name, text, ok := strings.Cut(item, ": ")
		if !ok || text == "" {
			return nil, fmt.Errorf("%q is not name: text", item)
		}
		list = append(list, [2]string{name, text})
	}
	return list, nil
}

func (f *family) page() string {
	text := fmt.Sprintf("%s: integers, of which one is meant\n", f.kind)
	if !f.enum {
		text = fmt.Sprintf("%s: flags, which are joined by \"+\"\n", f.kind)
	}
	if f.texts() {
		text += "\n" + f.table()
	} else {
		text += "\n" + wrapped("  ", words(f.list()))
	}
	if by := takers(f.kind); by != nil {
		text += "\n" + wrapped("Taken by: ", by)
	}
	return text
}

// takers are the functions with a parameter of the kind.
func takers(k kind) (names []string) {
	for _, c := range chapters {
		for _, row := range c.rows {
			sig, _ := parseSignature(row.Sig)
			for _, p := range sig.params {
				if p.kind.has(string(k)) {
					names = append(names, row.Name)
					break
				}
			}
		}
	}
	return names
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
