local x = 1

b = = 2
