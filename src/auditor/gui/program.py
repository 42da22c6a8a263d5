"""Assembles the window: everything is made here once and handed to whoever needs it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices

import auditor
from auditor.errors import UserError
from auditor.gui import commands
from auditor.gui.actions import Do
from auditor.gui.auditing import Auditing
from auditor.gui.controllers.findings import FindingsController
from auditor.gui.controllers.intake import IntakeController
from auditor.gui.controllers.listing_watch import ListingWatch
from auditor.gui.controllers.look import LookController
from auditor.gui.controllers.overview import OverviewController
from auditor.gui.controllers.pages import PagesController
from auditor.gui.controllers.passed import PassedController
from auditor.gui.controllers.queue import QueueController
from auditor.gui.controllers.reading import ReadingController
from auditor.gui.controllers.register import RegisterController
from auditor.gui.controllers.register_watch import RegisterWatch
from auditor.gui.controllers.review_file import ReviewFileController
from auditor.gui.controllers.second_look import SecondLookController
from auditor.gui.controllers.triage import TriageController
from auditor.gui.controllers.view_memory import ViewMemory
from auditor.gui.crash import CrashReporter
from auditor.gui.desk import Desk
from auditor.gui.dialogs.addresses import AddressesDialog
from auditor.gui.dialogs.crash import CrashDialog
from auditor.gui.front import Front
from auditor.gui.giving import Giving
from auditor.gui.last_audit import LastAudit
from auditor.gui.messages import Messages, Offer
from auditor.gui.models.document_list import DocumentList
from auditor.gui.models.finding_table import FindingTable
from auditor.gui.models.standing_table import StandingTable
from auditor.gui.preliminary import Preliminary, is_preliminary
from auditor.gui.reauditing import Reauditing
from auditor.gui.session_place import KEPT
from auditor.gui.tasks import Lane, Relay
from auditor.gui.widgets.group_button import GroupButton
from auditor.gui.widgets.overview_page import OverviewPage
from auditor.gui.widgets.workbench import Workbench
from auditor.gui.words import counted
from auditor.model.decision import Author
from auditor.model.listing import AuditHeader

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QApplication

    from auditor.gui.dialogs.files import Choosers
    from auditor.gui.surroundings import Surroundings
    from auditor.model.audit import PackRecord
    from auditor.model.listing import FindingRow


class Program(QObject):
    """The whole program as one thing that can be begun and ended."""

    def __init__(self, application: QApplication, around: Surroundings, front: Front | None = None) -> None:
        """`front` is the window that is seen already, if it is."""
        super().__init__(application)
        front = front or Front(application, around.settings)
        front.setParent(self)
        self._around = around
        self._has_ended = False
        self._last = LastAudit(around.data)
        self._relay = Relay(self)
        self._relay.received.connect(self._show_crash)
        self.crashes = CrashReporter(around.data / "crashes", self._relay)
        self.settings, self.theme, self.window = front.settings, front.theme, front.window
        self.messages = Messages(self)
        self._starting = Lane("start", self.crashes.report_error, self)
        self._writing = Lane("export", self.crashes.report_error, self)
        store = Lane("store", self.crashes.report_error, self)
        self.desk = Desk(around.session_folder, store, self.messages, self)
        self.auditing = Auditing(around.open_session, self._starting, self)
        self.documents = DocumentList(self)
        self.preliminary = Preliminary(self)
        self.findings = FindingTable(self._rows, self)
        self.standings = StandingTable(self)
        with self.theme.undressed():
            self._furnish()
            self._make_controllers(around.choosers(self.window))
            self._connect()
            self._connect_actions()

    def begin(self, inputs: Sequence[str]) -> None:
        """Get ready; audit what was named on the command line, or offer the last audit."""
        self.auditing.choose_packs(self.settings.packs)
        self.auditing.get_ready()
        self._starting.submit(self._around.packs, self._offer_packs, self._do_without_packs)
        self.register.begin()
        self.intake.take_inputs(inputs)
        if not inputs:
            self.review.offer_last()

    def end(self) -> None:
        """Give up what runs, close the file and put it aside; a second call does nothing."""
        if self._has_ended:
            return
        self._has_ended = True
        self.auditing.close()
        self._writing.close()
        self.pages.close()
        self.window.workbench.document.dispose()
        is_unnamed = self.documents.documents > 0 and not self.desk.has_name
        self.queue.flush()
        self.desk.close()
        if is_unnamed:
            self._last.keep(self.desk.path)

    def _furnish(self) -> None:
        workbench = Workbench(
            *(self.documents, self.findings, self.theme, self._around.session_folder),
            zooms=self.settings.zooms,
            shows_page=self.settings.shows_page,
        )
        workbench.tables.add_beside_tabs(GroupButton(self.window.actions_.groupings, self.theme))
        self.window.furnish(workbench, OverviewPage(self.standings, self.theme))

    def _make_controllers(self, choosers: Choosers) -> None:
        bench, around = self.window.workbench, self._around
        self.intake = IntakeController(
            self.auditing,
            self.messages,
            self.settings,
            choosers,
            around.samples,
            lambda: self.desk.is_read_only,
            self,
        )
        self.review = ReviewFileController(
            self.desk, self.messages, self.settings, choosers, self._last, self
        )
        self.queue = QueueController(
            *(self.auditing, self.desk, self.documents, self.preliminary, bench.documents, self._header),
            *(around.session_folder / KEPT, self._author, self),
        )
        watched = (self.auditing, self.intake, self.documents, self.messages, self.queue.cancel_all)
        self.awaited = ListingWatch(*watched, self)
        self.listing = FindingsController(
            *(self.desk, self.findings, bench.findings, bench.filters),
            *(self.documents, self.preliminary, self.settings, self),
        )
        self.views = ViewMemory(self.desk, self.listing, self.window.actions_, self.settings, self)
        self.review.named.connect(self.views.carry_to)
        self.look = LookController(self.theme, self.settings, self.window, self.listing, self)
        drawing = Lane("pages", self.crashes.report_error, self)
        self.pages = PagesController(bench.document.readers.sheets, drawing, around.make_renderer, self)
        self.reading = ReadingController(
            self.desk, bench.document, bench.detail, self.pages, self.preliminary, self
        )
        self.passed = PassedController(
            self.desk, bench.tables, bench.passed, bench.document, bench.detail, self
        )
        self.overview = OverviewController(
            self.desk, self.window.overview, self.window.actions_[Do.OVERVIEW], bench, self
        )
        self.reading.turned_to.connect(self.passed.show_document)
        self.passed.chosen.connect(self.listing.leave)
        self.triage = TriageController(
            self.desk, self.listing, bench.detail.decision, bench.findings, self.settings, self._author, self
        )
        self.second = SecondLookController(
            self.desk, self.window, self.listing, self.reading, self.triage, self._author
        )
        self.register = RegisterController(
            self.desk, self.window, self.listing, self.messages, self.settings, choosers, self._author
        )
        self.watch = RegisterWatch(self.desk, self.register.recognise, self)
        self.giving = Giving(self, around, self._writing, choosers, self._author)
        self.reauditing = Reauditing(self, choosers, self._author)

    def _connect(self) -> None:
        window, bench = self.window, self.window.workbench
        self.messages.posted.connect(window.notices.show_message)
        window.dropped.connect(self.intake.take_mime)
        window.closed.connect(self.end)
        self.review.begun.connect(self.queue.forget)
        self.review.begun.connect(self._show_review)
        self.review.laid.connect(self.queue.restore)
        self.review.laid.connect(self._show_review)
        self.review.named.connect(lambda _: self._show_review())
        self.intake.review_wanted.connect(self.review.open)
        window.start.files_wanted.connect(self.intake.choose_files)
        window.start.folder_wanted.connect(self.intake.choose_folder)
        window.start.paste_wanted.connect(self._ask_addresses)
        window.start.samples_wanted.connect(self.intake.take_samples)
        bench.documents.chosen.connect(self.listing.show_document)
        bench.documents.chosen.connect(self.reading.show_entry)
        bench.document.mark_chosen.connect(self.listing.choose)
        bench.document.in_view.connect(self.listing.note_place)
        bench.document.zoomed.connect(self.settings.set_zoom)
        self.listing.chosen.connect(self.reading.show_finding)
        self.listing.lost.connect(self.reading.clear_finding)
        self.triage.changed.connect(self.reading.renew_finding)
        self.triage.changed.connect(self.queue.renew)
        window.actions_.undo_words_wanted.connect(lambda: self.triage.tell_steps(window.actions_.say_undo))
        self.queue.begun.connect(self.listing.refresh_soon)
        self.queue.saved.connect(self.listing.refresh_soon)
        self.register.changed.connect(self.listing.reload)
        self.register.changed.connect(self.triage.changed)
        self.review.laid.connect(self.register.recognise)
        self.review.begun.connect(self.register.begin)
        self.triage.undone.connect(self.register.refresh)
        self.queue.saved.connect(self.overview.refresh_soon)
        self.triage.changed.connect(self.overview.refresh_soon)
        self.queue.not_saved.connect(
            lambda error: self.messages.error(error, Offer("Try again", self.queue.flush))
        )
        self.queue.progressed.connect(self._show_documents)
        self.queue.all_done.connect(self._tell_done)

    def _connect_actions(self) -> None:
        bench = self.window.workbench
        for name, act in (
            *commands.filing(self.review),
            *commands.adding(self.intake, self.queue),
            *commands.working(self.second, self.triage, self.listing, bench),
            *commands.approving(self.register, bench),
            *commands.looking(bench),
            (Do.ADDRESSES, self._ask_addresses),
            (Do.QUIT, self.window.close),
        ):
            self.window.actions_[name].triggered.connect(lambda _checked=False, act=act: act())
        self.window.actions_.packs.triggered.connect(self._choose_packs)
        self.window.actions_.recent.aboutToShow.connect(self._show_recent)
        self.window.actions_.recent.triggered.connect(lambda action: self.review.open(Path(action.data())))

    def _rows(self, numbers: Sequence[int]) -> list[FindingRow]:
        """Return rows of the table: those of the file, and those that are preliminary."""
        stored = [number for number in numbers if not is_preliminary(number)]
        return [*self.desk.rows(stored), *self.preliminary.rows(numbers)]

    def _author(self) -> Author:
        return Author(self.settings.reviewer, _now())

    def _offer_packs(self, packs: Sequence[PackRecord]) -> None:
        self.window.actions_.offer_packs([p for p in packs if p.is_opt_in], self.settings.packs)

    def _do_without_packs(self, error: Exception) -> None:
        """Rules that cannot be read are told by the audit itself."""
        if not isinstance(error, UserError):
            raise error

    def _choose_packs(self) -> None:
        self.settings.packs = chosen = self.window.actions_.chosen_packs()
        self.auditing.choose_packs(chosen)
        self.messages.info("The choice of rules holds for documents you add from now on.")

    def _ask_addresses(self) -> None:
        dialog = AddressesDialog("", self.window)
        dialog.submitted.connect(self.intake.take_text)
        dialog.open()

    def _show_documents(self) -> None:
        self.window.show_documents(self.documents.documents, self.documents.pending)

    def _show_review(self) -> None:
        """Name the review in the title, and offer to decide only where that can be kept."""
        self.window.show_review(
            self.desk.path.name if self.desk.has_name else "", is_read_only=self.desk.is_read_only
        )

    def _show_recent(self) -> None:
        self.window.actions_.show_recent(self.settings.reviews)

    def _tell_done(self) -> None:
        if self.reauditing.tell():
            return
        total, unread = self.documents.entry(0), self.documents.unread
        words = f"{counted(self.documents.documents, 'document')} done: {counted(total.findings, 'finding')}."
        if unread:
            self.messages.warn(
                words, f"{counted(unread, 'document')} could not be audited; the list says why."
            )
        else:
            self.messages.done(words)

    def _header(self) -> AuditHeader:
        packs = tuple(p for p in self._around.packs() if not p.is_opt_in or p.id in self.auditing.packs)
        return AuditHeader(auditor.__version__, _now(), packs)

    def _show_crash(self, report: Path | None) -> None:
        dialog = CrashDialog(report, self.window)
        dialog.folder_wanted.connect(lambda folder: QDesktopServices.openUrl(QUrl.fromLocalFile(folder)))
        dialog.show()


def _now() -> str:
    return f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}"
