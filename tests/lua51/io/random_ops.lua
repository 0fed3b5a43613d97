-- many operations in any order on one file, with what C asks for between reading and writing
local seed = 4711
local function rnd(n) seed = (seed * 16807) % 2147483647 return seed % n end
local modes = {"r+", "w+", "a+", "r", "w", "a"}
for round = 1, 60 do
  local f = io.open("f", "w")
  for i = 1, rnd(40) do f:write(("%d %s\n"):format(rnd(100000), ("abcdefgh"):sub(1, rnd(8)))) end
  if rnd(3) == 0 then f:write(("z"):rep(rnd(9000))) end
  f:close()
  local mode, last = modes[1 + rnd(#modes)], ""
  f = io.open("f", mode)
  if rnd(3) == 0 then f:setvbuf(({"no", "line", "full"})[1 + rnd(3)], 1 + rnd(300)) end
  for op = 1, 25 do
    local k, line = rnd(12), {}
    local function note(...) for i = 1, select("#", ...) do line[#line + 1] = tostring((select(i, ...))):sub(-60) end end
    if (k <= 5 and last == "w") or (k >= 6 and k <= 8 and last == "r") then f:seek("cur", 0) end
    last = k <= 5 and "r" or k <= 8 and "w" or ""
    if k == 0 then note(f:read("*l"))
    elseif k == 1 then note(f:read("*n"))
    elseif k == 2 then note(f:read("*a"))
    elseif k == 3 then note(f:read(rnd(20)))
    elseif k == 4 then note(f:read(rnd(6000)))
    elseif k == 5 then note(f:read(0))
    elseif k <= 7 then note(f:write(rnd(1000), "-", ("w"):rep(rnd(10)), rnd(2) == 0 and "\n" or ""))
    elseif k == 8 then note(f:write(("W"):rep(rnd(6000))))
    elseif k == 9 then local size = f:seek("end") note(f:seek("set", rnd(size + 1))) note(f:seek("cur", -rnd(30)))
    elseif k == 10 then note(f:seek())
    else note(f:flush()) f:seek("cur", 0) end
    print(round, mode, k, (table.concat(line, " "):gsub("\n", "\\n")))
  end
  print(f:close())
  local sum, text = 0, io.open("f"):read("*a")
  for i = 1, #text do sum = (sum * 31 + text:byte(i)) % 1000003 end
  print(#text, sum)
end
