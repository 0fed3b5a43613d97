package number

import (
	"math"
	"testing"
)

var (
	zero = math.Copysign(0, -1)
	nan  = math.Copysign(math.NaN(), 1)
	inf  = math.Inf(1)
)

func TestText(t *testing.T) {
	for _, test := range []struct {
		f    float64
		want string
	}{
		{0, "0"}, {zero, "-0"}, {1, "1"}, {-1, "-1"}, {0.1, "0.1"},
		{1. / 3, "0.33333333333333"}, {2. / 3, "0.66666666666667"},
		{1e14, "1e+14"}, {1e14 - 1, "99999999999999"}, {-1e15, "-1e+15"},
		{123456789012345, "1.2345678901234e+14"}, {0.0001, "0.0001"}, {0.00001, "1e-05"},
		{1e100, "1e+100"}, {1 << 53, "9.007199254741e+15"}, {5e-324, "4.9406564584125e-324"},
		{math.MaxFloat64, "1.7976931348623e+308"},
		{inf, "inf"}, {-inf, "-inf"}, {nan, "nan"}, {-nan, "-nan"},
	} {
		if got := Text(test.f); got != test.want {
			t.Errorf("Text(%g) = %q, want %q", test.f, got, test.want)
		}
	}
}

func TestParse(t *testing.T) {
	for text, want := range map[string]float64{
		"0": 0, "-0": zero, "10": 10, " \t\n\v\f\r10 ": 10, "+.5": 0.5, "5.": 5, "1e2": 100, "1E+2": 100,
		"0x10": 16, "-0XfF": -255, "0x.8": 0.5, "0x8.": 8, "0x1p4": 16, "0x1P-1": 0.5, "0xep1": 28,
		"0xffffffffffffffffff": 0x1p72, "1e999": inf, "-1e999": -inf, "1e-999": 0, "0x1p-1075": 0, "0x1p99999": inf,
		"2.4703282292062328e-324": 5e-324, "2.4703282292062327e-324": 0,
		"9007199254740993": 9007199254740992, "9007199254740993.0000001": 9007199254740994,
		"inf": inf, "-INF": -inf, "Infinity": inf, "nan": nan, "-nan": -nan, "NaN()": nan, "nan(a_1)": nan,
		"10\x00rubbish": 10, " 7 \x00": 7,
	} {
		got, ok := Parse(text)
		if !ok || got != want && !(math.IsNaN(got) && math.IsNaN(want)) || math.Signbit(got) != math.Signbit(want) {
			t.Errorf("Parse(%q) = %v, %v; want %v", text, got, ok, want)
		}
	}
	for _, text := range []string{
		"", " ", "-", "+", ".", "e5", ".e5", "1e", "1e+", "0x", "0x.", "0xg", "0x1p", "x10", "1_000", "0x_1",
		"1 2", "1,5", "--1", "- 1", "0b1", "0o7", "1f", "infinit", "nan(", "nan(-)", "nan(1)x", "\x001", "ten", "1\u00a0",
	} {
		if got, ok := Parse(text); ok {
			t.Errorf("Parse(%q) = %v, want none", text, got)
		}
	}
}

func TestParseBase(t *testing.T) {
	for _, test := range []struct {
		text string
		base int
		want float64
	}{
		{"1010", 2, 10}, {" 777\n", 8, 511}, {"zZ", 36, 35*36 + 35}, {"ff", 16, 255}, {"0xff", 16, 255}, {"+1", 2, 1},
		{"-1", 16, -1}, {"ffffffffffffffffffff", 16, 1 << 64}, {"-ffffffffffffffffffff", 16, -1 << 64},
		{"10\x00z", 16, 16}, {"0x", 36, 33}, {"0x10", 36, 0x10 + 33*36*36 - 0x10 + 36},
	} {
		if got, ok := ParseBase(test.text, test.base); !ok || got != test.want {
			t.Errorf("ParseBase(%q, %d) = %v, %v; want %v", test.text, test.base, got, ok, test.want)
		}
	}
	for _, test := range []struct {
		text string
		base int
	}{{"", 2}, {"2", 2}, {"9", 8}, {"0x", 16}, {"0xg", 16}, {"1.5", 16}, {"--1", 16}, {"1 1", 16}, {"z", 35}} {
		if got, ok := ParseBase(test.text, test.base); ok {
			t.Errorf("ParseBase(%q, %d) = %v, want none", test.text, test.base, got)
		}
	}
}

