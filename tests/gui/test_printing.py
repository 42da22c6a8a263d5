"""What the process that prints pages finds out besides."""

from __future__ import annotations

import sys

from PySide6.QtGui import QFontDatabase

from auditor.gui.web.printing import undrawn


def test_characters_that_no_font_has_are_told(qapp, monkeypatch):
    monkeypatch.setattr(sys, "platform", "linux")
    assert undrawn("Plain words, naïve ones too: ½ \u200d\ue000\ufe0f") == ""
    monkeypatch.setattr(QFontDatabase, "families", list)
    assert (
        undrawn("b \N{TROPHY} \N{CJK UNIFIED IDEOGRAPH-4E2D} a") == "\N{CJK UNIFIED IDEOGRAPH-4E2D}\N{TROPHY}"
    )
    monkeypatch.setattr(sys, "platform", "win32")
    assert undrawn("\N{TROPHY}") == ""
