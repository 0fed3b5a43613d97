-- Queues, linked lists, rings and priority queues.
local List = {}
function List.new() return { first = 0, last = -1 } end
function List.push(l, v) l.last = l.last + 1 l[l.last] = v end
function List.pushleft(l, v) l.first = l.first - 1 l[l.first] = v end
function List.pop(l) if l.first > l.last then error("list is empty", 2) end local v = l[l.last] l[l.last] = nil l.last = l.last - 1 return v end
function List.popleft(l) if l.first > l.last then error("list is empty", 2) end local v = l[l.first] l[l.first] = nil l.first = l.first + 1 return v end
local l = List.new()
for i = 1, 5 do List.push(l, i) List.pushleft(l, -i) end
print(List.pop(l), List.popleft(l), List.pop(l), List.popleft(l), l.first, l.last)
while l.first <= l.last do io.write(List.popleft(l), " ") end
print(pcall(function() List.pop(l) end))
local linked
for i = 1, 5 do linked = { next = linked, value = i } end
local n = linked
while n do io.write(n.value, " ") n = n.next end print()
local heap = {}
local function push(v) local i = #heap + 1 heap[i] = v while i > 1 and heap[math.floor(i / 2)] > heap[i] do local p = math.floor(i / 2) heap[i], heap[p] = heap[p], heap[i] i = p end end
local function pop()
  local top, last = heap[1], table.remove(heap)
  if #heap > 0 then
    heap[1] = last
    local i = 1
    while true do
      local c = 2 * i
      if c > #heap then break end
      if c < #heap and heap[c + 1] < heap[c] then c = c + 1 end
      if heap[i] <= heap[c] then break end
      heap[i], heap[c] = heap[c], heap[i] i = c
    end
  end
  return top
end
for _, v in ipairs { 5, 3, 8, 1, 9, 2, 7, 3 } do push(v) end
while #heap > 0 do io.write(pop(), " ") end print()
