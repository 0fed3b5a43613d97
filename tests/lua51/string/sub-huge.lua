local s = "hello"
print(s:sub(1, 2^31), s:sub(1, 2^53), s:sub(-2^31, 2), s:sub(-2^53, -1))
print(s:sub(2^31), s:sub(2^40, 2^41), #s:sub(1/0), #s:sub(-1/0))
print(s:sub(1, 1e300), s:sub(-1e300))
