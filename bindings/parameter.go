package bindings

import (
	"slices"
	"strings"
)

// What a prompt that completes arguments is told of the rows.

// A Parameter is one of a row's, by what may be passed for it.
type Parameter struct {
	Name       string
	Constants  []Constants
	Words      []string // strings that it may be
	Process    bool     // the number of a process, or a table with it as pid
	Descriptor bool     // one that is open
	Path       bool
	Variable   bool    // the name of one of the environment
	Topic      bool    // what help has a page of
	Module     bool    // what require takes
	Fields     []Field // of the table that it may be
}

// A Field is one of a table that is passed.
type Field struct {
	Name, Text string
	Constants  []Constants
}

// Parameters are those of the row, in their order.
func (row *Row) Parameters() []Parameter {
	sig, _ := parseSignature(row.Sig)
	list := make([]Parameter, len(sig.params))
	for i, p := range sig.params {
		list[i] = Parameter{
			Name:       p.name,
			Words:      p.kind.quoted(),
			Process:    p.isProcess(),
			Descriptor: p.kind.has("descriptor"),
			Path:       p.kind.has("path") && !slices.Contains([]string{"name", "value", "fstype"}, p.name),
			Variable:   p.name == "name" && strings.HasSuffix(row.Name, "env"),
			Topic:      row.Name == "help" || row.Name == "apropos",
		}
		for word := range strings.SplitSeq(string(p.kind), "|") {
			if f := familyOf(kind(word)); f != nil {
				list[i].Constants = append(list[i].Constants, f.constants())
			} else if word == "disposition" {
				list[i].Constants = append(list[i].Constants, constantsOf("disposition"))
			} else if p.name == "errno" {
				list[i].Constants = append(list[i].Constants, constantsOf("errno"))
			}
		}
		if p.kind.has("table") {
			list[i].Fields = row.fields(p, list[i].Constants)
		}
	}
	return list
}

// isProcess tells whether a pid is meant, as the names of parameters say.
func (p param) isProcess() bool {
	switch p.name {
	case "pid", "pid1", "pid2", "tgid":
		return p.kind.has("integer")
	case "target", "source":
		return p.kind.has("table") && p.kind.has("descriptor")
	}
	return false
}

// quoted are the kind's words in quotes, which are strings.
func (k kind) quoted() (words []string) {
	for word := range strings.SplitSeq(string(k), "|") {
		if strings.HasPrefix(word, `"`) {
			words = append(words, strings.Trim(word, `"`))
		}
	}
	return words
}

// fields are those of the table that a parameter takes, where Items lists them:
// the last of the parameters that takes one. A process has its pid.
func (row *Row) fields(p param, flags []Constants) (fields []Field) {
	if p.isProcess() {
		return []Field{{Name: "pid", Text: "the number of a process"}}
	}
	if row.lastTable() != p.name {
		return nil
	}
	for name, text := range row.items {
		f := Field{Name: name, Text: text, Constants: fieldConstants(name, text)}
		if name == "flags" && f.Constants == nil {
			f.Constants = flags
		}
		fields = append(fields, f)
	}
	return fields
}

// Results are the fields of the table that the row returns, or of those in the list
// that it returns, where Items lists them.
func (row *Row) Results() (fields []Field) {
	sig, _ := parseSignature(row.Sig)
	if row.lastTable() != "" || len(sig.results) == 0 || !sig.results[0].kind.has("table") {
		return nil
	}
	for name, text := range row.items {
		fields = append(fields, Field{Name: name, Text: text})
	}
	return fields
}

// lastTable is the last parameter that takes a table, "" if none does.
func (row *Row) lastTable() string {
	sig, _ := parseSignature(row.Sig)
	for _, p := range slices.Backward(sig.params) {
		if p.kind.has("table") {
			return p.name
		}
	}
	return ""
}

// items goes through Items, in which names may stand together: "uid, gid: theirs".
func (row *Row) items(yield func(name, text string) bool) {
	items, _ := parseItems(row.Items)
	for _, item := range items {
		for name := range strings.SplitSeq(item[0], ", ") {
			if !yield(name, item[1]) {
				return
			}
		}
	}
}

// fieldConstants are those that a field takes: the text names one, but for numbers
// of other things, of which it says what they have to do with a flag.
func fieldConstants(name, text string) []Constants {
	if name == "mask" {
		return []Constants{familyOf("signal").constants()}
	}
	if name == "mode" || strings.HasSuffix(name, "_fd") {
		return nil
	}
	notOfConstant := func(r rune) bool { return r != '_' && (r < '0' || r > '9') && (r < 'A' || r > 'Z') }
	for word := range strings.FieldsFuncSeq(text, notOfConstant) {
		if s, ok := symbolNamed(word); ok && s.family != nil {
			return []Constants{s.family.constants()}
		}
	}
	return nil
}
