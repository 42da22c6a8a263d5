"""Forbids the network to a Python process and all it starts, and notes who tried. Loaded by its place on the path."""

import os
import sys
import traceback
from pathlib import Path

NETWORK = {2, 10, 23, 30}
"""The numbers of both internet families on Linux, Windows and macOS; sockets between processes have others."""
LOOK_UPS = {"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr", "socket.getnameinfo"}


def forbid(event, about):
    if event in LOOK_UPS or (event == "socket.__new__" and int(about[1]) in NETWORK):
        with Path(os.environ["AUDITOR_NETWORK_LOG"]).open("a", encoding="utf-8") as log:
            log.write(f"{event}\n{''.join(traceback.format_stack(limit=12))}\n")
        raise PermissionError("the network is forbidden here")


sys.addaudithook(forbid)
