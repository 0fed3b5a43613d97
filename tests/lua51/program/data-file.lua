-- A file of Lua that describes data, run with its own environment.
local f = assert(io.open("data", "w"))
f:write [[
Entry { author = "Donald E. Knuth", title = "Literate Programming", year = 1992 }
Entry { author = "Jon Bentley", title = "More Programming Pearls", year = 1990 }
Entry { title = "No author" }
]]
f:close()
local count, authors = 0, {}
local chunk = assert(loadfile("data"))
setfenv(chunk, { Entry = function(e) count = count + 1 authors[e.author or "unknown"] = (e.year or 0) end })
chunk()
local names = {}
for n, y in pairs(authors) do names[#names + 1] = n .. ":" .. y end
table.sort(names)
print(count, table.concat(names, "; "))
f = assert(io.open("data", "w")) f:write('Entry { title = "x" } os.exit(7)') f:close()
chunk = assert(loadfile("data"))
setfenv(chunk, { Entry = function() end })
print(pcall(chunk))
print(os.remove("data"), io.open("data"))
