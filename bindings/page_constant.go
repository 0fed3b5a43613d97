package bindings

import (
	"fmt"
	"slices"
	"strings"

	"golang.org/x/sys/unix"
)

// The pages of constants, of their families and of numbers that they stand for.

// line is the constant where it is listed with others of all kinds.
func (s symbol) line() [2]string {
	return [2]string{s.name, strings.TrimSuffix(string(s.kind)+": "+s.meaning(), ": ")}
}

func (s symbol) page() string {
	text := fmt.Sprintf("%s: %s", s.name, s.kind)
	switch {
	case s.isNumber():
		text += fmt.Sprintf(" = %d\n", int64(s.value))
	case s.kind == "disposition":
		text += "\n"
	case s.kind == "number":
		text += " = math.huge\n"
	default:
		text += fmt.Sprintf(" = %#x\n", s.value)
	}
	if meaning := s.meaning(); meaning != "" {
		text += "\n" + wrapped("", words(strings.ToUpper(meaning[:1])+meaning[1:]))
	}
	if by := takers(s.kind); by != nil && s.kind != "integer" && s.kind != "number" {
		text += "\n" + wrapped("Taken by: ", by)
	}
	if of := s.refusals(); of != nil {
		text += "\nComes from:\n" + table(of)
	}
	return text
}

// refusals are the functions that tell when they fail with this error.
func (s symbol) refusals() (of [][2]string) {
	if s.kind != "errno" {
		return nil
	}
	canonical := errnoName(unix.Errno(s.value))
	for row := range rows {
		errs, _ := parseItems(row.Errs)
		for _, e := range errs {
			if e[0] == canonical {
				of = append(of, [2]string{row.Name, e[1]})
			}
		}
	}
	return of
}

// page lists the family, and what takes it.
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

// texts tells whether something is said of the constants.
func (f *family) texts() bool { return f.kind == "signal" || meaning(f.names[0].name) != "" }

// table has the constants with what is said of them.
func (f *family) table() string {
	var lines [][2]string
	for s := range f.symbols {
		lines = append(lines, [2]string{s.name, s.meaning()})
	}
	return table(lines)
}

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

// takers are the functions with a parameter of the kind.
func takers(k kind) (names []string) {
	for row := range rows {
		sig, _ := parseSignature(row.Sig)
		if slices.ContainsFunc(sig.params, func(p param) bool { return p.kind.has(string(k)) }) {
			names = append(names, row.Name)
		}
	}
	return names
}

func errnoPage() string {
	var lines [][2]string
	for s := range constants {
		if s.kind == "errno" {
			lines = append(lines, [2]string{s.name, s.meaning()})
		}
	}
	return "errno: integers, the third result of a call that is refused\n\n" + table(lines)
}

// flagsPage is for one flag its own page, and for several those of each.
func flagsPage(set flagSet) string {
	for _, c := range set.family.names {
		if c.value == set.bits {
			return HelpNamed(c.name)
		}
	}
	var pages []string
	for _, name := range strings.Split(set.family.format(set.bits), "|") {
		if _, known := set.family.lookup(name); known {
			pages = append(pages, HelpNamed(name))
		}
	}
	if pages == nil {
		return set.family.page()
	}
	return strings.Join(pages, "\n")
}

// numberPage lists what a number is the value of: a script that passes EPERM
// passes 1.
func numberPage(number float64) string {
	var lines, others [][2]string
	for s := range constants {
		if !s.isNumber() || float64(int64(s.value)) != number {
			continue
		}
		if s.kind == "signal" || s.kind == "errno" { // asked for most
			lines = append(lines, s.line())
		} else {
			others = append(others, s.line())
		}
	}
	lines = append(lines, others...)
	if lines == nil {
		return fmt.Sprintf("No constant is %s.\n", formatNumber(number))
	}
	return fmt.Sprintf("%s is the value of these; help \"%s\" tells more.\n%s", formatNumber(number), lines[0][0], table(lines))
}
