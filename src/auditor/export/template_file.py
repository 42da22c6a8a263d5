"""Reads and writes templates as small TOML files; a mistake is told with file, line and what was expected.

A template with a mistake is refused as a whole: an export in half of a house's dress would go out unnoticed.
"""

from __future__ import annotations

import re
import tomllib
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from auditor.errors import ExportError
from auditor.export.logo import logo_of
from auditor.model.colour import colour_of, paleness
from auditor.model.template import COLUMNS, MAX_DISCLAIMER, MAX_NAME, Logo, Template

if TYPE_CHECKING:
    from pathlib import Path

KEYS = ("organisation", "logo", "disclaimer", "columns", "colours")
COLOURS = ("band", "accent")

_MAX_BYTES = 100_000
_SYNTAX = re.compile(r"(.*) \(at (?:line (\d+), column \d+|end of document)\)", re.DOTALL)
_TOLD = {
    "columns": 'a list such as columns = ["No.", "Sentence", "Decision"]',
    "colours": 'a section [colours] with band and accent, such as band = "#1F3A4D"',
}


def read_template(path: Path) -> Template:
    """Return the template in a file. Raises ExportError."""
    return _Reader(path, _text_of(path)).template()


def template_text(template: Template, logo: str = "") -> str:
    """Return the file that `read_template` reads as this template; its logo lies beside it under that name."""
    lines = [f"organisation = {_quoted(template.organisation)}"] if template.organisation else []
    lines += [f"logo = {_quoted(logo)}"] if logo else []
    lines += [f"disclaimer = {_quoted(template.disclaimer)}"] if template.disclaimer else []
    if template.columns != COLUMNS:
        lines += ["columns = [", *(f"  {_quoted(column)}," for column in template.columns), "]"]
    chosen = [(name, value) for name in COLOURS if (value := getattr(template, name))]
    lines += ["", "[colours]", *(f'{name} = "#{value}"' for name, value in chosen)] if chosen else []
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    shown = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return '"' + "".join(c if c.isprintable() else f"\\U{ord(c):08X}" for c in shown) + '"'


def _text_of(path: Path) -> str:
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        raise ExportError(f"There is no template “{path}”.", "Check the name.") from None
    except OSError as error:
        raise ExportError(
            f"The template “{path.name}” cannot be read ({error.strerror or error}).",
            "Check that it is a file that may be opened.",
        ) from error
    if len(content) > _MAX_BYTES:
        raise ExportError(f"“{path.name}” is too large to be a template.", "Choose a TOML file.")
    try:
        return content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        raise ExportError(f"The template “{path.name}” is no plain text.", "Save it as UTF-8.") from None


