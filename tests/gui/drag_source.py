"""A second program for the drop test: a small window from which one thing can be dragged. Run as a script."""

from __future__ import annotations

import sys

from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QDrag
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel


class Source(QLabel):
    def __init__(self, mime):
        super().__init__("drag me")
        self._mime = mime

    def mouseMoveEvent(self, event):  # noqa: N802 - Qt's spelling
        if event.buttons() & Qt.MouseButton.LeftButton and self._mime is not None:
            drag, mime = QDrag(self), self._mime
            self._mime = None
            drag.setMimeData(mime)
            drag.exec(Qt.DropAction.CopyAction)


def main():
    kind, *values = sys.argv[1:]
    mime = QMimeData()
    if kind == "urls":
        mime.setUrls([QUrl(value) for value in values])
    else:
        mime.setText(" ".join(values))
    application = QApplication([])
    source = Source(mime)
    source.setGeometry(20, 20, 120, 80)
    source.show()
    QTest.qWaitForWindowExposed(source)  # on a busy machine a mouse may come before the window does
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    return application.exec()


if __name__ == "__main__":
    raise SystemExit(main())
