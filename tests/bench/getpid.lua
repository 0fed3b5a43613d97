-- getpid.lua: the same as getpid.c, for nslua.
local rounds, calls = 10, 200000
local getpid = getpid
local least = math.huge
for _ = 1, rounds do
  local start = clock_gettime("MONOTONIC")
  for _ = 1, calls do getpid() end
  least = math.min(least, (clock_gettime("MONOTONIC") - start) * 1e9 / calls)
end
print(least)
