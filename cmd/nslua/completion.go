package main

import (
	"embed"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// completions are the scripts by which shells complete nslua's command line, with
// words in capitals between @ where the table of options comes in.
//
//go:embed completion
var completions embed.FS

// A shell is one that there is such a script for.
type shell string

func shells() []string { return []string{"bash", "zsh", "fish"} }

func (s *shell) Set(name string) error {
	if !slices.Contains(shells(), name) {
		return errors.New("there are completions for " + strings.Join(shells(), ", "))
	}
	*s = shell(name)
	return nil
}

func (s *shell) String() string { return string(*s) }
func (s *shell) Type() string   { return "shell" }

// script is what the shell is to run.
func (s shell) script() string {
	template, _ := completions.ReadFile("completion/nslua." + string(s))
	return strings.NewReplacer(
		"@OPTIONS@", s.options(),
		"@TAKING@", strings.Join(taking(), map[shell]string{"bash": "|", "fish": " "}[s]),
		"@OFFERS@", offers(),
	).Replace(string(template))
}

// options lists the options as the shell wants them.
func (s shell) options() string {
	var lines []string
	for _, row := range table {
		switch s {
		case "bash":
			lines = append(lines, row.bash()...)
		case "zsh":
			lines = append(lines, row.zsh()...)
		case "fish":
			lines = append(lines, row.fish())
		}
	}
	return strings.Join(lines, "\n")
}

// bash is each spelling of an option, as it is listed.
func (row option) bash() (lines []string) {
	for _, word := range row.words() {
		lines = append(lines, "    "+quoted(word+"  "+row.told()))
	}
	return lines
}

// zsh is each spelling of an option in the words of _arguments.
func (row option) zsh() (lines []string) {
	for _, word := range row.words() {
		spec := "(" + strings.Join(row.words(), " ") + ")" + word
		switch {
		case row.argument == "":
		case row.name == moduleOption:
			spec = "(-)" + word
		default: // may come again
			spec = "*" + word
		}
		if row.argument != "" && strings.HasPrefix(word, "--") {
			spec += "="
		} else if row.argument != "" {
			spec += "+"
		}
		spec += "[" + row.told() + "]"
		if row.argument != "" {
			spec += ":" + row.argument + ":(" + row.offered() + ")"
		}
		if row.name == moduleOption {
			spec += ":*::argument:_files"
		}
		lines = append(lines, "        "+quoted(spec)+" \\")
	}
	return lines
}

// fish is a call of complete.
func (row option) fish() string {
	call := "complete -c nslua -n __nslua_options"
	if row.letter != "" {
		call += " -s " + row.letter
	}
	call += " -l " + row.name
	if row.argument != "" {
		call += " -x -a " + quoted(row.offered())
	}
	return call + " -d " + quoted(row.told())
}

// taking are the options that another word is of; with what follows the name of a
// module nslua has nothing to do.
func taking() (words []string) {
	for _, row := range table {
		if row.argument != "" && row.name != moduleOption {
			words = append(words, row.words()...)
		}
	}
	return words
}

// offers are cases of bash, with the words that an option is followed by.
func offers() string {
	var cases []string
	for _, row := range table {
		if row.argument != "" {
			cases = append(cases, fmt.Sprintf("        %s) offers='%s' ;;", strings.Join(row.words(), "|"), row.offered()))
		}
	}
	return strings.Join(cases, "\n")
}

// words are the option as it is typed.
func (row option) words() []string {
	words := []string{"--" + row.name}
	if row.letter != "" {
		words = append([]string{"-" + row.letter}, words...)
	}
	return words
}

// told is what the option does, in half a line without marks.
func (row option) told() string { return strings.ReplaceAll(row.brief, "`", "") }

// offered are the words that its argument may be, as far as they are known.
func (row option) offered() string {
	if row.offers == nil {
		return ""
	}
	return strings.Join(row.offers(), " ")
}

// quoted is a word of each of the shells.
func quoted(text string) string { return "'" + strings.ReplaceAll(text, "'", `'\''`) + "'" }
