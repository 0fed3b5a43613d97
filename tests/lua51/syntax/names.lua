-- Names, and words that are none.
local _, a1, _a, aB, ab = 1, 2, 3, 4, 5 print(_, a1, _a, aB, ab)
local And, ENDs, end_, nill, functions = 1, 2, 3, 4, 5 print(And, ENDs, end_, nill, functions)
for word in ("and break do else elseif end false for function if in local nil not or repeat return then true until while goto"):gmatch("%a+") do
  print(word, (loadstring("local " .. word .. " = 1", "=x")) ~= nil, (loadstring("return {" .. word .. " = 1}", "=x")) ~= nil, (loadstring("x." .. word .. " = 1", "=x")) ~= nil)
end
print(loadstring("local \228 = 1", "=x")) print(loadstring("local a\128 = 1", "=x")) print(loadstring("local 1a = 1", "=x"))
local t = {["end"] = 1, ["nil"] = 2, x = 3} print(t["end"], t["nil"], t.x)
local long = ("n"):rep(5000) assert(loadstring(long .. " = 5"))() print(_G[long])
