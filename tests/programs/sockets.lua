-- A net namespace of its own, whose loopback comes up; a server and its clients
-- talk over TCP there, and the host's net knows nothing of it.

local before = {}
for _, interface in ipairs(assert(if_nameindex())) do before[interface.name] = interface.flags end

local PORT, CLIENTS = 80, 5
local ADDRESS = {family = AF_INET, addr = "127.0.0.1", port = PORT}

local p = assert(clone(CLONE_NEWUSER + CLONE_NEWNET))
if p == 0 then
	local interfaces = assert(if_nameindex())
	local lo = assert(ifconfig "lo")
	assert(not lo.flags:has(IFF_UP) and lo.flags:has(IFF_LOOPBACK) and not lo.addr)
	local s = assert(socket(AF_INET, SOCK_STREAM))
	local ok, message, errno = connect(s, ADDRESS)
	assert(not ok and errno == ENETUNREACH and message:find('ifup "lo"', 1, true), message)
	assert(ifup "lo")
	lo = assert(ifconfig "lo")
	assert(lo.flags:has(IFF_UP) and lo.addr == "127.0.0.1" and lo.netmask == "255.0.0.0")
	ok, message, errno = connect(s, ADDRESS)
	assert(not ok and errno == ECONNREFUSED, message)
	close(s)

	local listener = assert(socket(AF_INET, SOCK_STREAM))
	assert(setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, true))
	assert(bind(listener, ADDRESS)) -- a port for the privileged, which all are in a namespace of their own
	assert(listen(listener))
	local server = assert(fork())
	if server == 0 then
		for _ = 1, CLIENTS do
			local connection, from = assert(accept(listener))
			assert(from.addr == "127.0.0.1" and tostring(from) == tostring(getpeername(connection)))
			assert(write_all(connection, read_all(connection):upper()))
			close(connection)
		end
		exit()
	end
	close(listener)

	local long = ("x"):rep(100000)
	for i = 1, CLIENTS do
		if assert(fork()) == 0 then
			local c = assert(socket(AF_INET, SOCK_STREAM))
			assert(connect(c, ADDRESS))
			assert(write_all(c, "client " .. i .. long))
			assert(shutdown(c, SHUT_WR))
			assert(read_all(c) == "CLIENT " .. i .. long:upper())
			exit()
		end
	end
	for _ = 1, CLIENTS + 1 do
		local _, how, code = assert(wait())
		assert(how == "exited" and code == 0, how .. " " .. code)
	end

	-- Datagrams, with IPv6 too where there is any.
	for _, address in ipairs {{addr = "127.0.0.1", port = 53}, {addr = "::1", port = 53}} do
		local family = address.addr == "::1" and AF_INET6 or AF_INET
		local receiver = socket(family, SOCK_DGRAM)
		if receiver then
			assert(bind(receiver, address))
			local sender = assert(socket(family, SOCK_DGRAM))
			assert(sendto(sender, "datagram", nil, address) == 8)
			local data, from = assert(recvfrom(receiver, 100))
			assert(data == "datagram" and from.port == getsockname(sender).port)
			local m = assert(sendmsg(receiver, {data = "answer", address = from}) and recvmsg(sender, 3))
			assert(m.data == "ans" and m.flags == MSG_TRUNC and m.address.port == 53)
		end
	end
	exit()
end
local _, how, code = assert(waitpid(p))
assert(how == "exited" and code == 0, how .. " " .. code)

for _, interface in ipairs(assert(if_nameindex())) do assert(before[interface.name] == interface.flags) end
