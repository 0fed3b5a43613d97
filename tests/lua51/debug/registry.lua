local r = debug.getregistry()
print(type(r), r == debug.getregistry(), r._LOADED == package.loaded)
r.mine = 1
print(debug.getregistry().mine)
