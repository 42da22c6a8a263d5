"""The system's own dialogs for choosing files, a folder, or where to save; tests put plain functions in their place."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QColor
from PySide6.QtWidgets import QColorDialog, QFileDialog

from auditor.model.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

READABLE = "Documents (*.html *.htm *.mhtml *.mht *.pdf *.docx *.md *.txt *.warc *.warc.gz *.url *.webloc);;All files (*)"
ENDING = ".audit"
REVIEW = f"Reviews (*{ENDING})"
RETURNED = "Spreadsheets (*.xlsx *.csv);;All files (*)"
PACKAGE_ENDING = ".zip"
PACKAGES = f"Evidence packages (*{PACKAGE_ENDING})"
PICTURES = "Pictures (*.png *.jpg *.jpeg)"
REGISTER_ENDING = ".claims"
TABLES = {".xlsx": "Excel workbook (*.xlsx)", ".csv": "CSV table (*.csv)"}
SAVED = {
    ".xlsx": "Excel workbook (*.xlsx)",
    ".json": "JSON (*.json)",
    ".csv": "CSV table (*.csv)",
    ".html": "HTML report (*.html)",
    ".pdf": "Marked PDF (*.pdf)",
}


@dataclass(frozen=True, slots=True)
class Choosers:
    """Each takes the folder to begin in; an empty answer means that the user changed his mind."""

    files: Callable[[str], list[str]]
    folder: Callable[[str], str]
    save: Callable[[str], str]
    open_review: Callable[[str], str]
    save_review: Callable[[str], str]
    table: Callable[[str], str]
    evidence: Callable[[str], str] = lambda _: ""
    save_evidence: Callable[[str], str] = lambda _: ""
    """Takes the proposed path."""
    save_claims: Callable[[str], str] = lambda _: ""
    register: Callable[[str], str] = lambda _: ""
    """A register that is there, or a name for a new one."""
    save_package: Callable[[str], str] = lambda _: ""
    package: Callable[[str], str] = lambda _: ""
    logo: Callable[[str], str] = lambda _: ""
    colour: Callable[[str], str] = lambda _: ""
    """Takes and gives six hexadecimal digits."""


def system_choosers(parent: QWidget) -> Choosers:
    """Return the dialogs of this desktop."""

    def files(folder: str) -> list[str]:
        return QFileDialog.getOpenFileNames(parent, "Add files", folder, READABLE)[0]

    def folder(start: str) -> str:
        return QFileDialog.getExistingDirectory(parent, "Add a folder", start)

    def save(start: str) -> str:
        proposed = str(Path(start) / "audit.xlsx")
        path, kind = QFileDialog.getSaveFileName(
            parent, "Export the audit", proposed, ";;".join(SAVED.values())
        )
        return with_ending(path, kind)

    def open_review(start: str) -> str:
        return QFileDialog.getOpenFileName(parent, "Open a review", start, REVIEW)[0]

    def save_review(start: str) -> str:
        proposed = str(Path(start) / f"review{ENDING}")
        path = QFileDialog.getSaveFileName(parent, "Save the review", proposed, REVIEW)[0]
        return path if not path or path.lower().endswith(ENDING) else path + ENDING

    def table(start: str) -> str:
        return QFileDialog.getOpenFileName(parent, "Take in a spreadsheet", start, RETURNED)[0]

    several = (*_register_choosers(parent), *_giving_choosers(parent))
    return Choosers(files, folder, save, open_review, save_review, table, *several)


def _giving_choosers(parent: QWidget) -> tuple[Callable[[str], str], ...]:
    """Return those of evidence packages and of the look of exports, in the order of the fields."""

    def save_package(start: str) -> str:
        proposed = str(Path(start) / f"evidence{PACKAGE_ENDING}")
        path = QFileDialog.getSaveFileName(parent, "Pack the evidence", proposed, PACKAGES)[0]
        return path if not path or path.lower().endswith(PACKAGE_ENDING) else path + PACKAGE_ENDING

    def package(start: str) -> str:
        return QFileDialog.getOpenFileName(parent, "Check an evidence package", start, PACKAGES)[0]

    def logo(start: str) -> str:
        return QFileDialog.getOpenFileName(parent, "Choose a logo", start, PICTURES)[0]

    def colour(before: str) -> str:
        chosen = QColorDialog.getColor(QColor(f"#{before or '1F3A4D'}"), parent, "Choose a colour")
        return chosen.name()[1:].upper() if chosen.isValid() else ""

    return save_package, package, logo, colour


def _register_choosers(parent: QWidget) -> tuple[Callable[[str], str], ...]:
    """Return those of the register of approved claims, in the order of the fields."""

    def evidence(start: str) -> str:
        return QFileDialog.getOpenFileName(parent, "Choose the evidence", start, "All files (*)")[0]

    def save_evidence(proposed: str) -> str:
        return QFileDialog.getSaveFileName(parent, "Save the evidence", proposed, "All files (*)")[0]

    def save_claims(start: str) -> str:
        proposed = str(Path(start) / "approved-claims.xlsx")
        path, kind = QFileDialog.getSaveFileName(
            parent, "Write claims out", proposed, ";;".join(TABLES.values())
        )
        return with_ending(path, kind)

    def register(start: str) -> str:
        proposed = str(Path(start) / f"approved{REGISTER_ENDING}")
        keep = QFileDialog.Option.DontConfirmOverwrite  # it is used, not overwritten
        path = QFileDialog.getSaveFileName(
            parent, "Use a shared register", proposed, f"Registers (*{REGISTER_ENDING})", options=keep
        )[0]
        return path if not path or path.lower().endswith(REGISTER_ENDING) else path + REGISTER_ENDING

    return evidence, save_evidence, save_claims, register


def with_ending(path: str, kind: str) -> str:
    """Return the path with the ending of the chosen kind, when the user typed none that is known."""
    if not path or Path(path).suffix.lower() in SAVED:
        return path
    return path + next((ending for ending, words in SAVED.items() if words == kind), ".xlsx")
