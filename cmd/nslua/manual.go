package main

import (
	_ "embed"
	"strings"
)

// page is the manual page, with words in capitals between @ where the rest comes
// in.
//
//go:embed nslua.1
var page string

// manual is the manual page nslua(1), in the macros of man(7).
func manual() string {
	var options strings.Builder
	for _, row := range table {
		options.WriteString(row.roff())
	}
	return strings.NewReplacer("@VERSION@", version, "@OPTIONS@\n", options.String()).Replace(page)
}

// roff is the option as a paragraph.
func (row option) roff() string {
	tag := strings.Join(row.words(), `\fR, \fB`)
	if row.argument != "" {
		tag += `\fR \fI` + row.argument
	}
	return ".TP\n\\fB" + strings.ReplaceAll(tag, "-", `\-`) + "\\fR\n" + filled(row.text)
}

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
