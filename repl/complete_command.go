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
func (c *completer) command() (ok bool) {
	c.skip(0)
	switch first := c.typed(); {
	case strings.HasPrefix(first, "!"):
		c.shellFiles()
	case strings.HasPrefix(first, "?"):
		c.skip(1)
		c.help()
	case first == "." || isCommand(first) && !strings.ContainsAny(first, " \t"):
		c.commandNames()
	case isCommand(first) && first[0] == '.':
		name, _ := split(first)
		c.skip(1 + len(name))
		c.commandArgument(name)
	default:
		return false
	}
	return true
}

// skip passes over so many bytes, and the blanks after them.
func (c *completer) skip(n int) {
	rest := c.before[c.begin+n:]
	c.begin = len(c.before) - len(strings.TrimLeft(rest, " \t"))
}

// commandNames offers the commands; those that .help says nothing of are for whoever
// knows them.
func (c *completer) commandNames() {
	for _, other := range commands() {
		i := line.Item{Text: "." + other.name, Description: other.help}
		if other.argument != "" {
			i.Append = " "
		}
		if other.help != "" {
			c.offer(i)
		}
	}
}

// commandArgument completes what a command is given.
func (c *completer) commandArgument(name string) {
	switch known, _ := commandNamed(name); {
	case known.lua:
		c.lua(c.begin)
	case known.argument == "file":
		c.plainFiles()
	case name == "help":
		for _, other := range commands() {
			c.offer(line.Item{Text: other.name, Description: other.help})
		}
		c.offer(line.Item{Text: "keys", Description: "the keys of the prompt"})
		c.offer(line.Item{Text: "prompt", Description: "how to have another prompt"})
	case name == "lesson":
		for _, l := range lessons() {
			c.offer(line.Item{Text: strconv.Itoa(l.number), Description: l.title()})
		}
	case strings.Contains(known.argument, "|"):
		for word := range strings.SplitSeq(strings.Trim(known.argument, "[]"), "|") {
			c.offer(line.Item{Text: word})
		}
	}
}

// help completes what ? asks about: a value, or a name that help has a page of.
func (c *completer) help() {
	begin := c.begin
	if c.lua(begin); len(c.items) > 0 || begin == len(c.before) {
		return
	}
	c.begin = begin
	c.topics("")
}

// plainFiles completes a path that is not in quotes.
func (c *completer) plainFiles() {
	path := c.typed()
	slash := strings.LastIndexByte(path, '/') + 1
	c.begin += slash
	for _, name := range entries(tilde(path[:slash]), path[slash:]) {
		c.items = append(c.items, line.Item{Text: name})
	}
}

// shellFiles completes the last word of a shell's command: the first is a program.
func (c *completer) shellFiles() {
	c.begin = strings.LastIndexAny(c.before, " \t!=<>|&;\"'") + 1
	if first := c.typed(); first != "" && !strings.Contains(first, "/") && strings.TrimLeft(c.before[:c.begin], " \t") == "!" {
		c.programs(first)
		return
	}
	c.plainFiles()
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
