-- What collectgarbage's options give.
print(collectgarbage())
print(collectgarbage("collect"))
print(collectgarbage(nil))
print(collectgarbage("collect", 100))
print(select("#", collectgarbage("collect")))
print(collectgarbage("stop"), collectgarbage("restart"))
print(type(collectgarbage("count")), type(collectgarbage("step")))
print(collectgarbage("step", 1e6))
