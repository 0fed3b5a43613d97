-- The order of services: each comes after those it waits for, and otherwise as
-- they are defined.
local order = {}

-- before gives the names that a service waits for, as defined.
local function before(service)
  local names = { unpack(service.after) }
  for _, name in ipairs(service.needs) do names[#names + 1] = name end
  return names
end

-- sorted gives the services in an order in which they can start; or nil and
-- a cycle, a list of names that ends with its first.
function order.sorted(services)
  local sorted, state, path = {}, {}, {}
  local function visit(service)
    if state[service] == "sorted" then return nil end
    path[#path + 1] = service.name
    if state[service] == "open" then
      local first = #path - 1
      while path[first] ~= service.name do first = first - 1 end
      return { unpack(path, first) }
    end
    state[service] = "open"
    for _, name in ipairs(before(service)) do
      local cycle = services[name] and visit(services[name])
      if cycle then return cycle end
    end
    path[#path] = nil
    state[service] = "sorted"
    sorted[#sorted + 1] = service
  end
  for _, service in ipairs(services) do
    local cycle = visit(service)
    if cycle then return nil, cycle end
  end
  return sorted
end

return order
