-- Long brackets, escapes and line continuation in literals.
print([[one
two]])
print([[
first newline dropped]])
print([==[ with ]] and ]=] inside ]==])
print("tab\tquote\"backslash\\ decimal\65\066\0677 nul" .. #"\0" .. " bell" .. #"\a\b\f\v\r")
print("continued \
line")
print('it\'s', "it's", 'say "hi"', #[[\n]], [=[]=] == "", #[[

x]])
print(("method on a literal"):upper(), #"length", ("%d"):format(3.0))
print"call without parentheses" print[[long]] print(type{}, #{ 1, 2 })
