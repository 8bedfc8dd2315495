#!/usr/bin/env python3
"""Serves a folder on 127.0.0.1, on the first free port from 8080 up, and says where. usage: serve.py FOLDER"""

import functools
import http.server
import sys


class Handler(http.server.SimpleHTTPRequestHandler):
    extensions_map = {**http.server.SimpleHTTPRequestHandler.extensions_map,
                      ".wasm": "application/wasm", ".js": "text/javascript", ".mjs": "text/javascript",
                      ".webmanifest": "application/manifest+json"}

    def end_headers(self):
        # What was just built is what is seen.
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()

    def log_message(self, *_):
        pass


def open_server(folder):
    for port in range(8080, 8180):
        try:
            return http.server.ThreadingHTTPServer(
                ("127.0.0.1", port), functools.partial(Handler, directory=folder))
        except OSError:
            continue
    sys.exit("error: no free port from 8080 to 8179\n       stop another server, then run again")


server = open_server(sys.argv[1])
print(f"http://127.0.0.1:{server.server_address[1]}/  (Ctrl+C stops)", flush=True)
try:
    server.serve_forever()
except KeyboardInterrupt:
    pass
