print(("abc"):reverse(), (""):reverse(), ("a"):reverse(), ("a\0b"):reverse() == "b\0a")
print(("\195\169"):reverse():byte(1, -1)) print(string.reverse(12.5))
print(pcall(string.reverse)) print(pcall(string.reverse, {}))
