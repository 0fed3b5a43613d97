local nan = 0/0
print(math.max(1, nan), math.min(1, nan), math.max(nan, 1) ~= math.max(nan, 1), math.floor(nan) ~= math.floor(nan), math.abs(nan) ~= math.abs(nan))
for _, f in ipairs {"sin", "cos", "tan", "asin", "acos", "atan", "exp", "log", "log10", "sqrt", "sinh", "cosh", "tanh", "deg", "rad", "ceil", "modf"} do local r = math[f](nan) io.write(f, " ", tostring(r ~= r), " ") end print()
print(math.pow(nan, 0), math.pow(1, nan), math.pow(nan, 1) ~= math.pow(nan, 1), math.fmod(nan, 1) ~= 0, math.atan2(nan, 1) ~= 0)
