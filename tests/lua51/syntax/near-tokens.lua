-- Each kind of token in a message.
local function say(s) print((select(2, loadstring(s, "=x")))) end
say "x y" say "x 1" say "x 1.50e3" say "x 'a\\65b' y" say "x [[long]] [==[again]==]" say "x = = " say "x == 1" say "x ..." say "x .. y"
say "x ~ y" say "x @" say "x $ y" say "x \1" say "x \127" say "x \200" say "local 'text'" say "local \"text\\n\"" say "local [[a\nb]]" say "local [=[\n\nb]=]"
say "local 0x10" say "local .5" say "x ~= y" say "x <= y" say "x >= y" say "x and y" say "local function" say "local end" say "local nil" say "x:"
say "local 'a\\0b'" say "x \0 y" say "a.1" say "a.'x'" say "a:b" say "a:b.c = 1"
