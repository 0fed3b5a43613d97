package bindings

import "strings"

// A hint is what a refused call's second line may say, as it is known before the
// call.
type hint struct {
	errnos string // for which it is said, joined by " or "; "" where any may have it
	text   string
}

// hintParts are the parts of help "hints": those that many functions give.
var hintParts = [][2]string{
	{everyCall, "Every call"},
	{"paths", "Paths"},
	{"capabilities", "Capabilities"},
	{"processes", "Other processes"},
	{"terminals", "Terminals"},
	{"overlays", "Overlays"},
}

// everyCall is the part to which no page refers.
const everyCall = "every call"

// readHints are the hints that stand on a page.
func readHints(page string) []hint {
	lines, _ := foreseen(page)
	return parseHints(lines)
}

// parseHints reads the lines of foreseen.
func parseHints(lines string) (list []hint) {
	if lines == "" {
		return nil
	}
	for line := range strings.SplitSeq(lines, "\n") {
		errnos, text, _ := strings.Cut(line, ": ")
		list = append(list, hint{strings.ReplaceAll(errnos, " ", " or "), text})
	}
	return list
}

// A hintedError is an error of a row, with its hints.
type hintedError struct {
	name, text string // what Errs has of it; text is "" for what only has hints
	hints      []string
}

// hintedErrors are a page's errors, before those that several have in common.
func hintedErrors(errs [][2]string, list []hint) (own, common []hintedError) {
	for _, e := range errs {
		own = append(own, hintedError{name: e[0], text: e[1]})
	}
	for _, h := range list {
		to := &own
		if h.errnos == "" || strings.Contains(h.errnos, " ") {
			to = &common
		}
		with(to, h)
	}
	return own, common
}

// with adds a hint to the error that it is for.
func with(list *[]hintedError, h hint) {
	for i := range *list {
		if r := &(*list)[i]; r.name == h.errnos {
			r.hints = append(r.hints, h.text)
			return
		}
	}
	*list = append(*list, hintedError{name: h.errnos, hints: []string{h.text}})
}

// errors is the part of a row's page that tells of them.
func (row *Row) errors() string {
	errs, _ := parseItems(row.Errs)
	list := readHints(row.Name)
	if errs == nil && list == nil {
		return ""
	}
	return "\nErrors:\n" + errorTable(hintedErrors(errs, list)) + "\n" + wrapped("", words(moreHints(row.Name)))
}

// errorTable has the errors with their hints below them, and then the hints that
// several have.
func errorTable(own, common []hintedError) string {
	var lines [][2]string
	for _, r := range own {
		name := r.name
		if r.text != "" {
			lines = append(lines, [2]string{name, r.text})
			name = ""
		}
		for _, h := range r.hints {
			lines = append(lines, [2]string{name, "hint: " + h})
			name = ""
		}
	}
	text := table(lines)
	for _, r := range common {
		if r.name == "" {
			r.name = "any error"
		}
		text += "  With " + r.name + ":\n"
		for _, h := range r.hints {
			text += wrapped("    hint: ", words(h))
		}
	}
	return text
}

// moreHints tells what hints are, and where there are more of them.
func moreHints(page string) string {
	text := `Where the cause can be told, a second line of the message does: "hint: ...". More hints: help "hints"`
	_, rest := foreseen(page)
	var parts, others []string
	for name := range strings.SplitSeq(rest, ",") {
		switch {
		case rowNamed(name) != nil:
			others = append(others, "help("+name+")")
		case name != "" && name != everyCall:
			parts = append(parts, name)
		}
	}
	if parts != nil {
		text += " (" + strings.Join(parts, ", ") + ")"
	}
	return strings.Join(append([]string{text}, others...), ", ") + "."
}

// hintsPage has the hints that many functions give.
func hintsPage() string {
	text := wrapped("", words(`A call that is refused returns nil, a message and the number of an error. `+
		`Where the cause can be told, a second line of the message does: "hint: ...". `+
		`Those that a function alone gives are on its page; these are given by many. `+
		`"...", N and PATH stand for what is put there then.`))
	for _, part := range hintParts {
		text += "\n" + part[1] + "\n" + errorTable(hintedErrors(nil, readHints(part[0])))
	}
	return text
}
