-- The functions of bit, with what LuaBitOp's documentation and test say of them.

assert(require "bit" == bit and package.loaded.bit == bit)

local function is(got, want)
	if got ~= want then
		error("got " .. tostring(got) .. ", not " .. tostring(want), 2)
	end
end

local function fails(message, f, ...)
	local ok, got = pcall(f, ...)
	assert(not ok)
	if not got:find(message, 1, true) then
		error("got " .. got .. ", not " .. message, 2)
	end
end

-- Numbers are rounded to the nearest, halves to even, and taken modulo 2^32.
is(bit.tobit(0xffffffff), -1)
is(bit.tobit(0xffffffff + 1), 0)
is(bit.tobit(2 ^ 40 + 1234), 1234)
is(bit.tobit(-2 ^ 31), -2 ^ 31)
is(bit.tobit(2 ^ 31), -2 ^ 31)
is(bit.tobit(0.5), 0)
is(bit.tobit(1.5), 2)
is(bit.tobit(2.5), 2)
is(bit.tobit(-1.5), -2)
is(bit.tobit(2 ^ 51 - 1), -1)
is(bit.tobit("0xff"), 255)
is(bit.tobit(" 12 "), 12)

is(bit.bnot(0), -1)
is(bit.bnot(-1), 0)
is(bit.bnot(0xffffffff), 0)
is(bit.bnot(0x12345678), -0x12345679)

is(bit.bor(1, 2, 4, 8), 15)
is(bit.bor(7), 7)
is(bit.bor(0x80000000, 1), -2 ^ 31 + 1)
is(bit.band(0x12345678, 0xff), 0x78)
is(bit.band(0xffffffff), -1)
is(bit.band(-1, 0x0f0f0f0f, 0xff, 12), 12)
is(bit.bxor(0xa5a5f0f0, 0xaa55ff00), 0x0ff00ff0)
is(bit.bxor(1, 3, 7, 15), 10)

is(bit.lshift(1, 0), 1)
is(bit.lshift(1, 8), 256)
is(bit.lshift(1, 31), -2 ^ 31)
is(bit.lshift(1, 40), 256)
is(bit.lshift(1, -1), -2 ^ 31)
is(bit.rshift(256, 8), 1)
is(bit.rshift(-256, 8), 16777215)
is(bit.rshift(-1, 31), 1)
is(bit.arshift(256, 8), 1)
is(bit.arshift(-256, 8), -1)
is(bit.arshift(0x80000000, 31), -1)
is(bit.rol(0x12345678, 12), 0x45678123)
is(bit.ror(0x12345678, 12), 0x67812345)
is(bit.rol(-1, 5), -1)
is(bit.rol(1, 32), 1)
is(bit.ror(1, 1), -2 ^ 31)
is(bit.bswap(0x12345678), 0x78563412)
is(bit.bswap(0x78563412), 0x12345678)
is(bit.bswap(0xff), -2 ^ 24)

is(bit.tohex(1), "00000001")
is(bit.tohex(-1), "ffffffff")
is(bit.tohex(0xffffffff), "ffffffff")
is(bit.tohex(-1, -8), "FFFFFFFF")
is(bit.tohex(0x21, 4), "0021")
is(bit.tohex(0x87654321, 4), "4321")
is(bit.tohex(0x87654321, 100), "87654321")
is(bit.tohex(0xabcdef, -3), "DEF")
is(bit.tohex(5, 0), "")

-- The program of LuaBitOp's documentation, a checksum over many of them.
local vectors = {0, 1, -1, 2, -2, 0x12345678, 0x87654321, 0x33333333, 0x77777777, 0x55aa55aa, 0xaa55aa55, 0x7fffffff, 0x80000000, 0xffffffff}
local function checksum(f, ...)
	local sum = 0
	for _, a in ipairs(vectors) do
		for _, b in ipairs {...} do
			sum = (sum * 31 + f(a, b)) % 2 ^ 32
		end
	end
	return sum
end
for n = 0, 31 do
	for _, word in ipairs(vectors) do
		is(bit.rol(word, n), bit.bor(bit.lshift(word, n), n > 0 and bit.rshift(word, 32 - n) or 0))
		is(bit.ror(bit.rol(word, n), n), bit.tobit(word))
		is(bit.arshift(word, n), math.floor(bit.tobit(word) / 2 ^ n))
		is(bit.rshift(word, n), bit.tobit(math.floor(word % 2 ^ 32 / 2 ^ n)))
		is(bit.lshift(word, n), bit.tobit(word % 2 ^ 32 * 2 ^ n % 2 ^ 32))
	end
end
is(checksum(bit.band, 0), 0)
is(checksum(bit.band, -1), checksum(bit.bor, 0))
is(checksum(bit.bxor, 0), checksum(bit.bor, 0))
for _, a in ipairs(vectors) do
	for _, b in ipairs(vectors) do
		is(bit.bnot(bit.band(a, b)), bit.bor(bit.bnot(a), bit.bnot(b)))
		is(bit.bxor(a, b), bit.bor(bit.band(a, bit.bnot(b)), bit.band(bit.bnot(a), b)))
	end
end

fails("bad argument #1 to 'tobit' (number expected, got no value)", bit.tobit)
fails("bad argument #1 to 'band' (number expected, got no value)", bit.band)
fails("bad argument #2 to 'bor' (number expected, got nil)", bit.bor, 1, nil)
fails("bad argument #3 to 'bxor' (number expected, got table)", bit.bxor, 1, 2, {})
fails("bad argument #2 to 'lshift' (number expected, got no value)", bit.lshift, 1)
fails("bad argument #1 to 'bswap' (number expected, got string)", bit.bswap, "x")
fails("bad argument #2 to 'tohex' (number expected, got nil)", bit.tohex, 1, nil)
fails("bad argument #1 to 'bnot' (number expected, got boolean)", bit.bnot, true)