// TestSpec: what printf(3) of glibc prints.
func TestSpec(t *testing.T) {
	none := Spec{Precision: -1}
	with := func(change func(s *Spec)) Spec {
		s := none
		change(&s)
		return s
	}
	alternate := with(func(s *Spec) { s.Alternate = true })
	wide := with(func(s *Spec) { s.Width = 8 })
	zeros := with(func(s *Spec) { s.Width, s.Zero = 8, true })
	left := with(func(s *Spec) { s.Width, s.Left, s.Zero = 8, true, true })
	exact := func(precision int) Spec { return Spec{Precision: precision} }
	for _, test := range []struct {
		got  []byte
		want string
	}{
		{none.Signed(nil, math.MinInt64), "-9223372036854775808"},
		{wide.Signed(nil, -5), "      -5"},
		{zeros.Signed(nil, -5), "-0000005"},
		{left.Signed(nil, -5), "-5      "},
		{with(func(s *Spec) { s.Plus, s.Space = true, true }).Signed(nil, 5), "+5"},
		{with(func(s *Spec) { s.Space = true }).Signed(nil, 5), " 5"},
		{exact(0).Signed(nil, 0), ""},
		{exact(3).Signed(nil, -5), "-005"},
		{Spec{Width: 8, Zero: true, Precision: 3}.Signed(nil, 5), "     005"},
		{none.Unsigned(nil, math.MaxUint64, 'u'), "18446744073709551615"},
		{alternate.Unsigned(nil, 255, 'x'), "0xff"},
		{alternate.Unsigned(nil, 255, 'X'), "0XFF"},
		{alternate.Unsigned(nil, 0, 'x'), "0"},
		{alternate.Unsigned(nil, 8, 'o'), "010"},
		{alternate.Unsigned(nil, math.MaxUint64, 'o'), "01777777777777777777777"},
		{Spec{Alternate: true}.Unsigned(nil, 0, 'o'), "0"},
		{Spec{Alternate: true, Width: 8, Zero: true, Precision: -1}.Unsigned(nil, 255, 'x'), "0x0000ff"},
		{none.Float(nil, 1./3, 'f'), "0.333333"},
		{none.Float(nil, -1./3, 'e'), "-3.333333e-01"},
		{none.Float(nil, 1e100, 'G'), "1E+100"},
		{none.Float(nil, 100000, 'g'), "100000"},
		{none.Float(nil, 999999.5, 'g'), "1e+06"},
		{alternate.Float(nil, 1, 'g'), "1.00000"},
		{alternate.Float(nil, 1e10, 'g'), "1.00000e+10"},
		{Spec{Alternate: true}.Float(nil, 3, 'f'), "3."},
		{Spec{Alternate: true}.Float(nil, 3, 'e'), "3.e+00"},
		{exact(0).Float(nil, 2.5, 'f'), "2"},
		{exact(0).Float(nil, 0.0001, 'g'), "0.0001"},
		{zeros.Float(nil, -1.5, 'f'), "-1.500000"},
		{zeros.Float(nil, -inf, 'f'), "    -inf"},
		{none.Float(nil, -nan, 'E'), "-NAN"},
		{exact(2).Text(nil, "abc"), "ab"},
		{zeros.Text(nil, "abc"), "     abc"},
		{left.Text([]byte("> "), "abc"), "> abc     "},
	} {
		if string(test.got) != test.want {
			t.Errorf("%q, want %q", test.got, test.want)
		}
	}
}

// FuzzParse: what reads as a number reads as the same once it is written with all
// its digits, and with the white space around it that there may be.
func FuzzParse(f *testing.F) {
	for _, seed := range []string{"1", "0x1p-3", " -nan(1) ", "1e999", "0x", "1_0", "\x00"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		n, ok := Parse(text)
		for base := 2; base <= 36; base++ {
			ParseBase(text, base)
		}
		if !ok || math.IsNaN(n) {
			return
		}
		written := Spec{Precision: 17}.Float([]byte(" "), n, 'g')
		if again, ok := Parse(string(written)); !ok || again != n {
			t.Errorf("%q is %v, which reads as %v, %v", text, n, again, ok)
		}
	})
}

func BenchmarkText(b *testing.B) {
	for i := range b.N {
		Text(float64(i) / 3)
	}
}

func BenchmarkParse(b *testing.B) {
	for range b.N {
		Parse("1234.5")
	}
}