class _Reader:
    """Reads one file and knows where in it everything stands."""

    def __init__(self, path: Path, text: str) -> None:
        self._path = path
        self._lines = text.split("\n")
        try:
            self._found: dict[str, Any] = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            raise self._no_toml(str(error)) from None

    def template(self) -> Template:
        """Return what the file says."""
        self._refuse_unknown(self._found, KEYS, "a template")
        colours = self._found.get("colours", {})
        if not isinstance(colours, dict):
            raise self._wrong("colours", f"expected {_TOLD['colours']}")
        self._refuse_unknown(colours, COLOURS, "the colours")
        return Template(
            organisation=self._words("organisation", MAX_NAME),
            logo=self._logo(),
            band=self._colour(colours, "band"),
            accent=self._accent(colours),
            columns=self._columns(),
            disclaimer=self._words("disclaimer", MAX_DISCLAIMER),
        )

    def _words(self, key: str, most: int) -> str:
        value = self._found.get(key, "")
        if not isinstance(value, str):
            raise self._wrong(key, f'expected words in quotation marks, such as {key} = "…"')
        words = "\n".join(" ".join(line.split()) for line in value.strip().splitlines())
        if key == "organisation":
            words = " ".join(words.split())
        if len(words) > most:
            raise self._wrong(key, f"expected at most {most:,} characters and found {len(words):,}")
        return words

    def _logo(self) -> Logo | None:
        name = self._words("logo", 1000)
        if not name:
            return None
        try:
            return logo_of((self._path.parent / name).read_bytes(), name)
        except ExportError as error:
            raise ExportError(f"{self._at('logo')}: {error.message}", error.remedy) from error
        except (OSError, ValueError) as error:
            raise self._wrong(
                "logo", f"there is no picture “{name}” that can be opened beside the template"
            ) from error

    def _colour(self, colours: dict[str, Any], key: str) -> str:
        value = colours.get(key, "")
        colour = colour_of(value) if isinstance(value, str) else None
        if value != "" and colour is None:
            raise self._wrong(key, f'expected a colour such as "#1F3A4D", and found {_shown(value)}')
        return colour or ""

    def _accent(self, colours: dict[str, Any]) -> str:
        colour = self._colour(colours, "accent")
        if colour and (trouble := paleness(colour)):
            raise self._wrong("accent", trouble)
        return colour

    def _columns(self) -> tuple[str, ...]:
        value = self._found.get("columns", list(COLUMNS))
        if not isinstance(value, list) or not value or not all(isinstance(one, str) for one in value):
            raise self._wrong("columns", f"expected {_TOLD['columns']}")
        known = {title.casefold(): title for title in COLUMNS}
        chosen: list[str] = []
        for name in value:
            title = known.get(" ".join(name.split()).casefold())
            if title is None:
                raise self._no_column(name)
            if title in chosen:
                raise self._wrong(name, f"the column “{title}” is named twice", inside="columns", last=True)
            chosen.append(title)
        return tuple(chosen)

    def _no_column(self, name: str) -> ExportError:
        if name.strip().casefold() == "fingerprint":
            said = "“Fingerprint” is always there, hidden; leave it out of the list"
        else:
            said = (
                f"there is no column “{name}”{_meant(name, COLUMNS)}; expected some of {', '.join(COLUMNS)}"
            )
        return self._wrong(name, said, inside="columns")

    def _refuse_unknown(self, found: dict[str, Any], known: tuple[str, ...], of: str) -> None:
        for key in found:
            if key not in known:
                said = f"“{key}” is no part of {of}{_meant(key, known)}; expected {', '.join(known)}"
                raise self._wrong(key, said)

    def _wrong(self, key: str, said: str, *, inside: str = "", last: bool = False) -> ExportError:
        return ExportError(
            f"{self._at(key, inside=inside, last=last)}: {said}.", "Nothing was written; mend the template."
        )

    def _at(self, key: str, *, inside: str = "", last: bool = False) -> str:
        number = self._line(key, inside, last=last)
        return f"{self._path.name}, line {number}" if number else self._path.name

    def _line(self, key: str, inside: str, *, last: bool) -> int:
        """Return the line, from 1, on which a key or, `inside` a list, an entry stands; 0 when it is not found."""
        name = re.escape(key)
        wanted = re.compile(f"['\"]{name}['\"]" if inside else rf"\s*\[?\s*['\"]?{name}['\"]?\s*[=.\]]")
        start = self._line(inside, "", last=False) if inside else 1
        lines = enumerate(self._lines[max(start - 1, 0) :], max(start, 1))
        found = [at for at, line in lines if (wanted.search(line) if inside else wanted.match(line))]
        return (found[-1] if last else found[0]) if found else 0

    def _no_toml(self, said: str) -> ExportError:
        parts = _SYNTAX.match(said)
        line = parts[2] if parts and parts[2] else str(len(self._lines))
        return ExportError(
            f"{self._path.name}, line {line}: this is no TOML ({parts[1] if parts else said}).",
            'Expected lines such as organisation = "…".',
        )


def _meant(name: str, known: tuple[str, ...]) -> str:
    close = get_close_matches(name, known, 1, 0.6)
    return f" (did you mean “{close[0]}”?)" if close else ""


def _shown(value: object) -> str:
    return f"“{value}”" if isinstance(value, str) else str(value)
