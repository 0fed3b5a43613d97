package bindings

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// What apropos counts for a word, by where it is found.
const (
	inText    = 1 << iota // of the page
	inSummary             // its first sentence
	inName
	startsName // or a part of it: mount in pivot_mount
	isName
)

// A match is something that has all the words.
type match struct {
	line  [2]string // its name, and a sentence
	score int
}

// A search is for words, in lower case.
type search []string

// apropos lists what has to do with words, by kinds of things, the nearest first.
func apropos(text string) string {
	s := search(strings.Fields(strings.ToLower(text)))
	if len(s) == 0 {
		return "apropos \"mount\" lists what has to do with a word, or with several.\n"
	}
	var parts []string
	for _, group := range []struct {
		title   string
		matches []match
	}{
		{"Functions", s.rows()},
		{"Constants", s.constants()},
		{"Lua", s.entries()},
		{"Modules", s.modules()},
	} {
		if len(group.matches) > 0 {
			parts = append(parts, group.title+"\n"+listed(group.matches))
		}
	}
	if parts == nil {
		if like := similar(text); like != "" {
			return fmt.Sprintf("Nothing has to do with %q; perhaps %s?\n", text, like)
		}
		return fmt.Sprintf("Nothing has to do with %q.\n", text)
	}
	return strings.Join(parts, "\n")
}

// listed sets matches in two columns, the nearest first.
func listed(matches []match) string {
	slices.SortStableFunc(matches, func(a, b match) int { return cmp.Compare(b.score, a.score) })
	lines := make([][2]string, len(matches))
	for i, m := range matches {
		lines[i] = m.line
	}
	return table(lines)
}

func (s search) rows() (found []match) {
	for _, c := range chapters {
		for i := range c.rows {
			row := &c.rows[i]
			found = s.add(found, row.line(), c.title+" "+row.text()+" "+row.Items)
		}
	}
	return found
}

func (s search) constants() (found []match) {
	for c := range constants {
		found = s.add(found, c.line(), "")
	}
	return found
}

func (s search) entries() (found []match) {
	for _, t := range Book.Topics() {
		for _, e := range t.Entries {
			found = s.add(found, e.line(), t.Title+" "+e.Text)
		}
	}
	return found
}

func (s search) modules() (found []match) {
	for _, m := range Book.Modules() {
		found = s.add(found, m.line(), m.Text)
	}
	return found
}

// add adds what has all the words.
func (s search) add(list []match, line [2]string, text string) []match {
	name, summary, text := strings.ToLower(line[0]), strings.ToLower(line[1]), strings.ToLower(text)
	score := 0
	for _, word := range s {
		n := found(word, name, summary, text)
		if n == 0 {
			return list
		}
		score += n
	}
	return append(list, match{line, score})
}

// found is the best place that a word is found in, 0 for none. In texts it is a word
// or the beginning of one.
func found(word, name, summary, text string) int {
	switch {
	case name == word:
		return isName
	case slices.ContainsFunc(strings.FieldsFunc(name, joint), func(part string) bool { return strings.HasPrefix(part, word) }):
		return startsName
	case strings.Contains(name, word):
		return inName
	case begins(summary, word):
		return inSummary
	case begins(text, word):
		return inText
	}
	return 0
}

// joint is what joins the words of a name.
func joint(r rune) bool { return strings.ContainsRune("_.:", r) }

// begins tells whether a word of a text begins so.
func begins(text, word string) bool {
	return slices.ContainsFunc(strings.FieldsFunc(text, notOfName), func(w string) bool { return strings.HasPrefix(w, word) })
}
