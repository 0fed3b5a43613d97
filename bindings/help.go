package bindings

import (
	"fmt"
	"slices"
	"strings"

	glua "github.com/yuin/gopher-lua"
)

var helpRows = []Row{{
	Name: "help", Sig: "(what?: any) -> nothing", Man: "man(1)",
	Doc: "Tells about a function or a constant, which is given itself or by its name. " +
		"Without what it lists all functions; for a word that is neither, those that have to do with it.",
	Example: "> help \"SIG_BLOCK\"\nSIG_BLOCK: mask_how = 0\n\nTaken by: sigprocmask",
	Impl:    help,
}}

// help tells a nil that was passed, which is what a misspelt name has, from
// nothing. An output that fails is not its business, as with print.
func help(L *glua.LState, what glua.LValue) {
	text := overview()
	if L.GetTop() > 0 {
		text = answer(what)
	}
	Flush()
	Write(L, 1, []byte(text))
}

// overview lists the functions, chapter by chapter.
func overview() string {
	text := wrapped("", words(`help(unshare) or help "unshare" tells all about a function, `+
		`help "EPERM" about a constant, and help "clone_flags" or help "errno" which constants there are of a kind.`))
	for _, c := range chapters {
		text += "\n" + c.page()
	}
	return text
}

func answer(what glua.LValue) string {
	switch what := what.(type) {
	case *glua.LFunction:
		if row := rowOf(what); row != nil {
			return row.page()
		}
		return "This function is not one of nslua's system calls; help() lists those.\n"
	case *glua.LUserData:
		switch value := what.Value.(type) {
		case *flagSet:
			return flagsPage(*value)
		case disposition:
			return namePage(value.String())
		case u64:
			return namePage("u64")
		}
	case glua.LNumber:
		return numberPage(float64(what))
	case glua.LString:
		return namePage(string(what))
	case *glua.LNilType:
		return "This is nil: perhaps a name is misspelt. help \"name\" looks for one like it.\n"
	}
	return "help takes a function, a constant or the name of one; help() lists the functions.\n"
}

func namePage(name string) string {
	for _, c := range chapters {
		for i := range c.rows {
			if c.rows[i].Name == name {
				return c.rows[i].page()
			}
		}
	}
	for _, s := range symbols() {
		if s.name == name {
			return s.page()
		}
	}
	for _, c := range chapters {
		if strings.EqualFold(c.title, name) {
			return c.page()
		}
	}
	if f := familyOf(kind(name)); f != nil {
		return f.page()
	}
	if name == "errno" {
		return errnoPage()
	}
	if found := named(name); found != nil {
		return fmt.Sprintf("%q is no system call or constant. What has to do with it:\n%s", name, table(found))
	}
	if like := similar(name); like != "" {
		return fmt.Sprintf("%q is no system call or constant; perhaps %s?\n", name, like)
	}
	if found := mentioning(name); found != nil {
		return fmt.Sprintf("%q is no system call or constant. What tells of it:\n%s", name, table(found))
	}
	return fmt.Sprintf("%q is no system call or constant; help() lists the functions.\n", name)
}

// named are the functions with a part of the name, epoll for epoll_wait, or with
// the manual page of it: enter for nsenter.
func named(name string) [][2]string {
	name = strings.ToLower(name)
	return summaries(func(row *Row) bool {
		page, _, _ := strings.Cut(row.Man, "(")
		return page == name || len(name) > 1 && strings.Contains(row.Name, name)
	})
}

// mentioning are the functions whose pages have the word.
func mentioning(word string) [][2]string {
	word = strings.ToLower(word)
	return summaries(func(row *Row) bool {
		return slices.Contains(strings.FieldsFunc(strings.ToLower(row.text()+" "+row.Items), notOfName), word)
	})
}

func notOfName(r rune) bool {
	return r != '_' && (r < '0' || r > '9') && (r < 'a' || r > 'z')
}

func summaries(wanted func(*Row) bool) (lines [][2]string) {
	for _, c := range chapters {
		for i := range c.rows {
			if row := &c.rows[i]; wanted(row) {
				lines = append(lines, [2]string{row.Name, row.summary()})
			}
		}
	}
	return lines
}

// flagsPage is for one flag its own page, and for several those of each.
func flagsPage(set flagSet) string {
	for _, c := range set.family.names {
		if c.value == set.bits {
			return namePage(c.name)
		}
	}
	var pages []string
	for _, name := range strings.Split(set.family.format(set.bits), "|") {
		if _, known := set.family.lookup(name); known {
			pages = append(pages, namePage(name))
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
	for _, s := range symbols() {
		if !s.isNumber() || float64(int64(s.value)) != number {
			continue
		}
		line := [2]string{s.name, strings.TrimSuffix(string(s.kind)+": "+s.text, ": ")}
		if s.kind == "signal" || s.kind == "errno" { // asked for most
			lines = append(lines, line)
		} else {
			others = append(others, line)
		}
	}
	lines = append(lines, others...)
	if lines == nil {
		return fmt.Sprintf("No constant is %s.\n", formatNumber(number))
	}
	return fmt.Sprintf("%s is the value of these; help \"%s\" tells more.\n%s", formatNumber(number), lines[0][0], table(lines))
}

// similar is the first name that is one slip of the keyboard away, letter case
// aside; "" if there is none.
func similar(name string) string {
	for _, c := range chapters {
		for _, row := range c.rows {
			if oneSlip(name, row.Name) {
				return row.Name
			}
		}
	}
	for _, s := range symbols() {
		if oneSlip(name, s.name) {
			return s.name
		}
	}
	return ""
}

// oneSlip tells whether a becomes b by one letter more, less or another, or by
// two that change places.
func oneSlip(a, b string) bool {
	a, b = strings.ToLower(a), strings.ToLower(b)
	for a != "" && b != "" && a[0] == b[0] {
		a, b = a[1:], b[1:]
	}
	for a != "" && b != "" && a[len(a)-1] == b[len(b)-1] {
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	swapped := len(a) == 2 && len(b) == 2 && a[0] == b[1] && a[1] == b[0]
	return len(a) <= 1 && len(b) <= 1 || swapped
}
