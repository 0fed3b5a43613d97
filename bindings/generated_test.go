package bindings

import (
	"flag"
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "rewrite the files that are generated from the rows")

// What is generated from the rows is as it would be generated now.
func TestGenerated(t *testing.T) {
	for path, want := range map[string]string{
		"adaptors.go":           adaptors(t),
		"hinted.go":             hinted(t),
		"REFERENCE.md":          reference(t),
		"../lua/meta/nslua.lua": stubs("---@meta\n", ""),
		"../lua/meta/sys.lua":   stubs("---@meta sys\n", "sys"),
	} {
		if *update {
			if err := os.WriteFile(path, []byte(want), 0o644); err != nil {
				t.Error(err)
			}
			continue
		}
		got, err := os.ReadFile(path)
		if err != nil {
			t.Error(err)
		}
		if diff := cmp.Diff(want, string(got)); diff != "" {
			t.Errorf("%s is not what the rows give; rewrite it: go test ./bindings -run TestGenerated -update\n-rows +file\n%s", path, diff)
		}
	}
}
