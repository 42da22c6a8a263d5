"""No box and no word back to front on pages that are set: what cannot be drawn is named."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.export.pdf.fonts import drawn, is_drawn_whole


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Médecine – Ωmega, доктор “№ 1” ½ €", "Médecine – Ωmega, доктор “№ 1” ½ €"),
        ("says שלום to", "says [Hebrew, 4 characters] to"),
        ("אנחנו הטובים, תמיד.", "[Hebrew, 18 characters]."),
        ("نحن أفضل، دائمًا", "[Arabic, 16 characters]"),
        ("私たちの治療です。", "[Japanese, 9 characters]"),
        ("你好", "[Chinese, 2 characters]"),
        ("안녕", "[Korean, 2 characters]"),
        ("ชา", "[Thai, 2 characters]"),
        ("ש", "[Hebrew, 1 character]"),
        ("Best 👩‍⚕️🏆, 5⭐ 🇮🇪", "Best [emoji][emoji], 5[emoji]"),
        ("a\u202eb\u200fc", "abc"),
    ],
)
def test_what_cannot_be_drawn_is_named(text, shown):
    assert drawn(text) == shown
    assert is_drawn_whole([text]) is (text == shown)


@given(st.text(max_size=40))
def test_whatever_comes_the_fonts_can_draw_what_is_left(text):
    assert is_drawn_whole([drawn(text)])
