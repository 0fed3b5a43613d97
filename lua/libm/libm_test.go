package libm

import (
	"math"
	"testing"
)

// unary are arguments and what glibc makes of them.
var unary = []struct {
	name     string
	function func(float64) float64
	values   [][2]float64
}{
	{"Acos", Acos, [][2]float64{
		{0x1.ff4a4c5a8808p-2, 0x1.0c4994526ceap+0},
		{0x1.a06046378p-11, 0x1.91eba93b20174p+0},
		{-0x1.1f76f08f5774p-1, 0x1.155e3dfe0871dp+1},
		{0x1.f6fb93758bc8p-1, 0x1.80ef52c8cb1c5p-3},
		{-0x1.af5277ee5d6p-4, 0x1.ad21ae3ebc9afp+0},
		{-0x1.5aae919c401p-1, 0x1.2845c18f3f6b4p+1},
		{0x1p-1, 0x1.0c152382d7366p+0},
		{0x1p+0, 0x0p+0},
		{0x1.0624dd2f1a9fcp-10, 0x1.91de2c0c3fca6p+0},
		{0x1.cp-1, 0x1.02be9ce0b87cdp-1},
		{0x1p-30, 0x1.921fb54042d18p+0},
	}},
	{"Asin", Asin, [][2]float64{
		{-0x1.6f0f4fd5a6a4p-1, -0x1.9946661f5f9dfp-1},
		{-0x1.2beac8df4ba8p-1, -0x1.406dac9a597bdp-1},
		{0x1.0d26c13d9a4p-5, 0x1.0d332848c8ea7p-5},
		{0x1.3fbad4b40cp-3, 0x1.410b0563002b7p-3},
		{-0x1.8df69c8ee35p-3, -0x1.9082e7967424dp-3},
		{0x1.13fb824bd5e8p-1, 0x1.23790e7b02e23p-1},
		{0x1p-1, 0x1.0c152382d7366p-1},
		{0x1p+0, 0x1.921fb54442d18p+0},
		{0x1.0624dd2f1a9fcp-10, 0x1.0624e00c1cb16p-10},
		{0x1.cp-1, 0x1.10c066d3e6932p+0},
		{0x1p-30, 0x1p-30},
	}},
	{"Atan", Atan, [][2]float64{
		{-0x1.d5e342115b0fp+2, -0x1.6f781d8fedf07p+0},
		{-0x1.fb60ad073f2cp+2, -0x1.720081913ff5cp+0},
		{0x1.50f6c98927bp-2, 0x1.45890022dc40cp-2},
		{0x1.0d9b81fa704bp+3, 0x1.73e163fefa47p+0},
		{0x1.33b4e7a9320a8p+3, 0x1.7798b17fbfdffp+0},
		{0x1.3ef18ab6f65p+1, 0x1.306c0523e7bd8p+0},
		{0x1p-1, 0x1.dac670561bb4fp-2},
		{0x1p+0, 0x1.921fb54442d18p-1},
		{0x1.0624dd2f1a9fcp-10, 0x1.0624d77516e16p-10},
		{0x1.cp-1, 0x1.700a7c5784634p-1},
		{0x1p-30, 0x1p-30},
		{0x1.cp+2, 0x1.6dcc57bb565fdp+0},
		{0x1.5ep+9, 0x1.91c215d4de84dp+0},
		{0x1.2a05f2p+33, 0x1.921fb543d4dep+0},
	}},
	{"Cos", Cos, [][2]float64{
		{0x1.b044114da6628p+8, 0x1.2b93eaa0a2634p-2},
		{0x1.ae52116b88df8p+8, -0x1.fe7566b0f9f07p-1},
		{-0x1.af35bd564eb3p+8, -0x1.6061e0327259fp-1},
		{-0x1.17a5c8c4c2bd2p+9, 0x1.fdd955e0e589bp-1},
		{0x1.e04e54a6ab918p+7, 0x1.6c54fc8408198p-3},
		{-0x1.92531b9fd62e4p+7, 0x1.fd6c119ac9c16p-1},
		{0x1p-1, 0x1.c1528065b7d5p-1},
		{0x1p+0, 0x1.14a280fb5068cp-1},
		{0x1.0624dd2f1a9fcp-10, 0x1.ffffef390876cp-1},
		{0x1.cp-1, 0x1.4830bd7d4ceb3p-1},
		{0x1p-30, 0x1p+0},
		{0x1.cp+2, 0x1.81ff79ed92017p-1},
		{0x1.5ep+9, -0x1.ad9f150b2e096p-1},
		{0x1.2a05f2p+33, 0x1.bf098901c931ap-1},
	}},
	{"Cosh", Cosh, [][2]float64{
		{0x1.1a0e3c865357p+2, 0x1.482e0ca861022p+5},
		{-0x1.4d30916e9654p+4, 0x1.07c7f417e50f7p+29},
		{-0x1.684ab495799acp+4, 0x1.66c7654730d42p+31},
		{0x1.80acc3f130c58p+4, 0x1.9bb940c023af7p+33},
		{0x1.00676a54d503p+2, 0x1.b7b24dc07d5fdp+4},
		{-0x1.8p+3, 0x1.3de1654d6b544p+16},
		{0x1p-1, 0x1.20ac1862ae8dp+0},
		{0x1p+0, 0x1.8b07551d9f55p+0},
		{0x1.0624dd2f1a9fcp-10, 0x1.000008637bdc1p+0},
		{0x1.cp-1, 0x1.686a148e1e0d1p+0},
		{0x1p-30, 0x1p+0},
		{0x1.cp+2, 0x1.1228949ba3a8bp+9},
		{0x1.5ep+9, 0x1.d945df4f8ec8ep+1008},
	}},
	{"Exp", Exp, [][2]float64{
		{-0x1.333cd5e454648p+3, 0x1.1bbdb088d6917p-14},
		{-0x1.13ad6a6c0e504p+5, 0x1.37f4a16dc8cffp-50},
		{0x1.33e9234d9cee4p+4, 0x1.b2af66c0f8ca8p+27},
		{0x1.1d2325166f9bp+5, 0x1.56b120f108077p+51},
		{-0x1.44e30124e37a8p+3, 0x1.46e81a0174b64p-15},
		{-0x1.222c888174cf8p+4, 0x1.c8d0b177b7f1cp-27},
		{0x1p-1, 0x1.a61298e1e069cp+0},
		{0x1p+0, 0x1.5bf0a8b145769p+1},
		{0x1.0624dd2f1a9fcp-10, 0x1.0041919b7ee34p+0},
		{0x1.cp-1, 0x1.330e587b62b28p+1},
		{0x1p-30, 0x1.00000004p+0},
		{0x1.cp+2, 0x1.122885aaeddaap+10},
		{0x1.5ep+9, 0x1.d945df4f8ec8ep+1009},
	}},
	{"Log", Log, [][2]float64{
		{0x1.6da38d26b75ap+1, 0x1.0cb3a097e9c92p+0},
		{0x1.1f3737a9777bcp+6, 0x1.118837ee50affp+2},
		{0x1.638e562c1c83ep+5, 0x1.e5a9b24e6e684p+1},
		{0x1.c4fe58391f88cp+5, 0x1.0254f8f52a403p+2},
		{0x1.3f3c4b3849dc2p+5, 0x1.d7ded3695881bp+1},
		{0x1.28bf1a005bcep+6, 0x1.139f11d9d9159p+2},
		{0x1p-1, -0x1.62e42fefa39efp-1},
		{0x1p+0, 0x0p+0},
		{0x1.0624dd2f1a9fcp-10, -0x1.ba18a998fffap+2},
		{0x1.cp-1, -0x1.1178e8227e47cp-3},
		{0x1p-30, -0x1.4cb5ecf0a965p+4},
		{0x1.cp+2, 0x1.f2272ae325a57p+0},
		{0x1.5ep+9, 0x1.a344e6741ebabp+2},
		{0x1.2a05f2p+33, 0x1.7069e2aa2aa5bp+4},
	}},
	{"Log10", Log10, [][2]float64{
		{0x1.347854b2d5e3fp+7, 0x1.18166165f26dep+1},
		{0x1.4b2144911c032p+7, 0x1.1c0728ab39f6fp+1},
		{0x1.f1c9732a78d52p+6, 0x1.0c286b364e416p+1},
		{0x1.b1601f79b8aap+4, 0x1.6ec8557cf91d6p+0},
		{0x1.c0fe06b745f12p+8, 0x1.537c9050c2c9ep+1},
		{0x1.d70513e306c46p+7, 0x1.2f9dff59fdd39p+1},
		{0x1p-1, -0x1.34413509f79ffp-2},
		{0x1p+0, 0x0p+0},
		{0x1.0624dd2f1a9fcp-10, -0x1.8p+1},
		{0x1.cp-1, -0x1.db11ed766abf4p-5},
		{0x1p-30, -0x1.20fd21b95825fp+3},
		{0x1.cp+2, 0x1.b0b0b0b78cc3fp-1},
		{0x1.5ep+9, 0x1.6c2c2c2de331p+1},
		{0x1.2a05f2p+33, 0x1.4p+3},
	}},
	{"Sin", Sin, [][2]float64{
		{-0x1.09892c2562b98p+16, 0x1.250da62d9098bp-1},
		{0x1.d19d946a0917p+17, -0x1.fcb6c5b6fa563p-1},
		{0x1.5da0fa5b57cfap+19, 0x1.f8708e8f0cdb6p-1},
		{0x1.54904577897ep+16, -0x1.deaabf30ffdf3p-1},
		{-0x1.57b88df4c3b14p+19, 0x1.2d14e768c9013p-1},
		{-0x1.0818ecea60a5ap+18, -0x1.cd84b11d7c2c4p-1},
		{0x1p-1, 0x1.eaee8744b05fp-2},
		{0x1p+0, 0x1.aed548f090ceep-1},
		{0x1.0624dd2f1a9fcp-10, 0x1.0624da5218a62p-10},
		{0x1.cp-1, 0x1.88fb7640b8da2p-1},
		{0x1p-30, 0x1p-30},
		{0x1.cp+2, 0x1.50608c26d0a08p-1},
		{0x1.5ep+9, 0x1.16834defaadbp-1},
		{0x1.2a05f2p+33, -0x1.f334c7896a4e3p-2},
	}},
	{"Sinh", Sinh, [][2]float64{
		{-0x1.663bee443075cp+4, -0x1.3b7b31fc083bcp+31},
		{-0x1.358a7f3ed8f3p+3, -0x1.f06b484129dc7p+12},
		{0x1.5d71d0a7a76dcp+4, 0x1.6c45b6ecd6552p+30},
		{0x1.8dd0bd7be464p+4, 0x1.d4025ed3b6d8cp+34},
		{0x1.015d04885af5p+2, 0x1.be0bcef4e1a72p+4},
		{0x1.682afe8b63d8p+0, 0x1.eb50c57d2a6c2p+0},
		{0x1p-1, 0x1.0acd00fe63b97p-1},
		{0x1p+0, 0x1.2cd9fc44eb982p+0},
		{0x1.0624dd2f1a9fcp-10, 0x1.0624e00c1c9e3p-10},
		{0x1.cp-1, 0x1.fb6538d14eafcp-1},
		{0x1p-30, 0x1p-30},
		{0x1.cp+2, 0x1.122876ba380c9p+9},
		{0x1.5ep+9, 0x1.d945df4f8ec8ep+1008},
	}},
	{"Tan", Tan, [][2]float64{
		{-0x1.ec1dd6a311bep+1, -0x1.b1f19cade6f71p-1},
		{0x1.8403fdbc5f44p+2, -0x1.caec2a3f91b84p-3},
		{0x1.ec43117ba82bp+2, 0x1.86a5aaeabfbd2p+2},
		{0x1.3e776e309e43p+3, 0x1.2a22d8559436p-1},
		{0x1.7671314f2945p+2, -0x1.d8c3516bfeddp-2},
		{0x1.337fec9213p-3, 0x1.35d4dc0c89e75p-3},
		{0x1p-1, 0x1.17b4f5bf3474ap-1},
		{0x1p+0, 0x1.8eb245cbee3a6p+0},
		{0x1.0624dd2f1a9fcp-10, 0x1.0624e2e91ebe4p-10},
		{0x1.cp-1, 0x1.328a395115a5ep+0},
		{0x1p-30, 0x1p-30},
		{0x1.cp+2, 0x1.be2e6e13eea79p-1},
		{0x1.5ep+9, -0x1.4beaba1020051p-1},
		{0x1.2a05f2p+33, -0x1.1de000f443f5p-1},
	}},
	{"Tanh", Tanh, [][2]float64{
		{0x1.07f71f1c7a29p+1, 0x1.efb402b7e3a97p-1},
		{-0x1.a5adfea64cd4p+0, -0x1.db607bf3f872ep-1},
		{0x1.aa0e7ebad1fep+0, 0x1.dc90c0f5caf94p-1},
		{-0x1.435caf44c53p-1, -0x1.1e4647435508fp-1},
		{0x1.fbbc2e4eeb14p-1, 0x1.842237666c8c8p-1},
		{0x1.f1755a7c201p-2, 0x1.cdb26edb983f5p-2},
		{0x1p-1, 0x1.d9353d7568af3p-2},
		{0x1p+0, 0x1.85efab514f394p-1},
		{0x1.0624dd2f1a9fcp-10, 0x1.0624d77516ce2p-10},
		{0x1.cp-1, 0x1.686650b8c2016p-1},
		{0x1p-30, 0x1p-30},
		{0x1.cp+2, 0x1.ffffc832750f2p-1},
		{0x1.5ep+9, 0x1p+0},
		{0x1.2a05f2p+33, 0x1p+0},
	}},
}

