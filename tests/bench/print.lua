-- A hundred thousand lines, each of which nslua writes with one write(2).
for i = 1, 100000 do print("line", i) end
