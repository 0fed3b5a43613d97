-- A file of edges read, shortest paths searched.
local edges = [[
a b 4
a c 2
c b 1
b d 5
c d 8
d e 3
f g 1
]]
local graph = {}
for from, to, w in edges:gmatch("(%a) (%a) (%d+)\n") do
  graph[from] = graph[from] or {} graph[to] = graph[to] or {}
  graph[from][to] = tonumber(w) graph[to][from] = tonumber(w)
end
local function dijkstra(source)
  local dist, previous, open = { [source] = 0 }, {}, { [source] = true }
  while next(open) do
    local best
    for v in pairs(open) do if not best or dist[v] < dist[best] then best = v end end
    open[best] = nil
    for to, w in pairs(graph[best]) do
      if dist[best] + w < (dist[to] or math.huge) then dist[to] = dist[best] + w previous[to] = best open[to] = true end
    end
  end
  return dist, previous
end
local dist, previous = dijkstra("a")
for c in ("abcdefg"):gmatch(".") do
  local path, v = { c }, c
  while previous[v] do v = previous[v] table.insert(path, 1, v) end
  print(c, dist[c], table.concat(path, "-"))
end
