"""The organisation's look that is kept in settings: a template file like any other, with its logo beside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from auditor import places
from auditor.errors import ExportError
from auditor.export.base import write_whole
from auditor.model.template import PLAIN

if TYPE_CHECKING:
    from pathlib import Path

    from auditor.model.template import Logo, Template

FILE, LOGO = "template.toml", "logo.png"


@dataclass(frozen=True, slots=True)
class House:
    """Keeps the look in a folder of its own. `--template` takes its file as well."""

    folder: Path

    def read(self) -> Template:
        """Return what was kept; the program's own look when nothing was. Raises ExportError."""
        from auditor.export.template_file import read_template  # noqa: PLC0415 - keeps the window's start light

        path = self.folder / FILE
        return read_template(path) if places.exists(path) else PLAIN

    def keep(self, template: Template) -> None:
        """Keep a look for every export from now on. Raises ExportError."""
        from auditor.export.template_file import template_text  # noqa: PLC0415 - keeps the window's start light

        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise ExportError(
                f"The folder “{self.folder}” for settings cannot be made.",
                "Make room there, or give rights to it.",
            ) from error
        if logo := template.logo:
            write_whole(self.folder / LOGO, lambda stream: stream.write(logo.png))
        text = template_text(template, LOGO if template.logo else "")
        write_whole(self.folder / FILE, lambda stream: stream.write(text.encode("utf-8")))


def read_logo(path: Path) -> Logo:
    """Return the picture in a file as a logo. Raises ExportError."""
    from auditor.export.logo import logo_of  # noqa: PLC0415 - keeps the window's start light

    try:
        return logo_of(path.read_bytes(), path.name)
    except OSError as error:
        raise ExportError(f"The logo “{path.name}” cannot be opened.", "Choose another picture.") from error
