-- A trie, an LRU cache, a deque and deep comparison.
local function trie() return { insert = function(self, w) local n = self for c in w:gmatch(".") do n[c] = n[c] or {} n = n[c] end n.word = w end,
  find = function(self, prefix) local n = self for c in prefix:gmatch(".") do n = n[c] if not n then return {} end end
    local out = {} local function walk(m) if m.word then out[#out + 1] = m.word end local ks = {} for k in pairs(m) do if #k == 1 then ks[#ks + 1] = k end end table.sort(ks) for _, k in ipairs(ks) do walk(m[k]) end end
    walk(n) return out end } end
local t = trie()
for w in ("car card care cat dog do done"):gmatch("%a+") do t:insert(w) end
print(table.concat(t:find "car", " "), table.concat(t:find "do", " "), #t:find "x", #t:find "")
local function lru(n) local order, map = {}, {} return function(k, v)
  for i, x in ipairs(order) do if x == k then table.remove(order, i) break end end
  if v ~= nil then map[k] = v end
  if map[k] ~= nil then order[#order + 1] = k end
  if #order > n then map[table.remove(order, 1)] = nil end
  return map[k], table.concat(order, "") end end
local cache = lru(2)
print(cache("a", 1)) print(cache("b", 2)) print(cache("a")) print(cache("c", 3)) print(cache("b")) print(cache("a"))
local function equal(a, b) if type(a) ~= "table" or type(b) ~= "table" then return a == b end for k, v in pairs(a) do if not equal(v, b[k]) then return false end end for k in pairs(b) do if a[k] == nil then return false end end return true end
local function copy(v, seen) if type(v) ~= "table" then return v end seen = seen or {} if seen[v] then return seen[v] end local r = setmetatable({}, getmetatable(v)) seen[v] = r for k, x in pairs(v) do r[copy(k, seen)] = copy(x, seen) end return r end
local x = { 1, { 2, k = "v" }, f = print } x.self = x
local y = copy(x)
print(y.self == y, y[2] ~= x[2], equal(y[2], x[2]), y.f == print, equal({ 1, 2 }, { 1 }), equal({}, {}), equal({ a = { b = 1 } }, { a = { b = 2 } }))
