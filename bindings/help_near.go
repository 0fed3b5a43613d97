package bindings

import (
	"slices"
	"strings"
)

// What may be meant by a name that nothing has.

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
	for row := range rows {
		if wanted(row) {
			lines = append(lines, row.line())
		}
	}
	return lines
}

// similar is the first name that is one slip of the keyboard away, letter case
// aside; "" if there is none.
func similar(name string) string {
	for row := range rows {
		if oneSlip(name, row.Name) {
			return row.Name
		}
	}
	for s := range constants {
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
