package lua

import (
	"strings"

	glua "github.com/yuin/gopher-lua"

	"nslua/bindings"
)

// Parameters are those of a function that is a row's or the manual's.
func (s *State) Parameters(fn *glua.LFunction) []bindings.Parameter {
	if row := bindings.RowOf(fn); row != nil {
		return row.Parameters()
	}
	if !fn.IsG {
		return nil
	}
	e := book{s}.entry(fn)
	if e == nil {
		return nil
	}
	_, usage, _ := strings.Cut(e.Usage, "(")
	usage, _, _ = strings.Cut(usage, ")")
	var list []bindings.Parameter
	for param := range strings.SplitSeq(usage, ", ") {
		name, words, _ := strings.Cut(param, ": ")
		p := bindings.Parameter{Name: strings.TrimSuffix(name, "?"), Module: e.Name == "require", Variable: e.Name == "os.getenv"}
		p.Path = p.Name == "path" || p.Name == "old" || p.Name == "new"
		for word := range strings.SplitSeq(words, "|") {
			if word != "" {
				p.Words = append(p.Words, strings.Trim(word, `"`))
			}
		}
		list = append(list, p)
	}
	return list
}
