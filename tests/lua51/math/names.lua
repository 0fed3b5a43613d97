local names = {} for k, v in pairs(math) do names[#names + 1] = k .. ":" .. type(v) end table.sort(names) print(table.concat(names, " "))
print(math.mod == math.fmod, package.loaded.math == math, require "math" == math, ("%.17g"):format(math.pi), math.huge, -math.huge, math.huge == 1/0)
