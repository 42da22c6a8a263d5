"""A server on this machine that begins to answer and never comes to an end."""

import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

DRIPS = "/drips"


class Stalling(BaseHTTPRequestHandler):
    """Sends a little again and again to whoever asks for `DRIPS`, and to others nothing at all."""

    def do_GET(self):
        self.server.is_asked.set()
        drips = self.path.startswith(DRIPS)
        try:
            if drips:
                self.send_response(200)
                self.send_header("Content-Type", "text/html")
                self.end_headers()
            while not self.server.is_over.wait(0.02):
                if drips:
                    self.wfile.write(b"<p>a</p>")
                elif self.is_left():
                    break
        except OSError:
            pass
        self.close_connection = True
        self.server.is_left.set()

    def is_left(self):
        self.connection.setblocking(False)
        try:
            return not self.connection.recv(1)
        except BlockingIOError:
            return False

    def log_message(self, *_):
        pass


@contextmanager
def stalling():
    """Yield the server; its events tell that it `is_asked`, and that whoever asked `is_left`."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Stalling)
    server.is_asked, server.is_over, server.is_left = (threading.Event() for _ in range(3))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield server
    server.is_over.set()
    server.shutdown()
    server.server_close()
    thread.join()
