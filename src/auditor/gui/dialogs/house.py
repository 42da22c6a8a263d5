"""The sheet on which an organisation's look of exports is chosen, with an example that follows every change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from auditor.gui.tokens import GRID
from auditor.gui.widgets.column_choice import ColumnChoice
from auditor.gui.widgets.template_example import TemplateExample
from auditor.model.colour import colour_of, paleness
from auditor.model.template import ACCENT, BAND, MAX_DISCLAIMER, MAX_NAME, PLAIN, Template

if TYPE_CHECKING:
    from collections.abc import Callable

    from auditor.model.template import Logo

_SIZE = ((980, 48), (640, 34))
"""Width and height: pixels at least, and lines of words."""

_EXPLAINED = (
    "Excel, HTML and PDF wear this look; CSV and JSON carry the name and the disclaimer. What is left empty is as the program "
    "has it. The fingerprint stays in every spreadsheet, hidden, so that answers come back."
)


class HouseDialog(QDialog):
    """Tells what was chosen; it is kept by whoever listens, who then calls `accept` or `refuse`.

    `notice` gives the disclaimer as exports will say it.
    """

    submitted = Signal(object)
    logo_wanted = Signal()

    def __init__(
        self,
        template: Template,
        choose_colour: Callable[[str], str],
        notice: Callable[[Template], str],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Look of exports")
        self._choose_colour, self._notice = choose_colour, notice
        self._logo: Logo | None = None
        self.organisation = self._line("Organisation", "As its name stands on paper")
        self.organisation.setMaxLength(MAX_NAME)
        self.band = self._line("Colour of the band", f"#{BAND}")
        self.accent = self._line("Colour of links and bars", f"#{ACCENT}")
        self.disclaimer = self._make_disclaimer()
        self.columns = ColumnChoice(self)
        self.columns.changed.connect(self._show)
        self._logo_words = QLabel(self)
        self._drop = self._button("Remove", lambda: self.set_logo(None))
        self.trouble = QLabel(self)
        self.trouble.setWordWrap(True)
        self.trouble.setProperty("role", "trouble")
        self.trouble.setAccessibleName("What is wrong")
        self.example = TemplateExample(self)
        self.save = self._button("Save", self._submit)
        self.save.setProperty("role", "primary")
        self.save.setDefault(True)
        self._lay_out()
        self.fill(template)
        self.organisation.setFocus()

    def fill(self, template: Template) -> None:
        """Show a look in the fields."""
        self.organisation.setText(template.organisation)
        self.band.setText(f"#{template.band}" if template.band else "")
        self.accent.setText(f"#{template.accent}" if template.accent else "")
        self.disclaimer.setPlainText(template.disclaimer)
        self.columns.show_columns(template.columns)
        self.set_logo(template.logo)

    def set_logo(self, logo: Logo | None) -> None:
        """Show a logo, or none."""
        self._logo = logo
        size = (
            f"{logo.width:,} by {logo.height:,} pixels"
            if logo
            else "None. PNG or JPEG; it is kept in settings."
        )
        self._logo_words.setText(size)
        self._logo_words.setProperty("role", "" if logo else "muted")
        self._drop.setVisible(logo is not None)
        self._show()

    def refuse(self, words: str) -> None:
        """Say why something cannot be; everything filled in stays."""
        self.trouble.setText(words)
        self.trouble.setVisible(bool(words))

    def template(self) -> Template:
        """Return what is filled in; a colour that is none counts as not chosen."""
        return Template(
            organisation=" ".join(self.organisation.text().split()),
            logo=self._logo,
            band=colour_of(self.band.text()) or "",
            accent=colour_of(self.accent.text()) or "",
            columns=self.columns.columns(),
            disclaimer=self.disclaimer.toPlainText().strip(),
        )

    def _show(self) -> None:
        trouble = self._trouble()
        self.refuse(trouble or _remark(self.columns.columns()))
        self.save.setEnabled(not trouble)
        template = self.template()
        self.example.show_template(template, self._notice(template))

    def _trouble(self) -> str:
        for field in (self.band, self.accent):
            if field.text().strip() and colour_of(field.text()) is None:
                return f"“{field.text()}” is no colour. Write six digits such as #{BAND}."
        accent = colour_of(self.accent.text())
        if accent and (pale := paleness(accent)):
            return f"{pale}. Choose a darker one for links and bars."
        if not self.columns.columns():
            return "Tick at least one column."
        if len(self.disclaimer.toPlainText().strip()) > MAX_DISCLAIMER:
            return f"The disclaimer is longer than {MAX_DISCLAIMER:,} characters."
        return ""

    def _submit(self) -> None:
        self.submitted.emit(self.template())

    def _pick(self, field: QLineEdit, usual: str) -> None:
        if chosen := self._choose_colour(colour_of(field.text()) or usual):
            field.setText(f"#{chosen}")

    def _line(self, name: str, example: str) -> QLineEdit:
        field = QLineEdit(self)
        field.setAccessibleName(name)
        field.setPlaceholderText(example)
        field.setAcceptDrops(False)
        field.textChanged.connect(lambda _: self._show())
        return field

    def _make_disclaimer(self) -> QPlainTextEdit:
        field = QPlainTextEdit(self)
        field.setAccessibleName("Disclaimer")
        field.setPlaceholderText("Your own wording; that it is no legal clearance is always said.")
        field.setTabChangesFocus(True)
        field.setAcceptDrops(False)
        field.setFixedHeight(18 * GRID)
        field.textChanged.connect(self._show)
        return field

    def _button(self, words: str, act: Callable[[], object]) -> QPushButton:
        button = QPushButton(words, self)
        button.setAutoDefault(False)
        button.clicked.connect(lambda _checked=False: act())
        return button

    def _lay_out(self) -> None:
        head, note = QLabel("Look of exports", self), QLabel(_EXPLAINED, self)
        head.setProperty("role", "heading")
        note.setProperty("role", "small")
        note.setWordWrap(True)
        inner = QWidget()
        sides = QHBoxLayout(inner)
        sides.setContentsMargins(0, 0, 2 * GRID, 0)
        sides.setSpacing(6 * GRID)
        sides.addLayout(self._form(), 5)
        sides.addWidget(self.example, 4)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(6 * GRID, 5 * GRID, 6 * GRID, 5 * GRID)
        layout.setSpacing(3 * GRID)
        for widget in (head, note):
            layout.addWidget(widget)
        scroll = QScrollArea(self)
        scroll.setProperty("role", "page")
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inner)
        layout.addWidget(scroll, 1)
        layout.addWidget(self.trouble)
        layout.addLayout(self._buttons())
        self.ensurePolished()
        letter = self.fontMetrics().height()
        self.resize(*(max(least, letters * letter) for least, letters in _SIZE))

    def _form(self) -> QFormLayout:
        form = QFormLayout()
        form.setSpacing(2 * GRID)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow("Organisation", self.organisation)
        form.addRow(
            "Logo", self._row(self._logo_words, self._button("Choose…", self.logo_wanted.emit), self._drop)
        )
        form.addRow("Band", self._colour_row(self.band, BAND))
        form.addRow("Links and bars", self._colour_row(self.accent, ACCENT))
        form.addRow("Disclaimer", self.disclaimer)
        form.addRow("Columns", self.columns)
        return form

    def _colour_row(self, field: QLineEdit, usual: str) -> QHBoxLayout:
        return self._row(field, self._button("Choose…", lambda: self._pick(field, usual)))

    def _row(self, first: QWidget, *others: QWidget) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(first, 1)
        for widget in others:
            row.addWidget(widget)
        return row

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(self._button("As the program has it", lambda: self.fill(PLAIN)))
        row.addStretch(1)
        row.addWidget(self._button("Cancel", self.reject))
        row.addWidget(self.save)
        return row


def _remark(columns: tuple[str, ...]) -> str:
    """Say what a choice of columns means for the spreadsheet that comes back; nothing when it means nothing."""
    if not {"Decision", "Response"} & {*columns}:
        return "Without “Decision” and “Response” nothing can come back in the spreadsheet."
    if "Decision" in columns and "Decided at" not in columns:
        return "Without “Decided at” a decision that comes back is set beside yours for you to choose."
    if "Decision" in columns and "Reason" not in columns:
        return "Without “Reason” no dismissal can come back: it says why."
    return ""
