-- nslua -m doctor [--json]: what of namespaces works on this machine, and for
-- what does not, what stands in the way and what would change it.
--
-- Each check tries a thing in a process of its own that is thrown away, as root
-- of a new user namespace, which is what an ordinary user can be everywhere; and
-- once more as root itself, where root asks. It ends with status 0 when all that
-- an ordinary user needs works.
local sys = require "sys"
local json = require "nslua.json"
local checks = require "doctor.checks"
local remedy = require "doctor.remedy"

local doctor = {}

local LIMIT = 10 -- seconds: a check that takes longer hangs

-- must gives what a call returned, or raises its refusal as a table.
local function must(value, message, errno)
  if value == nil then error({ message = message, errno = errno }, 0) end
  return value, message, errno
end

-- throwaway runs fn in a child and gives nil, or how it failed: a table of
-- message and errno. flags are the new namespaces of the child.
local function throwaway(fn, flags)
  local r, w, errno = sys.pipe()
  if not r then return { message = w, errno = errno } end
  local pid, message, errno = sys.clone(flags or 0)
  if not pid then
    sys.close(r)
    sys.close(w)
    return { message = message, errno = errno }
  end
  if pid == 0 then
    sys.prctl(sys.PR_SET_PDEATHSIG, sys.SIGKILL)
    sys.alarm(LIMIT)
    local ok, failure = pcall(fn)
    if not ok then
      if type(failure) ~= "table" then failure = { message = failure } end
      sys.write_all(w, (failure.errno or 0) .. " " .. tostring(failure.message))
    end
    sys._exit(0)
  end
  sys.close(w)
  local text = must(sys.read_all(r))
  sys.close(r)
  local _, how, code = must(sys.waitpid(pid))
  if how == "killed" then
    return { message = (code == sys.SIGALRM and "it hangs" or "it is killed") .. " (" .. sys.strsignal(code) .. ")" }
  end
  local errno, message = text:match "^(%d+) (.*)$"
  if errno then return { message = message, errno = errno ~= "0" and tonumber(errno) or nil } end
end

-- inside is throwaway for a check's own use: what fails there fails the check.
local function inside(flags, fn)
  local failure = throwaway(fn, flags)
  if failure then error(failure, 0) end
end

-- become makes the process an ordinary user's. Its files in /proc are its own
-- again only when it is dumpable; prctl(2).
local function become(uid)
  must(sys.setgroups {})
  must(sys.setgid(uid))
  must(sys.setuid(uid))
  must(sys.prctl(sys.PR_SET_DUMPABLE, 1))
end

-- ordinary is a uid to try things as: that of the user who called sudo, or one
-- that is mapped here and not root's.
local function ordinary()
  for _, uid in ipairs { tonumber(sys.getenv "SUDO_UID" or 0), 1000, 65534 } do
    if uid ~= 0 and not throwaway(function() become(uid) end) then return uid end
  end
end

-- attempt runs one check and describes what came of it.
local function attempt(check, who, prepare)
  local failure = throwaway(function()
    prepare(check)
    check.run { must = must, inside = inside }
  end)
  local result = { name = check.name, as = who, needed = check.needed or false, works = not failure }
  if failure then
    result.error, result.hint = failure.message:match "^(.-)\nhint: (.*)$"
    result.error = result.error or failure.message
    result.errno = failure.errno
    result.change = remedy(result, check)
  end
  return result
end

-- examine gives the results of all checks, and the uid that the ordinary user
-- has: 0 where no other is mapped, and root has to do for one. A result is a table
-- of name, as ("user" or "root"), needed, works, and where it does not: error,
-- hint, errno, change.
function doctor.examine()
  local results, uid = {}, sys.geteuid()
  local user = uid ~= 0 and uid or ordinary() or 0
  local function all(who, prepare)
    for _, check in ipairs(checks) do
      if not check.only or check.only == who then
        results[#results + 1] = attempt(check, who, prepare)
      end
    end
  end
  all("user", function(check)
    if user ~= uid then become(user) end
    if not check.bare then
      must(sys.unshare(sys.CLONE_NEWUSER))
      must(sys.idmap "root")
    end
  end)
  if uid == 0 then all("root", function() end) end
  return results, user
end

-- healthy tells whether all works that an ordinary user needs.
function doctor.healthy(results)
  for _, result in ipairs(results) do
    if result.needed and not result.works then return false end
  end
  return true
end

local WIDTH, COLUMN = 80, 31

-- wrapped sets text in lines that begin at the second column.
local function wrapped(text)
  local lines, line = {}, ""
  for word in text:gmatch "%S+" do
    if line ~= "" and #line + 1 + #word > WIDTH - COLUMN then
      lines[#lines + 1] = line
      line = word
    else
      line = line == "" and word or line .. " " .. word
    end
  end
  lines[#lines + 1] = line
  return table.concat(lines, "\n" .. (" "):rep(COLUMN))
end

local function entry(result, told)
  local label = "  " .. result.name .. (" "):rep(COLUMN - 2 - #result.name)
  if result.works then return label .. "works\n" end
  if told[result.error] then return label .. "no: as " .. told[result.error] .. "\n" end
  told[result.error] = result.name
  local text = label .. wrapped("no: " .. result.error) .. "\n"
  if result.hint then text = text .. (" "):rep(COLUMN) .. wrapped("why: " .. result.hint) .. "\n" end
  if result.change then text = text .. (" "):rep(COLUMN) .. wrapped("what helps: " .. result.change) .. "\n" end
  return text
end

-- report is the results as text.
function doctor.report(results, user)
  local who = user == 0 and "Root, since no other uid is mapped here" or ("An ordinary user (uid %d)"):format(user)
  local titles = {
    user = who .. ", as root of a user namespace:",
    root = "Root, without a user namespace:",
  }
  local kernel = sys.uname()
  local text = { ("Linux %s %s\n"):format(kernel.release, kernel.machine) }
  local section, told
  for _, result in ipairs(results) do
    if result.as ~= section then
      section, told = result.as, {}
      text[#text + 1] = "\n" .. titles[section] .. "\n"
    end
    text[#text + 1] = entry(result, told)
  end
  text[#text + 1] = doctor.healthy(results) and "\nEverything that an ordinary user needs works here.\n"
    or "\nNot everything that an ordinary user needs works here.\n"
  return table.concat(text)
end

function doctor.main(option, surplus)
  if surplus or option and option ~= "--json" then
    io.stderr:write("usage: nslua -m doctor [--json]\n")
    return 2
  end
  local results, user = doctor.examine()
  if option then
    local kernel = sys.uname()
    print(json.encode {
      kernel = kernel.release, machine = kernel.machine, user = user,
      works = doctor.healthy(results), checks = results,
    })
  else
    io.write(doctor.report(results, user))
  end
  return doctor.healthy(results) and 0 or 1
end

return doctor
