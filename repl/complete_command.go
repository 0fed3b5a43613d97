package repl

import (
	"os"
	"slices"
	"strconv"
	"strings"

	"nslua/repl/line"
)

// command completes what is no Lua: a command and what it is given. It is not ok
// where the text is Lua.
func (c *completer) command(text string) (ok bool) {
	first := strings.TrimLeft(text, " \t")
	begin := len(text) - len(first)
	switch {
	case strings.HasPrefix(first, "!"):
		c.shellFiles(text)
	case strings.HasPrefix(first, "?"):
		c.help(text, begin+1)
	case first == "." || isCommand(first) && !strings.ContainsAny(first, " \t"):
		c.commandNames(first, begin)
	case isCommand(first) && first[0] == '.':
		name, _ := split(first)
		c.commandArgument(text, name)
	default:
		return false
	}
	return true
}

// commandNames offers the commands that begin so; those that .help says nothing of
// are for whoever knows them.
func (c *completer) commandNames(first string, begin int) {
	c.begin = begin
	for _, other := range commands() {
		i := line.Item{Text: "." + other.name, Description: other.help}
		if other.argument != "" {
			i.Append = " "
		}
		if other.help != "" && strings.HasPrefix(i.Text, first) {
			c.items = append(c.items, i)
		}
	}
}

// commandArgument completes what a command is given.
func (c *completer) commandArgument(text, name string) {
	first := strings.TrimLeft(text, " \t")
	begin := len(text) - len(strings.TrimLeft(first[1+len(name):], " \t"))
	argument := text[begin:]
	var words []line.Item
	switch known, _ := commandNamed(name); {
	case known.lua:
		c.lua(text, begin)
		return
	case known.argument == "file":
		c.begin = begin
		c.plainFiles(argument)
		return
	case name == "help":
		for _, other := range commands() {
			words = append(words, line.Item{Text: other.name, Description: other.help})
		}
	case name == "lesson":
		for _, l := range lessons() {
			words = append(words, line.Item{Text: strconv.Itoa(l.number), Description: l.title()})
		}
	case strings.Contains(known.argument, "|"):
		for word := range strings.SplitSeq(strings.Trim(known.argument, "[]"), "|") {
			words = append(words, line.Item{Text: word})
		}
	}
	c.begin = begin
	c.items = slices.DeleteFunc(words, func(i line.Item) bool { return !strings.HasPrefix(i.Text, argument) })
}

// help completes what ? asks about: a value, or a name that help has a page of.
func (c *completer) help(text string, begin int) {
	begin += len(text[begin:]) - len(strings.TrimLeft(text[begin:], " \t"))
	if c.lua(text, begin); len(c.items) > 0 || text[begin:] == "" {
		return
	}
	c.begin = begin
	c.topics(text[begin:], "")
}

// plainFiles completes a path that is all of the text.
func (c *completer) plainFiles(path string) {
	slash := strings.LastIndexByte(path, '/') + 1
	c.begin += slash
	for _, name := range entries(tilde(path[:slash]), path[slash:]) {
		c.items = append(c.items, line.Item{Text: name})
	}
}

// shellFiles completes the last word of a shell's command: the first is a program.
func (c *completer) shellFiles(text string) {
	c.begin = strings.LastIndexAny(text, " \t!=<>|&;\"'") + 1
	if first := text[c.begin:]; first != "" && !strings.Contains(first, "/") && strings.TrimLeft(text[:c.begin], " \t") == "!" {
		c.programs(first)
		return
	}
	c.plainFiles(text[c.begin:])
	for n, i := range c.items {
		c.items[n].Text, c.items[n].Display = shellWord(i.Text), i.Text
		if !strings.HasSuffix(i.Text, "/") {
			c.items[n].Append = " "
		}
	}
}

// programs offers what is in the directories of PATH.
func (c *completer) programs(begin string) {
	var names []string
	for directory := range strings.SplitSeq(os.Getenv("PATH"), ":") {
		for _, name := range entries(directory, begin) {
			if !strings.HasSuffix(name, "/") {
				names = append(names, name)
			}
		}
	}
	slices.Sort(names)
	for _, name := range slices.Compact(names) {
		c.items = append(c.items, line.Item{Text: name, Append: " "})
	}
}

// shellWord is a name as a shell reads it.
func shellWord(name string) string {
	var b strings.Builder
	for _, c := range []byte(name) {
		if strings.IndexByte(" \t\n!\"#$&'()*;<>?[\\]^`{|}~", c) >= 0 {
			b.WriteByte('\\')
		}
		b.WriteByte(c)
	}
	return b.String()
}
