-- Integers of 64 bits: made, computed with, compared, printed, passed to calls
-- and got from them.

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

local largest = u64 "18446744073709551615"

-- Made of numbers, digits, flags and themselves.
is(tostring(u64(0)), "0")
is(tostring(u64(2 ^ 53)), "9007199254740992")
is(tostring(u64(2 ^ 63)), "9223372036854775808")
is(tostring(u64(-1)), "18446744073709551615")
is(tostring(u64(-2 ^ 63)), "9223372036854775808")
is(tostring(u64 "9007199254740993"), "9007199254740993")
is(tostring(u64 "0xFFFFFFFFFFFFFFFF"), "18446744073709551615")
is(u64(CLONE_NEWPID), u64(CLONE_NEWPID:number()))
is(u64(largest), largest)
is(type(largest), "userdata")
is(getmetatable(largest), "u64")

-- Equal ones are one value, and keys of tables, for as long as they are held.
local t = {[largest] = "largest", [u64(5)] = "five"}
is(t[u64(-1)], "largest")
is(t[u64 "5"], "five")
is(t[5], nil)
assert(u64(5) ~= 5 and u64(5) == u64(5) and rawequal(u64(5), u64(5)))
for i = 1, 20000 do
	u64(i)
end
collectgarbage()
for i = 1, 3000 do
	is(u64(2 ^ 60 + i * 4096), u64(2 ^ 60 + i * 4096))
end
is(t[u64(-1)], "largest")
is(t[u64(5)], "five")

-- Computed with modulo 2^64.
is(u64(2 ^ 53) + 1, u64 "9007199254740993")
is(1 + u64(2 ^ 53), u64 "9007199254740993")
is(largest + 1, u64(0))
is(u64(0) - 1, largest)
is(5 - u64(3), u64(2))
is(u64(5) + -1, u64(4))
is(largest * largest, u64(1))
is(u64(2 ^ 32) * 2 ^ 32, u64(0))
is(largest / 10, u64 "1844674407370955161")
is(largest % 10, u64(5))
is(7 / u64(2), u64(3))
is(-u64(1), largest)
is(u64(1) + "0x10", u64(17))
is(u64(1) + CLONE_NEWPID, u64(CLONE_NEWPID:number() + 1))
fails("attempt to divide a u64 by zero", function() return largest / 0 end)
fails("attempt to divide a u64 by zero", function() return largest % u64(0) end)
fails("bad argument #2 to '+' (integer expected, got 0.5)", function() return largest + 0.5 end)
fails("bad argument #2 to '*' (integer, digits, flags or u64 expected, got table)", function() return largest * {} end)

-- Compared with one another.
assert(u64(1) < u64(2) and u64(2) <= u64(2) and largest > u64(2 ^ 63) and not (largest < largest))
assert(largest >= u64(0) and u64 "9007199254740993" > u64 "9007199254740992")
fails("attempt to compare", function() return largest < 5 end)
local list = {largest, u64(3), u64(2 ^ 63), u64(0)}
table.sort(list)
is(table.concat({tostring(list[1]), tostring(list[2]), tostring(list[4])}, " "), "0 3 18446744073709551615")

-- Shown.
is("<" .. largest .. ">", "<18446744073709551615>")
is(largest .. largest, "1844674407370955161518446744073709551615")
is(1 .. u64(2), "12")
is(("%s"):format(largest), "18446744073709551615")
is(("%d %u %x %X %o"):format(largest, largest, largest, largest, largest),
	"18446744073709551615 18446744073709551615 ffffffffffffffff FFFFFFFFFFFFFFFF 1777777777777777777777")
is(("%s"):format(CLONE_NEWPID + CLONE_NEWNS), "CLONE_NEWPID|CLONE_NEWNS")
fails("bad argument #2 to '..' (string expected, got table)", function() return largest .. {} end)

-- Numbers again, where that loses nothing.
is(u64(7):number(), 7)
is(u64(2 ^ 53):number(), 2 ^ 53)
is(u64(2 ^ 63):number(), 2 ^ 63)
is(u64 "9007199254740993":number(), nil)
is(largest:number(), nil)

-- With the functions of bit, as methods too.
is(bit.bnot(u64(0)), largest)
is(u64(0):bnot(), largest)
is(bit.band(largest, 0xff), u64(255))
is(largest:band(-2), u64(-2))
is(bit.band(-1, largest), largest)
is(bit.bor(1, u64(2 ^ 40), 2), u64(2 ^ 40 + 3))
is(u64(5):bxor(1), u64(4))
is(u64(1):lshift(63), u64(2 ^ 63))
is(u64(1):lshift(64), u64(1))
is(largest:rshift(60), u64(15))
is(u64(2 ^ 63):arshift(63), largest)
is(u64(2 ^ 63):rol(1), u64(1))
is(u64(1):ror(1), u64(2 ^ 63))
is(bit.bswap(u64(1)), u64(2 ^ 56))
is(largest:tohex(), "ffffffffffffffff")
is(u64(0xabc):tohex(), "0000000000000abc")
is(u64(0xabc):tohex(-4), "0ABC")
is(bit.tobit(u64 "0x1ffffffff"), -1)

-- Refused.
fails("bad argument #1 to 'u64' (integer, digits, flags or u64 expected, got no value)", u64)
fails("bad argument #1 to 'u64' (integer, digits, flags or u64 expected, got table)", u64, {})
fails("integer expected, got 0.5", u64, 0.5)
fails("integer expected", u64, 0 / 0)
fails("expected", u64, 2 ^ 64)
fails("expected", u64, -2 ^ 64)
for _, digits in ipairs {"", "x", "-1", "0x", "1.5", "18446744073709551616", "0x10000000000000000", "1_000"} do
	fails("an integer from 0 to 18446744073709551615 in digits expected", u64, digits)
end
fails("bad argument #1 to 'kill' (integer from -2147483648 to 2147483647 expected, got 18446744073709551615)", kill, largest, 0)
fails("bad argument #1 to 'strsignal' (signal expected, got u64 15)", strsignal, u64(15))
fails("bad argument #1 to 'chdir' (string expected, got u64 1)", chdir, u64(1))

-- Passed and got.
is(kill(u64(getpid()), 0), 0)
local event = eventfd(0, EFD_NONBLOCK)
assert(eventfd_write(event, largest - 1) == 0)
is(eventfd_read(event), largest - 1)
assert(eventfd_write(event, u64(7)) == 0)
is(eventfd_read(event), 7)
local poller = epoll_create1()
assert(epoll_ctl(poller, EPOLL_CTL_ADD, event, {events = EPOLLOUT, data = largest}))
is(epoll_wait(poller)[1].data, largest)
local file = memfd_create("large")
assert(ftruncate(file, u64 "9007199254740993") == 0)
is(fstat(file).size, u64 "9007199254740993")
is(lseek(file, fstat(file).size, SEEK_SET), u64 "9007199254740993")
is(lseek(file, -1, SEEK_CUR), 2 ^ 53)
assert(setrlimit("CORE", {cur = u64 "9007199254740995"}) or getrlimit("CORE").max < 2 ^ 53)
if getrlimit("CORE").cur ~= getrlimit("CORE").max then
	is(getrlimit("CORE").cur, u64 "9007199254740995")
end

-- It leaves its process with what it is in.
is(enter({pid = getpid()}, function() return largest end), largest)
