print(("[[a]] [[b]]"):match("%[%[(.*)%]%]"), ("[[a]] [[b]]"):match("%[%[(.-)%]%]"), ("/usr/local/bin"):match("(.*)/(.*)"), ("/usr/local/bin"):match("(.-)/(.*)"))
print(("a.b.c.txt"):match("^(.-)%.(.*)$"), ("a.b.c.txt"):match("^(.*)%.(.*)$"), ("noext"):match("^(.*)%.(.*)$"), ("x = 1 -- c -- d"):match("^(.-)%s*%-%-(.*)$"))
print(("aXbXXc"):match("(.*)X(.*)"), ("aXbXXc"):match("(.*)X+(.*)"), ("aXbXXc"):match("(.-)X+(.*)"), ("aaa"):match("(a*)(a*)(a+)"), ("aaa"):match("(a-)(a-)(a+)"), ("aaa"):match("(a?)(a*)$"))
