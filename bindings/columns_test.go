package bindings

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// What is too wide is cut where the fewest cells are, and last of all columns are
// left out.
func TestColumnsFit(t *testing.T) {
	for width, want := range map[int]string{
		80: "ID  PATH                             NAME\n 1  /a/path/that/is/longer/than/all  the first name\n 2  /short                           another name",
		40: "ID  PATH                  NAME\n 1  /a/path/that/is/lon…  the first name\n 2  /short                another name",
		31: "ID  PATH          NAME\n 1  /a/path/tha…  the first na…\n 2  /short        another name",
		20: "ID  PATH\n 1  /a/path/tha…\n 2  /short",
		3:  "ID\n 1\n 2",
		1:  "ID\n 1\n 2",
	} {
		columns := NewColumns([]string{"id", "path", "name"})
		columns.Add([]string{"1", "/a/path/that/is/longer/than/all", "the first name"})
		columns.Add([]string{"2", "/short", "another name"})
		columns.Right(0)
		columns.Fit(width)
		got := strings.Join(columns.Lines(func(_, _ int, cell string) string { return cell }), "\n")
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("in %d columns\n%s", width, diff)
		}
	}
}