// pows and angles are two arguments and glibc's result.

var pows = [][3]float64{
	{0x1.3b6ac6a2c5d81p+6, -0x1.644ef5daaf8p+3, 0x1.ca0aee7481a83p-71},
	{0x1.d395b0969d826p+5, 0x1.313f92e5a3798p+4, 0x1.f5a3bbc332e94p+111},
	{0x1.6ddedb0919f5p+2, -0x1.d37ee03112f1p+4, 0x1.6c8e8d5c92f3fp-74},
	{0x1.a2a3aa86afe9cp+4, 0x1.a09b7cdbe4c1p+3, 0x1.3e2f584d70fb8p+61},
	{0x1.be0824e42a6a4p+4, 0x1.edf141b13f38p+2, 0x1.09a827a447a5ap+37},
	{0x1.78e3231a370f6p+5, -0x1.7971d78917488p+4, 0x1.d8e774b879584p-132},
	{0x1.6574d81d5009dp+6, 0x1.287db458bf7dp+4, 0x1.14150c73e401ep+120},
	{0x1.e2633537dd51ep+5, 0x1.98309cdb1afdp+3, 0x1.5b1a3245a3f8p+75},
	{0x1.21f6c3a4d4b44p+4, 0x1.31dc9f921b1cp+4, 0x1.de1eb4f2bbb75p+79},
	{0x1.00000dcc08e57p+0, 0x1.0f581f2e6bacdp+26, 0x1.4fddf2de5054ap+84},
	{0x1.00000d88d3357p+0, 0x1.3f202a05fa961p+26, 0x1.496b5c45f4212p+97},
	{0x1.0000020df5bdfp+0, 0x1.28622948efedp+26, 0x1.a79866b74edb3p+13},
	{0x1.000006171bd26p+0, 0x1.9f54cee91ee7dp+23, 0x1.17a61d220ae8ep+7},
	{0x1.00000a15da728p+0, 0x1.09c06eade0aacp+25, 0x1.27d890ac1b25dp+30},
	{0x1.4p+3, 0x1.ep+3, 0x1.c6bf52634p+49},
	{0x1.4p+3, -0x1.4p+2, 0x1.4f8b588e368f1p-17},
	{0x1p+1, 0x1p-1, 0x1.6a09e667f3bcdp+0},
	{-0x1p+1, 0x1.8p+1, -0x1p+3},
	{-0x1p+3, -0x1p+0, -0x1p-3},
	{0x1p+1, -0x1.0c8p+10, 0x0.0000000000001p-1022},
	{0x1p+1, -0x1.0c6p+10, 0x0.0000000000001p-1022},
	{0x1.8p+1, -0x1.52p+9, 0x0.0000000000006p-1022},
	{0x1.000001ad7f29bp+0, 0x1.dcd65p+29, 0x1.349445c228792p+144},
	{0x1.999999999999ap-4, 0x1.33e6666666666p+8, 0x0.90d7a3a045677p-1022},
}

