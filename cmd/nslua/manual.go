package main

import (
	_ "embed"
	"strings"

	"nslua/repl"
)

// page is the manual page, with words in capitals between @ where the rest comes
// in.
//
//go:embed nslua.1
var page string

// manual is the manual page nslua(1), in the macros of man(7).
func manual() string {
	var options, commands strings.Builder
	for _, row := range table {
		options.WriteString(row.roff())
	}
	for _, c := range repl.Commands() {
		commands.WriteString(paragraph(`\fB`+escaped(c[0])+`\fR`, escaped(capital(c[1]))+"."))
	}
	return strings.NewReplacer(
		"@VERSION@", version,
		"@OPTIONS@\n", options.String(),
		"@COMMANDS@\n", commands.String(),
	).Replace(page)
}

// roff is the option as a paragraph.
func (row option) roff() string {
	tag := `\fB` + escaped(strings.Join(row.words(), ", ")) + `\fR`
	if row.argument != "" {
		tag += ` \fI` + row.argument + `\fR`
	}
	return paragraph(tag, row.text)
}

func paragraph(tag, text string) string { return ".TP\n" + tag + "\n" + filled(text) }

// escaped is a text as roff shows it.
func escaped(text string) string { return strings.NewReplacer(`\`, `\e`, "-", `\-`).Replace(text) }

func capital(text string) string { return strings.ToUpper(text[:1]) + text[1:] }

// filled breaks a text into lines, at the end of each sentence too, as roff wants.
func filled(text string) string {
	const width = 76
	var b strings.Builder
	column := 0
	for _, word := range strings.Fields(text) {
		switch {
		case column == 0:
		case column+1+len(word) > width:
			b.WriteByte('\n')
			column = 0
		default:
			b.WriteByte(' ')
			column++
		}
		b.WriteString(word)
		column += len(word)
		if strings.HasSuffix(word, ".") {
			b.WriteByte('\n')
			column = 0
		}
	}
	return strings.TrimSuffix(b.String(), "\n") + "\n"
}
