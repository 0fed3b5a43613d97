-- Services that wait for each other in a ring, of which none could ever start.

-- awaited gives the names that a service waits for, in the order of writing.
local function awaited(service)
  local names = { unpack(service.after) }
  for _, name in ipairs(service.needs) do names[#names + 1] = name end
  return names
end

-- stuck gives the services that are in a ring or behind one, by name: those left
-- over when again and again the ones that wait for nobody have been taken away.
local function stuck(services)
  local waits, followers, free = {}, {}, {}
  for _, service in ipairs(services) do followers[service.name] = {} end
  for _, service in ipairs(services) do
    local names = awaited(service)
    waits[service.name] = #names
    for _, name in ipairs(names) do table.insert(followers[name], service.name) end
    if #names == 0 then free[#free + 1] = service.name end
  end
  while #free > 0 do
    local name = table.remove(free)
    waits[name] = nil
    for _, follower in ipairs(followers[name]) do
      waits[follower] = waits[follower] - 1
      if waits[follower] == 0 then free[#free + 1] = follower end
    end
  end
  return waits
end

-- cycle gives a ring of names, which ends with its first; nil where there is none.
-- All names that services wait for must be there.
return function(services)
  local left = stuck(services)
  local name
  for _, service in ipairs(services) do
    if left[service.name] then name = service.name break end
  end
  if not name then return nil end
  local path, seen = {}, {}
  repeat
    path[#path + 1] = name
    seen[name] = #path
    for _, before in ipairs(awaited(services[name])) do
      if left[before] then name = before break end
    end
  until seen[name]
  local ring = {}
  for i = seen[name], #path do ring[#ring + 1] = path[i] end
  ring[#ring + 1] = name
  return ring
end
