-- table.lua WHAT: nanoseconds that something of the table library takes for each
-- item, the least of several rounds; for nslua and for lua5.1.
local items, rounds = 50000, 5

local seed = 42
local function random() seed = seed * 16807 % 2147483647 return seed end

local function fill(make)
  local t = {}
  for i = 1, items do t[i] = make(i) end
  return t
end

local work = {
  sort = {random, table.sort},
  strings = {function() return tostring(random()) end, table.sort},
  comparator = {random, function(t) table.sort(t, function(a, b) return a < b end) end},
  concat = {random, function(t) return table.concat(t, ",") end},
  insert = {random, function(t) local u = {} for i = 1, #t do table.insert(u, t[i]) end end},
  remove = {random, function(t) for _ = 1, #t do table.remove(t) end end},
  front = {random, function(t) for _ = 1, 20 do table.insert(t, 1, table.remove(t)) end end},
}

local make, run = unpack(work[arg[1]])
local least = math.huge
for _ = 1, rounds do
  local t = fill(make)
  local start = os.clock()
  run(t)
  least = math.min(least, (os.clock() - start) * 1e9 / items)
end
print(least)
