package tests

import (
	"encoding/json"
	"os/exec"
	"reflect"
	"strings"
	"testing"
)

// What nslua.json encodes, Go decodes, and the other way round.
func TestJSON(t *testing.T) {
	for _, text := range []string{
		`{}`, `true`, `-0.5e+3`, `"\u00e9\ud83d\ude00\\\"\/\b\f\n\r\t"`, `[1,2,{"a":{"b":[false,null,"x"]}}]`,
		` { "a" : [ 1 , [ 2 ] ] } `, `"é\u0000"`, `123456789012`, `"\ud83dx"`,
	} {
		out, err := exec.Command(nslua(t), "-e", `
			local json = require "nslua.json"
			io.write(json.encode(assert(json.decode(arg[1])), " "))`, "-", text).CombinedOutput()
		if err != nil {
			t.Fatalf("%s: %v\n%s", text, err, out)
		}
		var wanted, got any
		json.Unmarshal([]byte(text), &wanted)
		if err := json.Unmarshal(out, &got); err != nil || !reflect.DeepEqual(got, wanted) {
			t.Errorf("%s became %s (%v)", text, out, err)
		}
	}
	for text, where := range map[string]string{
		``: "line 1, column 1: expected a value", `[1,]`: "line 1, column 4: expected a value",
		`{"a" 1}`: `line 1, column 5: expected ":"`, "[1,\n 2 3]": `line 2, column 4: expected "," or "]"`,
		`nul`: "line 1, column 1: expected a value", `"abc`: "line 1, column 5: expected the end of a string",
		`"\q"`: "line 1, column 2: expected an escape", `1 2`: "line 1, column 3: expected the end",
		`{1:2}`: "line 1, column 2: expected a name", "\"a\nb\"": "line 1, column 3: expected the end of a string",
		strings.Repeat("[", 300): "line 1, column 201: expected fewer brackets within each other",
	} {
		out, err := exec.Command(nslua(t), "-e", `io.write(tostring(select(2, require "nslua.json".decode(arg[1]))))`, "-", text).Output()
		if err != nil || string(out) != where {
			t.Errorf("%.20q: %s (%v), wanted %s", text, out, err, where)
		}
	}
}
