"""One set of tokens dresses everything, and changing it reaches everything."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase, QImage
from PySide6.QtWidgets import QPushButton

from auditor.gui.actions import SPECS
from auditor.gui.theme import ASSETS, palette, style_sheet
from auditor.gui.tokens import CONTRAST, DARK, LIGHT, TEXT_SIZES, Scheme

ICONS = sorted(path.stem for path in (ASSETS / "icons").glob("*.svg"))


@pytest.mark.parametrize("tokens", [LIGHT, DARK, CONTRAST], ids=["light", "dark", "contrast"])
def test_the_style_sheet_holds_colours_and_no_placeholder(tokens):
    sheet = style_sheet(tokens)
    rules = re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL)
    assert "$" not in rules
    assert tokens.accent in rules
    assert not set(re.findall(r"#[0-9A-Fa-f]{6}", rules)) - {
        getattr(tokens, n) for n in tokens.__slots__ if n != "is_dark"
    }


def test_the_palettes_of_both_schemes_differ():
    assert palette(LIGHT).window().color() != palette(DARK).window().color()


@pytest.mark.parametrize("name", ICONS)
def test_every_icon_draws_something_in_the_colour_asked_for(theme, name):
    image = theme.pixmap(name, "#B4182D", 20, 2.0).toImage().convertToFormat(QImage.Format.Format_ARGB32)
    solid = {
        image.pixelColor(x, y).name()
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() == 255
    }
    assert "#b4182d" in solid


def test_every_action_has_an_icon_that_exists():
    assert {spec.icon for spec in SPECS.values() if spec.icon} <= set(ICONS)


def test_the_font_is_shipped_with_its_licence(theme):
    assert "Inter" in QFontDatabase.families()
    assert "SIL OPEN FONT LICENSE" in (ASSETS / "fonts" / "OFL.txt").read_text(encoding="utf-8")


def test_an_icon_follows_the_scheme_while_its_button_lives(theme, qtbot):
    button = QPushButton("Words")
    qtbot.addWidget(button)
    theme.assign_icon(button, "add")
    light = button.icon().pixmap(18).toImage()
    theme.choose(Scheme.DARK)
    assert button.icon().pixmap(18).toImage() != light
    button.deleteLater()


def test_a_button_that_is_gone_is_not_dressed_again(theme, qtbot):
    from .conftest import sweep

    button = QPushButton("Words")
    theme.assign_icon(button, "add")
    button.deleteLater()
    sweep()
    theme.choose(Scheme.DARK)
    theme.choose(Scheme.LIGHT)


def test_the_system_scheme_falls_back_to_light_where_the_system_says_nothing(theme):
    theme.choose(Scheme.SYSTEM)
    assert theme.tokens is LIGHT
    assert theme.scheme is Scheme.SYSTEM


def test_words_and_what_holds_them_grow_together(theme, qapp):
    for per_cent in TEXT_SIZES:
        theme.choose_text_size(per_cent)
        assert qapp.font().pixelSize() == theme.px(13) == round(13 * per_cent / 100)
        assert f"font-size: {theme.px(22)}px" in qapp.styleSheet()
    theme.choose_text_size(100)


def test_high_contrast_is_chosen_or_follows_the_system(theme, monkeypatch):
    theme.choose(Scheme.CONTRAST)
    assert theme.tokens is CONTRAST
    theme.choose(Scheme.SYSTEM)
    hints = theme._application.styleHints().accessibility()
    monkeypatch.setattr(type(hints), "contrastPreference", lambda _: Qt.ContrastPreference.HighContrast)
    theme._follow_system()
    assert theme.tokens is CONTRAST
