print(('say "hi" or \'ho\''):match("([\"'])(.-)%1"), ("abcabc"):find("(abc)%1"), ("aa bb cd"):gsub("(%a)%1", "<%1>"), ("abab"):match("(a)(b)%1%2"))
print(("xx"):match("(x*)%1"), ("xxx"):match("^(x*)%1$"), ("xxxx"):match("^(x-)%1$"), ("<b>x</b>"):match("<(%a+)>(.-)</%1>"), ("a"):match("(b*)%1a"))
print(("aa"):find("()%1"), ("aba"):match("(a)b%1"), ("==[[x]]=="):match("(=*)%[%[(.-)%]%]%1"))
print(pcall(string.find, "a", "%1")) print(pcall(string.find, "a", "(a)%2")) print(pcall(string.find, "aa", "(a%1)")) print(pcall(string.find, "a", "%0")) print(pcall(string.find, "ab", "(a)(b%2)"))
