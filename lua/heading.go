package lua

import (
	"fmt"
	"slices"
	"strings"

	glua "github.com/yuin/gopher-lua"

	"nslua/lua/syntax"
)

// heading is how a function in Lua is called: the name that its source gives it, or
// "function", and its parameters.
func heading(fn *glua.LFunction) string {
	params := ParameterNames(fn.Proto)
	name := definedAs(sourceLine(fn.Proto, fn.Proto.LineDefined), params)
	if name == "" {
		name = "function"
	}
	if strings.Contains(name, ":") && len(params) > 0 {
		params = params[1:] // self
	}
	return name + "(" + strings.Join(params, ", ") + ")"
}

// ParameterNames are those of a function in Lua, "..." for more.
func ParameterNames(p *glua.FunctionProto) (names []string) {
	for i := range min(int(p.NumParameters), len(p.DbgLocals)) {
		names = append(names, p.DbgLocals[i].Name)
	}
	if p.IsVarArg != 0 {
		names = append(names, "...")
	}
	return names
}

// definedAs is the name that a line gives to the first function with these
// parameters: function t.f(a), or f = function(a).
func definedAs(line string, params []string) string {
	words := syntax.Words(line)
	for i, word := range words {
		if word != "function" {
			continue
		}
		open := i + 1 + slices.Index(words[i+1:], "(")
		if open == i {
			return ""
		}
		name := strings.Join(words[i+1:open], "")
		own := params
		if strings.Contains(name, ":") && len(params) > 0 {
			own = params[1:]
		}
		if !begins(words[open+1:], own) {
			continue
		}
		if name == "" && i > 1 && words[i-1] == "=" {
			name = words[i-2]
			for j := i - 3; j > 0 && words[j] == "."; j -= 2 {
				name = words[j-1] + "." + name
			}
		}
		return name
	}
	return ""
}

// begins tells whether words are parameters up to the parenthesis.
func begins(words, params []string) bool {
	for _, param := range params {
		if len(words) == 0 || words[0] != param {
			return false
		}
		words = words[1:]
		if len(words) > 0 && words[0] == "," {
			words = words[1:]
		}
	}
	return len(words) > 0 && words[0] == ")"
}

// where says in a sentence where a function was defined.
func where(p *glua.FunctionProto) string {
	name := chunk(p)
	if name == "=stdin" {
		return "Defined at the prompt."
	}
	place, isFile := strings.CutPrefix(name, "@")
	switch {
	case !isFile:
		place = p.SourceName
	case strings.HasPrefix(place, "nslua/"):
		place += ", which comes with nslua"
	}
	return fmt.Sprintf("Defined in %s, line %d.", place, p.LineDefined)
}
