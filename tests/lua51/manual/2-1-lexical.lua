-- Section 2.1: names, keywords, and five ways to write one string.
a = 'alo\n123"'
print(a == "alo\n123\"", a == '\97lo\10\04923"', a == [[alo
123"]], a == [==[
alo
123"]==])
and_, _VERSION_, _1, And, AND = 1, 2, 3, 4, 5
print(and_, _VERSION_, _1, And, AND)
for _, word in ipairs { "and", "break", "do", "else", "elseif", "end", "false", "for", "function", "if", "in", "local", "nil", "not", "or", "repeat", "return", "then", "true", "until", "while" } do
  if loadstring("local " .. word .. " = 1") then print("not reserved", word) end
end
loadstring("goto = 1 continue = 2 print(goto, continue)")()
print(3, 3.0, 3.1416, 314.16e-2, 0.31416E1, 0xff, 0x56, 3., .5, 1e+2)
--[[ a long
comment ]] print("after it") --[==[ another
]] ]==] print("and another")
--[ not long
print "done" --
