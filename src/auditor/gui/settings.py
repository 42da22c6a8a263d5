"""What the window remembers between two runs: look, sizes, order, last folder. A plain ini file of our own."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

from auditor import places
from auditor.gui.tokens import TEXT_SIZES, Scheme
from auditor.model.order import Column, Sort

ZOOMS = {"text": 1.0, "page": 1.0, "sheets": 0.0}
"""The ways of reading a document, and how large each is shown unless it was changed."""

PROJECTS = 50
"""Reviews of which the window remembers how they were looked at."""

RECENT = 8
"""Reviews the menu remembers."""


def _key(path: str) -> str:
    """Return a name for a path that any ini file can hold."""
    import hashlib  # noqa: PLC0415 - the window is seen before anything is looked up

    return hashlib.sha256(path.encode("utf-8", "surrogatepass")).hexdigest()[:20]


def _login_name() -> str:
    import getpass  # noqa: PLC0415 - as above

    try:
        return getpass.getuser()
    except (OSError, KeyError):  # an account without a name
        return ""


class Settings:
    """Typed access to the ini file; anything unreadable in it counts as not set."""

    def __init__(self, path: Path) -> None:
        self._ini = QSettings(str(path), QSettings.Format.IniFormat)

    @property
    def scheme(self) -> Scheme:
        """Light, dark, high contrast, or as the system has it."""
        value = str(self._ini.value("look/scheme", ""))
        return Scheme(value) if value in set(Scheme) else Scheme.SYSTEM

    @scheme.setter
    def scheme(self, scheme: Scheme) -> None:
        self._ini.setValue("look/scheme", scheme.value)

    @property
    def text_size(self) -> int:
        """How large words are, in per cent."""
        value = str(self._ini.value("look/text_size", ""))
        return int(value) if value.isdecimal() and int(value) in TEXT_SIZES else TEXT_SIZES[0]

    @text_size.setter
    def text_size(self, per_cent: int) -> None:
        self._ini.setValue("look/text_size", per_cent)

    @property
    def sort(self) -> Sort:
        """The order of the findings."""
        column = str(self._ini.value("findings/sort", ""))
        is_descending = self._ini.value("findings/descending", "") == "true"
        return Sort(Column(column), is_descending) if column in set(Column) else Sort()

    @sort.setter
    def sort(self, sort: Sort) -> None:
        self._ini.setValue("findings/sort", sort.column.value)
        self._ini.setValue("findings/descending", "true" if sort.is_descending else "false")

    @property
    def shows_page(self) -> bool:
        """Whether documents are shown as they look rather than as text."""
        return self._ini.value("look/page", "true") == "true"

    @shows_page.setter
    def shows_page(self, shows: bool) -> None:
        self._ini.setValue("look/page", "true" if shows else "false")

    @property
    def shows_page_list(self) -> bool:
        """Whether the pages of a PDF are listed beside it."""
        return self._ini.value("look/page_list", "true") == "true"

    @shows_page_list.setter
    def shows_page_list(self, shows: bool) -> None:
        self._ini.setValue("look/page_list", "true" if shows else "false")

    @property
    def zooms(self) -> dict[str, float]:
        """How large each way of reading is shown; pages of a PDF at 0 are as wide as the pane."""
        return {way: _number(self._ini.value(f"zoom/{way}"), usual) for way, usual in ZOOMS.items()}

    def set_zoom(self, way: str, zoom: float) -> None:
        """Remember how large a way of reading is shown."""
        self._ini.setValue(f"zoom/{way}", f"{zoom:.4f}")

    @property
    def reviewer(self) -> str:
        """The name that stands beside decisions; as long as none was given, the one the computer knows the user by."""
        return str(self._ini.value("review/reviewer", "")) or _login_name()

    @reviewer.setter
    def reviewer(self, name: str) -> None:
        self._ini.setValue("review/reviewer", name.strip())

    @property
    def register(self) -> str:
        """The shared register of approved claims that new audits use; empty for none."""
        return str(self._ini.value("review/register", ""))

    @register.setter
    def register(self, path: str) -> None:
        self._ini.setValue("review/register", path)

    @property
    def crosses_documents(self) -> bool:
        """Whether the next open finding may stand in another document."""
        return self._ini.value("review/crosses_documents", "true") == "true"

    @crosses_documents.setter
    def crosses_documents(self, crosses: bool) -> None:
        self._ini.setValue("review/crosses_documents", "true" if crosses else "false")

    @property
    def packs(self) -> tuple[str, ...]:
        """The rule packs that run because the user asked for them."""
        return tuple(p for p in str(self._ini.value("rules/packs", "")).split() if p)

    @packs.setter
    def packs(self, packs: tuple[str, ...]) -> None:
        self._ini.setValue("rules/packs", " ".join(packs))

    @property
    def reviews(self) -> list[str]:
        """Reviews opened or saved lately that are still there, the newest first."""
        value = self._ini.value("review/recent", [])
        paths = value if isinstance(value, list) else [value or ""]
        return [str(path) for path in paths if places.is_file(str(path))]

    def remember_review(self, path: str) -> None:
        """Put a review at the top of the recent ones."""
        others = [known for known in self.reviews if known != path]
        self._ini.setValue("review/recent", [path, *others][:RECENT])

    def project(self, path: str) -> str:
        """Return how a review was last looked at, as it was written down; an empty text when it never was."""
        return str(self._ini.value(f"projects/{_key(path)}", ""))

    def remember_project(self, path: str, view: str) -> None:
        """Write down how a review is looked at; those looked at long ago are forgotten."""
        known = [key for key in self._known_projects() if key != _key(path)]
        for key in known[PROJECTS - 1 :]:
            self._ini.remove(f"projects/{key}")
        self._ini.setValue("projects/order", [_key(path), *known][:PROJECTS])
        self._ini.setValue(f"projects/{_key(path)}", view)

    def _known_projects(self) -> list[str]:
        value = self._ini.value("projects/order", [])
        return [str(key) for key in (value if isinstance(value, list) else [value]) if key]

    @property
    def folder(self) -> str:
        """Where the user last opened or saved something."""
        folder = Path(str(self._ini.value("files/folder", "")) or Path.home())
        return str(folder if places.is_folder(folder) else Path.home())

    @folder.setter
    def folder(self, folder: str) -> None:
        self._ini.setValue("files/folder", folder)

    def state(self, name: str) -> QByteArray:
        """Return the remembered geometry of a window or splitter, or nothing."""
        value = self._ini.value(f"window/{name}")
        return value if isinstance(value, QByteArray) else QByteArray()

    def set_state(self, name: str, state: QByteArray) -> None:
        """Remember the geometry of a window or splitter."""
        self._ini.setValue(f"window/{name}", state)


def _number(value: object, usual: float) -> float:
    try:
        number = float(str(value))
    except ValueError:
        return usual
    return number if 0 <= number <= 10 else usual
