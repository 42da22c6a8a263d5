"""Words can be read and signs can be seen, in light, in dark and in high contrast."""

from __future__ import annotations

import pytest

from auditor.gui.tokens import CONTRAST, DARK, LIGHT
from auditor.model.finding import Severity

SCHEMES = pytest.mark.parametrize("tokens", [LIGHT, DARK, CONTRAST], ids=["light", "dark", "contrast"])


def luminance(colour):
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_black_on_white_is_the_most_there_is():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)


def pairs_of_words(tokens):
    for ground in ("window", "surface", "sunken", "selection"):
        for ink in ("text", "muted"):
            yield f"{ink} on {ground}", getattr(tokens, ink), getattr(tokens, ground)
    for ground in ("window", "surface"):
        yield f"accent on {ground}", tokens.accent, getattr(tokens, ground)
    yield "words on the accent", tokens.on_accent, tokens.accent
    yield "words on the accent, hovered", tokens.on_accent, tokens.accent_hover
    for name in [*Severity, "good"]:
        hue = tokens.good if name == "good" else tokens.severity(name)
        yield f"{name} chip", hue.ink, hue.soft
        for ground in ("surface", "selection", "window"):
            yield f"{name} on {ground}", hue.ink, getattr(tokens, ground)
        yield f"text on soft {name}", tokens.text, hue.soft
        yield f"text on strong {name}", tokens.text, hue.strong


@SCHEMES
def test_words_stand_at_four_and_a_half_to_one_and_at_seven_in_high_contrast(tokens):
    least = 7 if tokens is CONTRAST else 4.5
    weak = {name: round(contrast(a, b), 2) for name, a, b in pairs_of_words(tokens) if contrast(a, b) < least}
    assert weak == {}


def pairs_of_signs(tokens):
    for ground in ("window", "surface"):
        yield f"border of a field on {ground}", tokens.control, getattr(tokens, ground)
        yield f"focus ring on {ground}", tokens.accent, getattr(tokens, ground)
    yield "ring on a primary button", tokens.text, tokens.window
    for ink in ("muted", "good", "control", *Severity):
        yield f"figure in {ink}", tokens.ink(ink), tokens.surface
    yield "bar of a key", tokens.text, tokens.sunken
    yield "progress", tokens.accent, tokens.sunken
    for severity in Severity:
        hue = tokens.severity(severity)
        yield f"dot of {severity}", hue.ink, hue.soft
        yield f"bar of {severity}", hue.ink, tokens.selection
        yield f"underline of {severity}", hue.ink, hue.soft


@SCHEMES
def test_signs_stand_at_three_to_one(tokens):
    weak = {name: round(contrast(a, b), 2) for name, a, b in pairs_of_signs(tokens) if contrast(a, b) < 3}
    assert weak == {}


@SCHEMES
def test_the_current_mark_differs_from_the_others(tokens):
    for severity in Severity:
        hue = tokens.severity(severity)
        assert contrast(hue.soft, hue.strong) > 1.2