var angles = [][3]float64{
	{-0x1.074f9b353d4fp+3, 0x1.4a790e5b5528ep+5, -0x1.92ad03c816de3p-3},
	{-0x1.cde277c17c7ap+4, 0x1.01dcf0acf7892p+5, -0x1.75f443a3453fdp-1},
	{0x1.550d08b34f2f8p+4, 0x1.403c859853836p+5, 0x1.f50cf64bfc303p-2},
	{0x1.94fcd61f76b5p+4, -0x1.0dc7c16f2c586p+5, 0x1.3fb5236d6b1f5p+1},
	{0x1.af3808b71bb4p+1, 0x1.1e425c16cd05ep+5, 0x1.8080d0c4524fap-4},
	{-0x1.5e6ede9df22cp+4, 0x1.bb56f83f865c4p+4, -0x1.5677f3f18c787p-1},
	{0x1.3dc4f0ee152d8p+4, 0x1.ba14ac126183p+2, 0x1.3c6fea5107d16p+0},
	{-0x1.2b038d92d03ap+3, 0x1.7c5670f4a4e5p+2, -0x1.011c217b7a795p+0},
	{0x1p+0, 0x1p+0, 0x1.921fb54442d18p-1},
	{0x1.56e1fc2f8f359p-997, 0x1.2a05f2p+33, 0x0.012688b70e62bp-1022},
	{0x1.2a05f2p+33, 0x1.56e1fc2f8f359p-997, 0x1.921fb54442d18p+0},
	{-0x1.56e1fc2f8f359p-997, -0x1.2a05f2p+33, -0x1.921fb54442d18p+1},
	{0x0.00000000017b8p-1022, 0x1p+1, 0x0.0000000000bdcp-1022},
	{0x1p+0, 0x1p+59, 0x1p-59},
}

