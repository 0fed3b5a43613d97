package bindings

import (
	"fmt"
	"slices"
	"strings"
)

// The pages of the rows, and of their chapters.

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
	text.WriteString(row.errors())
	text.WriteString("\n" + example(row.Example))
	if others := row.others(); len(others) > 0 {
		text.WriteString("\n" + wrapped("See also: ", others))
	}
	return text.String()
}

// text is Doc and since when there is the call.
func (row *Row) text() string {
	if row.Since == "" {
		return row.Doc
	}
	return row.Doc + " Since Linux " + row.Since + "."
}

// Summary is the first sentence of Doc, up to a colon or a semicolon.
func (row *Row) Summary() string { return summary(row.Doc) }

// line is the row where it is listed with others.
func (row *Row) line() [2]string { return [2]string{row.Name, row.Summary()} }

// page lists the functions of a chapter.
func (c chapter) page() string {
	lines := make([][2]string, len(c.rows))
	for i := range c.rows {
		lines[i] = c.rows[i].line()
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

// others are the other functions of the row's chapter.
func (row *Row) others() []string {
	for _, c := range chapters {
		names := c.names()
		if own := slices.Index(names, row.Name); own >= 0 {
			return slices.Delete(names, own, own+1)
		}
	}
	return nil
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
