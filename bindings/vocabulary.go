package bindings

import "strings"

// What a prompt that completes names is told of constants, and of what help knows.

// Constants are those of a family.
type Constants struct {
	Flags bool // they are joined; otherwise one is meant
	Names [][2]string
	kind  kind
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
	c := Constants{Flags: !f.enum, kind: f.kind, Names: make([][2]string, 0, len(f.names))}
	for s := range f.symbols {
		c.Names = append(c.Names, [2]string{s.name, s.meaning()})
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

// Constant says in a few words what a constant of that name is; ok is false where
// there is none.
func Constant(name string) (text string, ok bool) {
	s, ok := symbolNamed(name)
	if text = s.meaning(); text == "" {
		text = strings.ReplaceAll(string(s.kind), "_", " ")
	}
	return text, ok
}

// Topics are the names that help has pages of, each with a sentence.
func Topics() (list [][2]string) {
	for _, c := range chapters {
		list = append(list, [2]string{strings.ToLower(c.title), "a family of functions"})
		for i := range c.rows {
			list = append(list, c.rows[i].line())
		}
	}
	for s := range constants {
		list = append(list, [2]string{s.name, s.meaning()})
	}
	for _, f := range constantFamilies {
		list = append(list, [2]string{string(f.kind), "a family of constants"})
	}
	for _, t := range Book.Topics() {
		list = append(list, [2]string{t.Name, t.Title})
		for _, e := range t.Entries {
			list = append(list, e.line())
		}
	}
	for _, m := range Book.Modules() {
		list = append(list, m.line())
	}
	return list
}