func TestUnary(t *testing.T) {
	for _, test := range unary {
		for _, value := range test.values {
			if got := test.function(value[0]); got != value[1] {
				t.Errorf("%s(%x) = %x, want %x", test.name, value[0], got, value[1])
			}
		}
	}
}

func TestPow(t *testing.T) {
	for _, value := range pows {
		if got := Pow(value[0], value[1]); got != value[2] {
			t.Errorf("Pow(%x, %x) = %x, want %x", value[0], value[1], got, value[2])
		}
	}
}

func TestAtan2(t *testing.T) {
	for _, value := range angles {
		if got := Atan2(value[0], value[1]); got != value[2] {
			t.Errorf("Atan2(%x, %x) = %x, want %x", value[0], value[1], got, value[2])
		}
	}
}

var inf, nan = math.Inf(1), math.NaN()

// TestSpecial: what has no value near it, by the bits, as NaN has a sign too.
func TestSpecial(t *testing.T) {
	zero := math.Copysign(0, -1)
	minusNaN := math.Copysign(nan, -1)
	for _, test := range []struct {
		name      string
		got, want float64
	}{
		{"Acos(2)", Acos(2), nan},
		{"Asin(-2)", Asin(-2), nan},
		{"Asin(-0)", Asin(zero), zero},
		{"Acos(1)", Acos(1), 0},
		{"Acos(-1)", Acos(-1), math.Pi},
		{"Atan(inf)", Atan(inf), math.Pi / 2},
		{"Atan2(-0, -1)", Atan2(zero, -1), -math.Pi},
		{"Atan2(-1e-300, -1e300)", Atan2(-1e-300, -1e300), -math.Pi},
		{"Atan2(-1e300, 1e-300)", Atan2(-1e300, 1e-300), -math.Pi / 2},
		{"Cos(inf)", Cos(inf), minusNaN},
		{"Cos(-nan)", Cos(minusNaN), minusNaN},
		{"Cosh(-inf)", Cosh(-inf), inf},
		{"Exp(-inf)", Exp(-inf), 0},
		{"Exp(710)", Exp(710), inf},
		{"Fmod(1, 0)", Fmod(1, 0), minusNaN},
		{"Fmod(-5, 3)", Fmod(-5, 3), -2},
		{"Fmod(5, inf)", Fmod(5, inf), 5},
		{"Log(-1)", Log(-1), minusNaN},
		{"Log(0)", Log(0), -inf},
		{"Log10(-1)", Log10(-1), nan},
		{"Pow(-8, 1/3)", Pow(-8, 1./3), minusNaN},
		{"Pow(0, -1)", Pow(0, -1), inf},
		{"Pow(1, nan)", Pow(1, nan), 1},
		{"Pow(nan, 0)", Pow(nan, 0), 1},
		{"Pow(-nan, 3)", Pow(minusNaN, 3), nan},
		{"Pow(10, 400)", Pow(10, 400), inf},
		{"Pow(-10, -401)", Pow(-10, -401), zero},
		{"Pow(-1, inf)", Pow(-1, inf), 1},
		{"Sin(-0)", Sin(zero), zero},
		{"Tan(-inf)", Tan(-inf), minusNaN},
		{"Tanh(-40)", Tanh(-40), -1},
	} {
		if math.Float64bits(test.got)>>1 == math.Float64bits(test.want)>>1 && math.Signbit(test.got) == math.Signbit(test.want) {
			continue
		}
		if math.IsNaN(test.got) && math.IsNaN(test.want) && math.Signbit(test.got) == math.Signbit(test.want) {
			continue
		}
		t.Errorf("%s = %v, want %v", test.name, test.got, test.want)
	}
}

// TestLarge: the sine of large numbers needs many digits of pi.
func TestLarge(t *testing.T) {
	for _, test := range []struct{ x, sin, cos float64 }{
		{1e22, -0.8522008497671888, 0.523214785395139},
		{math.MaxFloat64, 0.004961954789184062, -0.9999876894265599},
		{6381956970095103 * 0x1p797, 1, -4.687165924254628e-19},
	} {
		if Sin(test.x) != test.sin || Cos(test.x) != test.cos {
			t.Errorf("%g: %v, %v; want %v, %v", test.x, Sin(test.x), Cos(test.x), test.sin, test.cos)
		}
	}
}

func BenchmarkSin(b *testing.B) {
	for i := range b.N {
		Sin(float64(i))
	}
}

func BenchmarkPow(b *testing.B) {
	for i := range b.N {
		Pow(1.5, float64(i&63))
	}
}

func BenchmarkLog(b *testing.B) {
	for i := range b.N {
		Log(float64(i))
	}
}
