print(os.date(nil, 0) == os.date("%c", 0), os.date("%c", 0), os.date("!%c", 0))
print(os.date("%x|%X|%p|%D|%F|%T|%R|%r", 12345678)) print(os.date("%A %a %B %b %h", 12345678))
print(os.date("%d/%m/%Y %H:%M:%S", 1e9), os.date("!%Y%m%dT%H%M%SZ", 1e9))
print(#os.date(), os.date():match("^%a%a%a %a%a%a [ %d]%d %d%d:%d%d:%d%d %d%d%d%d$") ~= nil)
