-- Sends the requests of a file, a line each: a path, or a path and a body, and perhaps cookies and the address of the client, with
-- tabs between them. Arguments: that
-- file; "once" or "again", for lines that may not or may be sent a second time; the status that every answer is to have; headers,
-- such as "tenantId: 000000".

lines_missing = 0
unexpected = 0

local requests = {}
local last = 0
local once

function init(arguments)
   once = arguments[2] == "once"
   expected = tonumber(arguments[3])
   local headers = { Host = wrk.headers["Host"] }
   for i = 4, #arguments do
      local name, value = arguments[i]:match("^([^:]+): (.*)$")
      headers[name] = value
   end
   for line in io.lines(arguments[1]) do
      local path, body, cookies, address = line:match("^([^\t]*)\t([^\t]*)\t?([^\t]*)\t?(.*)$")
      if body then
         headers["Cookie"] = cookies ~= "" and cookies or nil
         headers["X-Forwarded-For"] = address ~= "" and address or nil
         requests[#requests + 1] = wrk.format("POST", path, headers, body)
      else
         requests[#requests + 1] = wrk.format("GET", line, headers)
      end
   end
   -- wrk itself counts what is above 399, and is quicker without this
   if expected ~= 200 then
      response = function(status)
         if status ~= expected then
            unexpected = unexpected + 1
         end
      end
   end
end

function request()
   last = last + 1
   if last > #requests then
      last = 1
      if once then
         lines_missing = 1
      end
   end
   return requests[last]
end

local threads = {}

function setup(thread)
   threads[#threads + 1] = thread
end

function done(summary, latency)
   local thread = threads[1]
   local errors = summary.errors
   if thread:get("expected") == 200 then
      unexpected = errors.status
   else
      unexpected = thread:get("unexpected")
   end
   io.write(string.format("measured %d %d %d %d %d %d %d\n", summary.requests, summary.duration, latency:percentile(50),
      latency:percentile(99), unexpected, errors.connect + errors.read + errors.write + errors.timeout,
      thread:get("lines_missing")))
end
