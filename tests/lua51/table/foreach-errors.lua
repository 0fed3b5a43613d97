-- Wrong arguments.
print(pcall(table.foreach))
print(pcall(table.foreach, {}))
print(pcall(table.foreach, {}, 1))
print(pcall(table.foreach, 1, print))
print(pcall(table.foreachi))
print(pcall(table.foreachi, {}))
print(pcall(table.foreachi, {}, {}))
print(pcall(table.foreachi, "x", print))
