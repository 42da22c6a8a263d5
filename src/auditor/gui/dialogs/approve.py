"""The sheet on which a claim is approved with its substantiation, or an approved one changed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from auditor.gui.tokens import GRID
from auditor.gui.words import SCOPE_WORDS
from auditor.model.claim import Claim, Evidence, Scope, ScopeKind
from auditor.model.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_WIDTH = 600


@dataclass(frozen=True, slots=True)
class ApproveForm:
    """What was filled in: the claim, and the path of a file of evidence that is to be kept, or an empty one."""

    claim: Claim
    evidence: str = ""


class ApproveDialog(QDialog):
    """Tells what was filled in; whether it can stand is said by whoever listens, by `refuse` or `accept`.

    `places` are proposed for each kind of scope.
    """

    submitted = Signal(object)

    def __init__(
        self,
        title: str,
        claim: Claim,
        places: Mapping[ScopeKind, str],
        choose_file: Callable[[], str],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self._claim, self._places, self._choose_file = claim, places, choose_file
        self._new_file = ""
        self._file = claim.evidence.file
        self._wordings = self._make_wordings(claim)
        self._reference = self._line(
            claim.evidence.reference, "Written reference", "Doe J, 2024: Follow-up of 212 clients"
        )
        self._link = self._line(claim.evidence.link, "Link to the evidence", "https://")
        self._file_words = QLabel(self)
        self._file_words.setWordWrap(True)
        self._pick = self._button("Choose file…", self._pick_file)
        self._drop = self._button("Remove", self._drop_file)
        self._kind = QComboBox(self)
        self._kind.setAccessibleName("Where the approval holds")
        for kind in ScopeKind:
            self._kind.addItem(SCOPE_WORDS[kind], kind)
        self._where = self._line(", ".join(claim.scope.places), "Countries or documents", "Parted by commas")
        self._kind.setCurrentIndex(list(ScopeKind).index(claim.scope.kind))
        self._kind.currentIndexChanged.connect(self._propose_places)
        self._approver = self._line(claim.approver, "Approver", "Who answers for the claim")
        self._until = self._line(claim.expires_on, "Valid until", "2027-06-30, or empty for no end")
        self._note = self._line(claim.note, "Note", "")
        self._trouble = QLabel(self)
        self._trouble.setWordWrap(True)
        self._trouble.setProperty("role", "trouble")
        self._trouble.setAccessibleName("What is missing")
        self._lay_out(title)
        self._show_file()
        self._where.setVisible(claim.scope.kind is not ScopeKind.EVERYWHERE)
        self._reference.setFocus()

    def refuse(self, words: str) -> None:
        """Say why this cannot stand; everything filled in stays."""
        self._trouble.setText(words)
        self._trouble.show()
        self._fit()

    def form(self) -> ApproveForm:
        """Return what is filled in."""
        kind = ScopeKind(self._kind.currentData())
        places = tuple(part.strip() for part in self._where.text().split(",") if part.strip())
        lines = (" ".join(line.split()) for line in self._wordings.toPlainText().splitlines())
        claim = replace(
            self._claim,
            wordings=tuple(dict.fromkeys(line for line in lines if line)),
            evidence=Evidence(self._reference.text().strip(), self._link.text().strip(), self._file),
            scope=Scope(kind, () if kind is ScopeKind.EVERYWHERE else places),
            approver=self._approver.text().strip(),
            expires_on=self._until.text().strip(),
            note=self._note.text().strip(),
            is_withdrawn=False,
        )
        return ApproveForm(claim, self._new_file)

    def _submit(self) -> None:
        self._trouble.hide()
        self.submitted.emit(self.form())

    def _pick_file(self) -> None:
        if chosen := self._choose_file():
            self._new_file = chosen
            self._show_file()

    def _drop_file(self) -> None:
        self._new_file, self._file = "", None
        self._show_file()

    def _show_file(self) -> None:
        name = Path(self._new_file).name if self._new_file else self._file.name if self._file else ""
        self._file_words.setText(name or "None. A file is kept in the register, with its hash.")
        self._file_words.setProperty("role", "" if name else "muted")
        self._drop.setVisible(bool(name))

    def _propose_places(self) -> None:
        kind = ScopeKind(self._kind.currentData())
        self._where.setVisible(kind is not ScopeKind.EVERYWHERE)
        self._where.setText(self._places.get(kind, ""))

    def _make_wordings(self, claim: Claim) -> QPlainTextEdit:
        field = QPlainTextEdit("\n".join(claim.wordings), self)
        field.setAccessibleName("Approved wordings, one a line")
        field.setTabChangesFocus(True)
        field.setAcceptDrops(False)
        field.setFixedHeight(22 * GRID)
        return field

    def _line(self, words: str, name: str, example: str) -> QLineEdit:
        field = QLineEdit(words, self)
        field.setAccessibleName(name)
        field.setPlaceholderText(example)
        field.setAcceptDrops(False)
        return field

    def _button(self, words: str, act: Callable[[], None]) -> QPushButton:
        button = QPushButton(words, self)
        button.setAutoDefault(False)
        button.clicked.connect(act)
        return button

    def _lay_out(self, title: str) -> None:
        head = QLabel(title, self)
        head.setProperty("role", "heading")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(6 * GRID, 5 * GRID, 6 * GRID, 5 * GRID)
        layout.setSpacing(3 * GRID)
        for widget in (
            head,
            self._small(
                "Each line is recognised word for word: case, quotation marks, dashes and footnote marks do not matter, figures do."
            ),
        ):
            layout.addWidget(widget)
        layout.addLayout(self._form_layout())
        layout.addWidget(self._trouble)
        layout.addLayout(self._buttons())
        self._trouble.hide()
        self.resize(_WIDTH, self.sizeHint().height())
        self._fit()

    def _fit(self) -> None:
        """Be as high as what is shown needs at this width."""
        layout = self.layout()
        if layout is not None:
            layout.activate()
            self.setMinimumHeight(layout.totalHeightForWidth(self.width()))

    def _form_layout(self) -> QFormLayout:
        file = QHBoxLayout()
        file.addWidget(self._file_words, 1)
        file.addWidget(self._pick)
        file.addWidget(self._drop)
        scope = QHBoxLayout()
        scope.addWidget(self._kind)
        scope.addWidget(self._where, 1)
        form = QFormLayout()
        form.setSpacing(2 * GRID)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for words, field in (
            ("Wordings", self._wordings),
            ("Reference", self._reference),
            ("Link", self._link),
            ("Evidence file", file),
            ("Holds", scope),
            ("Approver", self._approver),
            ("Valid until", self._until),
            ("Note", self._note),
        ):
            form.addRow(words, field)
        return form

    def _buttons(self) -> QHBoxLayout:
        save = QPushButton("Approve", self)
        save.setProperty("role", "primary")
        save.setDefault(True)
        save.clicked.connect(self._submit)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self._button("Cancel", self.reject))
        row.addWidget(save)
        return row

    def _small(self, words: str) -> QLabel:
        made = QLabel(words, self)
        made.setProperty("role", "small")
        made.setWordWrap(True)
        return made
