-- the modes that fopen takes: the first letter counts, what it does not know is passed over
for _, mode in ipairs {"r", "w", "a", "r+", "w+", "a+", "rb", "wb", "r+b", "rb+", "rz", "w?", "rw", "r,", "ra+"} do
  local f, message, code = io.open("file", mode)
  print(mode, io.type(f), message, code)
  if f then f:close() end
end
for _, mode in ipairs {"", "x", "+r", "b", " r", "R", "*", "1"} do
  print(mode, io.open("file", mode))
end
local f = io.open("new", "wx") print(io.type(f)) f:close()
print(io.open("new", "wx"))
print(io.open("file", 5))
print(io.open("missing"))
print(io.open("missing", "r+"))
print(io.open("no/where", "w"))
print(io.open(".", "w"))
print(io.open("", "r"))
print(io.open(12))
print(io.type(io.open("file", nil)))
