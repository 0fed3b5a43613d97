package bindings

import (
	"fmt"
	"strings"

	glua "github.com/yuin/gopher-lua"
)

var helpRows = []Row{
	{
		Name: "help", Sig: "(what?: any) -> nothing", Man: "man(1)",
		Doc: "Tells about a function, a constant, a word of Lua or a module, which is given itself or by its name; of a function " +
			"that is written in Lua it shows the comment above. Without what it lists the families of functions; for a word that is " +
			"none of these, what has to do with it. At the prompt ?name does the same.",
		Example: "> help \"SIG_BLOCK\"\nSIG_BLOCK: mask_how = 0\n\nAdds to the signals that are blocked\n\nTaken by: sigprocmask",
		Impl:    help,
	},
	{
		Name: "apropos", Sig: "(words: string) -> nothing", Man: "apropos(1)",
		Doc: "Lists the functions, constants and modules whose names or texts have a word, or each of several.",
		Example: "> apropos \"chroot\"\nFunctions\n  chroot   Changes the root directory\n  openat2  As openat, with bounds to where the path may lead\n\n" +
			"Constants\n  CAP_SYS_CHROOT   capabilities: chroot, and enter mount namespaces\n" +
			"  RESOLVE_IN_ROOT  resolve_flags: the directory is the root, as after chroot",
		Impl: func(L *glua.LState, words string) { Say(L, apropos(words)) },
	},
}

// help tells a nil that was passed, which is what a misspelt name has, from
// nothing.
func help(L *glua.LState, what glua.LValue) {
	if L.GetTop() == 0 {
		Say(L, Overview())
		return
	}
	Say(L, HelpOn(what))
}

// Shown is how a page is printed. A prompt puts its own here, which has colours.
var Shown = func(page string) string { return page }

// Say writes after what is buffered. An output that fails is not its business, as
// with print.
func Say(L *glua.LState, text string) {
	Flush()
	Write(L, 1, []byte(Shown(text)))
}

// Overview lists the families, each with its functions.
func Overview() string {
	text := wrapped("", words(`help(unshare) or help "unshare" tells all about a function, help "mounting" lists a family, `+
		`help "EPERM" tells about a constant, help "clone_flags" or help "errno" which there are of a kind, help "hints" `+
		`about what may be said of a refused call's cause, and apropos "mount" what has to do with a word.`))
	var families [][2]string
	for _, c := range chapters {
		families = append(families, [2]string{c.title, strings.Join(c.names(), " ")})
	}
	text += "\nSystem calls\n" + table(families)
	families = nil
	for _, t := range Book.Topics() {
		names := make([]string, len(t.Entries))
		for i, e := range t.Entries {
			names[i] = e.Name[strings.LastIndexAny(e.Name, ".:")+1:]
		}
		families = append(families, [2]string{t.Name, strings.Join(names, " ")})
	}
	if families != nil {
		text += "\nLua\n" + table(families)
	}
	return text
}

// HelpOn is what help tells of a value.
func HelpOn(what glua.LValue) string {
	switch what := what.(type) {
	case *glua.LFunction:
		if row := RowOf(what); row != nil {
			return row.page()
		}
	case *glua.LUserData:
		switch value := what.Value.(type) {
		case *flagSet:
			return flagsPage(*value)
		case disposition:
			return HelpNamed(value.String())
		case u64:
			return HelpNamed("u64")
		case *barrier:
			return HelpNamed("barrier")
		}
	case glua.LNumber:
		return numberPage(float64(what))
	case glua.LString:
		return HelpNamed(string(what))
	case *glua.LNilType:
		return "This is nil: perhaps a name is misspelt. help \"name\" looks for one like it.\n"
	}
	if page := Book.Value(what); page != "" {
		return page
	}
	return "help takes a function, a constant or the name of one; help() lists the functions.\n"
}

// HelpNamed is what help tells of a name, or of what may be meant by it.
func HelpNamed(name string) string {
	if page := PageNamed(name); page != "" {
		return page
	}
	if found := named(name); found != nil {
		return fmt.Sprintf("Nothing is called %q. What has to do with it:\n%s", name, table(found))
	}
	if like := similar(name); like != "" {
		return fmt.Sprintf("Nothing is called %q; perhaps %s?\n", name, like)
	}
	if found := mentioning(name); found != nil {
		return fmt.Sprintf("Nothing is called %q. What tells of it:\n%s", name, table(found))
	}
	return fmt.Sprintf("Nothing is called %q; help() lists the functions.\n", name)
}

// PageNamed is the page of just that name: of a function, a constant, a word of
// Lua, a family or a module; "" if there is none.
func PageNamed(name string) string {
	if row := rowNamed(name); row != nil {
		return row.page()
	}
	if s, ok := symbolNamed(name); ok {
		return s.page()
	}
	if page := bookPage(name); page != "" {
		return page
	}
	for _, c := range chapters {
		if strings.EqualFold(c.title, name) {
			return c.page()
		}
	}
	if f := familyOf(kind(name)); f != nil {
		return f.page()
	}
	switch name {
	case "errno":
		return errnoPage()
	case "hints":
		return hintsPage()
	}
	return Book.Named(name)
}

func rowNamed(name string) *Row {
	for row := range rows {
		if row.Name == name {
			return row
		}
	}
	return nil
}
