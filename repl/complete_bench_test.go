package repl

import (
	"strings"
	"testing"
)

func BenchmarkComplete(b *testing.B) {
	s := prepared(b, "for i = 1, 10000 do _G[('global%05d'):format(i)] = i end")
	for _, text := range []string{"print(global", "print(global0123", "unshare(CLONE_", "kill("} {
		b.Run(strings.TrimRight(text, "("), func(b *testing.B) {
			for b.Loop() {
				s.complete(text, len(text))
			}
		})
	}
}
