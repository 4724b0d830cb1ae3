"""A server on loopback that answers as it is told to, well or badly, and remembers what it was asked."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

Handler = Callable[["Asked"], None]


class Asked:
    """One request: its path, its headers by lower-case name, and the connection to answer on."""

    def __init__(self, connection: socket.socket, head: bytes) -> None:
        lines = head.decode("latin-1").split("\r\n")
        self.path = lines[0].split(" ")[1]
        self.headers = {k.strip().lower(): v.strip() for k, _, v in (line.partition(":") for line in lines[1:] if line)}
        self.at = time.monotonic()
        self._connection = connection

    def send(self, data: bytes) -> None:
        self._connection.sendall(data)

    def answer(self, status: str, body: bytes = b"", *headers: str) -> None:
        """A proper answer, with its true length unless `headers` say otherwise."""
        lines = [f"HTTP/1.1 {status}", *headers]
        if not any(line.lower().startswith(("content-length", "transfer-encoding")) for line in headers):
            lines.append(f"Content-Length: {len(body)}")
        self.send("\r\n".join([*lines, "", ""]).encode() + body)


class RudeServer:
    """Handlers by path, and the requests that came."""

    def __init__(self) -> None:
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = self._listening.getsockname()[1]
        self.handlers: dict[str, Handler] = {}
        self.asked: list[Asked] = []
        threading.Thread(target=self._accept, daemon=True).start()

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    def on(self, path: str, handler: Handler) -> str:
        """Answer `path` so; its address."""
        self.handlers[path] = handler
        return self.url(path)

    def page(self, path: str, body: bytes = b"", status: str = "200 OK", *headers: str) -> str:
        return self.on(path, lambda asked: asked.answer(status, body, *headers))

    def paths(self) -> list[str]:
        return [asked.path for asked in self.asked]

    def close(self) -> None:
        with suppress(OSError):
            self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                connection, _ = self._listening.accept()
                threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        with connection, suppress(OSError):
            connection.settimeout(20)
            head = b""
            while b"\r\n\r\n" not in head and (more := connection.recv(65536)):
                head += more
            if head:
                asked = Asked(connection, head)
                self.asked.append(asked)
                missing: Handler = lambda asked: asked.answer("404 Not Found", b"nothing here")  # noqa: E731
                self.handlers.get(asked.path, missing)(asked)


@contextmanager
def rude_server() -> Iterator[RudeServer]:
    server = RudeServer()
    try:
        yield server
    finally:
        server.close()
