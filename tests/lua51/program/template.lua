-- Text with Lua in it, compiled.
local function compile(text)
  local out, pos = { "local _o, _ENV_ = {}, ...\nlocal function echo(s) _o[#_o + 1] = tostring(s) end\nsetfenv(1, setmetatable(_ENV_, { __index = _G }))\n" }, 1
  for before, kind, code, after in text:gmatch("(.-)<%%(=?)(.-)%%>()") do
    out[#out + 1] = ("echo(%q)\n"):format(before)
    out[#out + 1] = kind == "=" and "echo(" .. code .. ")\n" or code .. "\n"
    pos = after
  end
  out[#out + 1] = ("echo(%q)\nreturn table.concat(_o)"):format(text:sub(pos))
  return assert(loadstring(table.concat(out), "=template"))
end
local t = compile [[
Dear <%= name:upper() %>,
<% for i, item in ipairs(items) do %>  <%= i %>. <%= item %>
<% end %><% if #items == 0 then %>nothing
<% end %>"quoted" \ backslash]]
print(t { name = "Ann", items = { "one", "two" } })
print(t { name = "Bob", items = {} })
print(pcall(t, { items = {} }))
print(pcall(compile, "<% for %>"))
print((("$name is $age; $missing $$"):gsub("%$(%w+)", { name = "Ann", age = 30 })))
print((("%d items"):gsub("%%(%w)", function(c) return c == "d" and 3 or nil end)))
