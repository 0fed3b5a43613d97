for _, f in ipairs {"byte", "char", "find", "format", "gmatch", "gsub", "len", "lower", "match", "rep", "reverse", "sub", "upper"} do
  local f, name = string[f], f
  local ok, message = pcall(function() return (f()) end)
  print(name, ok, (tostring(message):gsub("to '[%w?]+'", "to it")))
  ok, message = pcall(function() return (f({}, {}, {})) end)
  print(name, ok, (tostring(message):gsub("to '[%w?]+'", "to it")))
end
