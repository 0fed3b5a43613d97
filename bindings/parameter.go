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

// Constants are those of a family.
type Constants struct {
	Flags bool // they are joined; otherwise one is meant
	Names [][2]string
	kind  kind
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

// constantsOf are those of a kind that is no family.
func constantsOf(k kind) Constants {
	c := Constants{kind: k}
	for s := range constants {
		if s.kind == k {
			c.Names = append(c.Names, [2]string{s.name, s.meaning()})
		}
	}
	return c
}

// constants are the family as a prompt is told of it.
func (f *family) constants() Constants {
	c := Constants{Flags: !f.enum, kind: f.kind, Names: make([][2]string, len(f.names))}
	for i, name := range f.names {
		s := symbol{constant: name, kind: f.kind, family: f}
		c.Names[i] = [2]string{name.name, s.meaning()}
	}
	return c
}

// Short are the ways in which a name of the family may be written in a string, the
// usual one first: newuser, clone_newuser, user.
func (c Constants) Short(name string) []string {
	f := familyOf(c.kind)
	if f == nil {
		return []string{name}
	}
	forms := []string{name}
	for i, prefix := range f.prefixes {
		if bare, ok := strings.CutPrefix(name, prefix); ok {
			if i == 0 {
				forms = []string{bare, name}
			} else {
				forms = append(forms, bare)
			}
		}
	}
	if c.Flags {
		for i := range forms {
			forms[i] = strings.ToLower(forms[i])
		}
	}
	return forms
}

// constantKinds has every constant, made when it is asked for first.
var constantKinds map[string]symbol

// Constant says in a few words what a constant of that name is; ok is false where
// there is none.
func Constant(name string) (text string, ok bool) {
	s, ok := symbolNamed(name)
	if text = s.meaning(); text == "" {
		text = strings.ReplaceAll(string(s.kind), "_", " ")
	}
	return text, ok
}

func symbolNamed(name string) (s symbol, ok bool) {
	if constantKinds == nil {
		constantKinds = make(map[string]symbol, 1024)
		for s := range constants {
			constantKinds[s.name] = s
		}
	}
	s, ok = constantKinds[name]
	return s, ok
}

// Summary is what the row does in a sentence.
func (row *Row) Summary() string { return row.summary() }

// Topics are the names that help has pages of, each with a sentence.
func Topics() [][2]string {
	var list [][2]string
	for _, c := range chapters {
		list = append(list, [2]string{strings.ToLower(c.title), "a family of functions"})
		for i := range c.rows {
			list = append(list, [2]string{c.rows[i].Name, c.rows[i].summary()})
		}
	}
	for _, s := range symbols() {
		list = append(list, [2]string{s.name, s.text})
	}
	for _, f := range constantFamilies {
		list = append(list, [2]string{string(f.kind), "a family of constants"})
	}
	for _, t := range Book.Topics() {
		list = append(list, [2]string{t.Name, t.Title})
		for i := range t.Entries {
			list = append(list, [2]string{t.Entries[i].Name, t.Entries[i].Summary()})
		}
	}
	for _, m := range Book.Modules() {
		list = append(list, [2]string{m.Name, m.Summary()})
	}
	return list
}
