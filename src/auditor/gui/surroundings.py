"""What the window takes from outside: places on the disk and the use cases. Tests put their own in place."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

from auditor.gui.dialogs.files import Choosers, system_choosers
from auditor.gui.own_folders import data_folder, settings_file
from auditor.gui.session_place import KEPT
from auditor.model.values import dataclass
from auditor.workflow import audit, export, resources
from auditor.workflow.house import House
from auditor.workflow.options import Options
from auditor.workflow.page_renderer import PageRenderer
from auditor.workflow.session import AuditSession

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from auditor.gui.auditing import OpenSession
    from auditor.gui.controllers.export import WriteAudit
    from auditor.gui.controllers.pages import Renderer
    from auditor.model.audit import Audit, PackRecord
    from auditor.store.audits import AuditFile


@dataclass(frozen=True, slots=True)
class Surroundings:
    """`packs` are all at hand, those that run only when asked for too; it may take a moment and runs in the background."""

    settings: Path
    data: Path
    session_folder: Path
    samples: Path
    open_session: OpenSession
    packs: Callable[[], tuple[PackRecord, ...]]
    write: WriteAudit
    choosers: Callable[[QWidget], Choosers] = system_choosers
    make_renderer: Callable[[], Renderer] = PageRenderer

    @property
    def house(self) -> House:
        """The look of exports, kept beside the other settings."""
        return House(self.settings.parent / "exports")


def real_surroundings(private: Path) -> Surroundings:
    """Return the user's own folders and the real use cases; `private` is the session's own folder."""
    settings = audit.Settings(options=Options(keep_in=str(private / KEPT)))
    house = House(settings_file().parent / "exports")
    return Surroundings(
        settings=settings_file(),
        data=data_folder(),
        session_folder=private,
        samples=resources.samples_folder(),
        open_session=lambda listener: AuditSession(settings, listener, _today),
        packs=lambda: audit.all_packs(settings),
        write=partial(_write, house),
    )


def _today() -> str:
    return f"{datetime.now(UTC):%Y-%m-%d}"


def _write(
    house: House,
    found: Audit,
    review: AuditFile,
    target: Path,
    author: str,
    progress: Callable[[int, int], None],
) -> None:
    look = house.read()
    export.write_kept(found, review, target, prepared_by=author, template=look, progress=progress)
