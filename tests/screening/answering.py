"""A web server on this machine that answers as its paths say."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Handler(BaseHTTPRequestHandler):
    """``/200`` … ``/599``: that status. ``/to?URL``: sends there. ``/round``: sends round in circles. ``/get-only``: does not
    understand HEAD. ``/hang-up``: says nothing. ``/endless``: a body without end."""

    def do_HEAD(self) -> None:  # noqa: N802
        self.answer(is_head=True)

    def do_GET(self) -> None:  # noqa: N802
        self.answer(is_head=False)

    def answer(self, *, is_head: bool) -> None:
        self.server.asked.append((self.command, self.path))  # type: ignore[attr-defined]
        path, _mark, query = self.path.partition("?")
        if path == "/hang-up":
            self.close_connection = True
            return
        if path == "/get-only":
            return self.say(405 if is_head else 200)
        if path == "/to":
            return self.say(302, query)
        if path == "/round":
            return self.say(301, "/round")
        if path == "/endless" and not is_head:
            return self.pour()
        if path == "/endless":
            return self.say(405)
        self.say(int(path[1:]) if path[1:].isdigit() else 200)

    def say(self, status: int, location: str = "") -> None:
        self.send_response(status)
        if location:
            self.send_header("Location", location)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def pour(self) -> None:
        self.send_response(200)
        self.end_headers()
        try:
            while True:
                self.wfile.write(b"x" * 65536)
        except OSError:  # the other side has hung up
            self.close_connection = True

    def log_message(self, *args: object) -> None:
        """Say nothing."""


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked: list[tuple[str, str]] = []

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


@contextmanager
def serving() -> Iterator[Server]:
    server = Server()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
