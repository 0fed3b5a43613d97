package bindings_test

import (
	"testing"

	"nslua/bindings"
	"nslua/lua/manual"
)

// The examples of Lua's own functions do what they show, too.
func TestManualExamples(t *testing.T) {
	for _, topic := range manual.Topics {
		for _, e := range topic.Entries {
			if e.Example == "" {
				continue
			}
			t.Run(e.Name, func(t *testing.T) {
				t.Parallel()
				bindings.RunExample(t, e.Example)
			})
		}
	}
}
