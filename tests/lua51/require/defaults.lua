-- The paths that there are without LUA_PATH.
print(package.path)
print((package.config))
print(#package.loaders >= 4, type(package.loaders[1]))
print(package.loaded._G == _G, package.loaded.string == string, package.loaded.package == package)
for _, name in ipairs{"string", "table", "math", "io", "os", "debug", "coroutine", "package"} do
  io.write(name, " ", tostring(require(name) == _G[name]), "\n")
end
