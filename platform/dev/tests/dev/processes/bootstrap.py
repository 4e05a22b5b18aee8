#!/usr/bin/python3
"""A function's program. What an event says, it does: `{"do": "echo", ...}`."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import http.client

HOST, PORT = os.environ["AWS_LAMBDA_RUNTIME_API"].split(":")
BASE = "/2018-06-01/runtime"


def call(method, path, body=None, headers=None):
    connection = http.client.HTTPConnection(HOST, int(PORT))
    connection.request(method, BASE + path, body, headers or {})
    answer = connection.getresponse()
    text = answer.read().decode("utf-8", "replace")
    connection.close()
    return answer.status, text, dict(answer.getheaders())


def respond(request, body):
    return call("POST", f"/invocation/{request}/response", body)


def fail(request, body, error_type="Unhandled"):
    headers = {"Lambda-Runtime-Function-Error-Type": error_type}
    return call("POST", f"/invocation/{request}/error", body, headers)


def raw(request, kind):
    """Sends a body that breaks off, or one in chunks with trailers."""
    stream = socket.create_connection((HOST, int(PORT)))
    head = f"POST {BASE}/invocation/{request}/response HTTP/1.1\r\nHost: x\r\n"
    if kind == "truncated":
        stream.sendall((head + "Content-Length: 100\r\n\r\nabc").encode())
        stream.shutdown(socket.SHUT_WR)
    else:
        head += "Lambda-Runtime-Function-Response-Mode: streaming\r\nTransfer-Encoding: chunked\r\n"
        head += "Trailer: Lambda-Runtime-Function-Error-Type, Lambda-Runtime-Function-Error-Body\r\n\r\n"
        stream.sendall((head + '5\r\n"one"\r\n').encode())
        if kind == "streamed":
            stream.sendall(b"0\r\n\r\n")
        else:
            trailers = "Lambda-Runtime-Function-Error-Type: Midway\r\n"
            trailers += "Lambda-Runtime-Function-Error-Body: eyJlcnJvck1lc3NhZ2UiOiAiaGFsZndheSJ9\r\n"
            stream.sendall(f"0\r\n{trailers}\r\n".encode())
    status = stream.recv(4096).decode("utf-8", "replace").split(" ")[1:2]
    stream.close()
    return status


def work(request, event, headers):
    what = event.get("do")
    if what == "echo":
        respond(request, json.dumps({"event": event, "headers": headers, "pid": os.getpid()}))
    elif what == "environment":
        respond(request, json.dumps({"variables": dict(os.environ), "directory": os.getcwd()}))
    elif what == "sleep":
        time.sleep(event["seconds"])
        respond(request, json.dumps({"pid": os.getpid()}))
    elif what == "linger":
        respond(request, "{}")
        time.sleep(event["seconds"])
    elif what == "error":
        fail(request, event["body"], event.get("type", "Unhandled"))
    elif what == "exit":
        os._exit(event["code"])
    elif what == "signal":
        os.kill(os.getpid(), event["number"])
        time.sleep(10)
    elif what == "exit-after":
        respond(request, '"last words"')
        os._exit(0)
    elif what == "memory":
        held = b"x" * (event["megabytes"] * 1024 * 1024)
        time.sleep(5)
        respond(request, str(len(held)))
    elif what == "large":
        status, text, _ = respond(request, '"' + "x" * (event["bytes"] - 2) + '"')
        print("large:", status, text.strip(), flush=True)
    elif what == "twice":
        first, second = respond(request, '"first"'), respond(request, '"second"')
        print("twice:", first[:2], second[:2], flush=True)
    elif what == "other":
        print("other:", respond("00000000-0000-0000-0000-000000000000", '"other"')[:2], flush=True)
        print("other error:", fail("nobody", '"other"')[:2], flush=True)
        print("init error:", call("POST", "/init/error", "{}")[:2], flush=True)
        respond(request, '"own"')
    elif what == "again":
        status, text, again = call("GET", "/invocation/next")
        respond(request, json.dumps([status, text, again["Lambda-Runtime-Aws-Request-Id"]]))
    elif what == "places":
        places = [("GET", "/nowhere"), ("POST", "/invocation/next"), ("GET", "/invocation/x/response")]
        answers = [call(*place)[0] for place in places]
        mode = {"Lambda-Runtime-Function-Response-Mode": "sideways"}
        answers.append(call("POST", f"/invocation/{request}/response", "{}", mode)[0])
        respond(request, json.dumps(answers))
    elif what in ("truncated", "streamed", "broken-stream"):
        status = raw(request, what)
        if what == "truncated":
            respond(request, json.dumps(status))
    elif what == "hang-up":
        # Asks for the next event and does not wait for it.
        respond(request, '"ok"')
        stream = socket.create_connection((HOST, int(PORT)))
        stream.sendall(f"GET {BASE}/invocation/next HTTP/1.1\r\nHost: x\r\n\r\n".encode())
        time.sleep(0.2)
        stream.close()
        time.sleep(30)
    elif what == "log":
        print("to output", flush=True)
        print("to error", file=sys.stderr, flush=True)
        sys.stdout.write("begun ")
        sys.stdout.flush()
        respond(request, "{}")
    elif what == "flood":
        line = "x" * 99 + "\n"
        for _ in range(event["lines"] // 1000):
            sys.stdout.write(line * 1000)
        sys.stdout.flush()
        respond(request, "{}")
    elif what == "children":
        child = subprocess.Popen(["/bin/sleep", "600"])
        respond(request, json.dumps(child.pid))
    elif what == "bytes":
        respond(request, bytes(event["bytes"]))


def main():
    print("starting", flush=True)
    # What the first start and later ones do, by a file that counts them.
    plan = os.environ.get("START", "")
    if plan:
        with open("starts", "a", encoding="ascii") as starts:
            starts.write("x")
        count = os.path.getsize("starts")
        if plan == "crash" or (plan == "crash-once" and count == 1):
            sys.exit(3)
        if plan == "hang" or (plan == "hang-once" and count == 1):
            time.sleep(60)
        if plan == "init-error":
            body = '{"errorType": "No.Store", "errorMessage": "no store",  "stackTrace": []}'
            print("init error:", call("POST", "/init/error", body)[:2], flush=True)
            print("then:", call("GET", "/invocation/next")[:2], flush=True)
            sys.exit(1)
    while True:
        _, text, headers = call("GET", "/invocation/next")
        work(headers["Lambda-Runtime-Aws-Request-Id"], json.loads(text), headers)


signal.signal(signal.SIGPIPE, signal.SIG_DFL)
main()
