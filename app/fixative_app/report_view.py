"""What one picture says about AI: the picture, the gist, and all of it, part by part."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage, QPainter, QPixmap
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from fixative.inspect.origin import changes_of, told_of
from fixative.inspect.readers import load_readers, readings_of
from fixative.inspect.report import Report, Voice
from fixative.inspect.words import (
    about_mark,
    clashes_of,
    findings_of,
    found_by,
    ingredient,
    instead_of_pictures,
    made_of_it,
    missing_by_purpose,
    summed,
)
from fixative_app import words
from fixative_app.controls import ElidedLabel, label
from fixative_app.document import Document
from fixative_app.flow import FlowLayout
from fixative_app.fold import Fold
from fixative_app.prose import Prose, paragraphs, table
from fixative_app.row_paint import paint_thumbnail
from fixative_app.theme import Theme
from fixative_app.tongue import WindowTongue
from fixative_app.verdict import Chip, Seen, chips_of, verdict_of

__all__ = ["ReportView"]

_WIDTH = 780
"""Logical pixels of a column that is pleasant to read."""
_PICTURE = 168
_MAX_FINDINGS = 200
"""Of one standard: a file may have thousands."""
_TITLE = 1.5
_HEADING = 1.15


class ReportView(Document):
    """Shows a report.

    Parameters
    ----------
    theme : Theme
    parent : QWidget, optional
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Report"), parent)
        self._theme = theme
        self._tongue = WindowTongue()
        self._picture: QLabel | None = None
        self._seen: Seen | None = None

    def show_seen(self, seen: Seen) -> None:
        """Show a picture that was looked at."""
        self._seen = seen
        column = QVBoxLayout()
        column.setContentsMargins(28, 26, 28, 32)
        column.setSpacing(0)
        column.addLayout(self._head(seen))
        if seen.report is not None:
            self._add_report(column, seen.report)
        column.addStretch(1)
        inside = QWidget()
        inside.setObjectName("page")
        middle = QWidget()
        middle.setMaximumWidth(_WIDTH)
        middle.setLayout(column)
        around = QHBoxLayout(inside)
        around.setContentsMargins(0, 0, 0, 0)
        around.addStretch(1)
        around.addWidget(middle, 1000)
        around.addStretch(1)
        self.setWidget(inside)

    def show_picture(self, path: Path, image: QImage) -> None:
        """Show what a picture looks like, if it is still the one on show."""
        if self._picture is None or self._seen is None or self._seen.path != path or image.isNull():
            return
        ratio = self.devicePixelRatioF()
        side = round(_PICTURE * ratio)
        fitting = image.scaled(
            side, side, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
        pixmap = QPixmap.fromImage(image if max(image.width(), image.height()) < side else fitting)
        rounded = QPixmap(pixmap.size())
        rounded.fill(Qt.GlobalColor.transparent)
        rounded.setDevicePixelRatio(ratio)
        place = QRect(0, 0, round(pixmap.width() / ratio), round(pixmap.height() / ratio))
        painter = QPainter(rounded)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_thumbnail(painter, place, pixmap, self._theme)
        painter.end()
        self._picture.setPixmap(rounded)
        self._picture.setFixedHeight(place.height())

    def _head(self, seen: Seen) -> QHBoxLayout:
        self._picture = QLabel()
        self._picture.setObjectName("portrait")
        self._picture.setFixedSize(_PICTURE, _PICTURE)
        self._picture.setAccessibleName(self.tr("Thumbnail"))
        name = ElidedLabel()
        name.say(seen.path.name)
        name.setObjectName("title")
        _enlarge(name, _TITLE)
        place = ElidedLabel("muted")
        place.say(words.shortened(seen.path.parent))
        said = QVBoxLayout()
        said.setSpacing(6)
        said.addWidget(name)
        said.addWidget(place)
        said.addSpacing(8)
        said.addWidget(_chips(chips_of(seen.report) if seen.report is not None else [verdict_of(seen)]))
        if seen.problem is not None:
            said.addSpacing(6)
            said.addWidget(label(words.problem_sentence(seen.problem), wrap=True))
        elif seen.report is not None and seen.report.cloak is not None:
            said.addSpacing(6)
            mark = self.tr("The mark of its cloak: {mark}").format(mark=about_mark(seen.report.cloak, self._tongue))
            said.addWidget(label(mark, "muted", wrap=True))
        said.addStretch(1)
        head = QHBoxLayout()
        head.setSpacing(22)
        head.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(said, 1)
        return head

    def _add_report(self, column: QVBoxLayout, report: Report) -> None:
        clashes = clashes_of(report, self._tongue)
        if clashes:
            column.addSpacing(20)
            column.addWidget(_box(self.tr("It contradicts itself"), clashes))
        if report.origins:
            self._add_heading(column, self.tr("Where it comes from"))
            column.addWidget(self._origins(report))
        self._add_heading(column, self.tr("What it says"))
        for voice in report.voices:
            column.addWidget(self._voice(voice, report))
        self._add_heading(column, self.tr("Who reads it"))
        column.addWidget(self._readers(report))
        missing = missing_by_purpose(report, self._tongue)
        if missing:
            self._add_heading(column, self.tr("What is missing"))
            fields = table((purpose, ", ".join(names)) for purpose, names in missing.items())
            title = self.tr("Fields of a whole statement that it does not have: {count}")
            column.addWidget(self._fold(title.format(count=len(report.missing)), fields))
        self._add_heading(column, self.tr("Whatever stands in a picture"))
        column.addWidget(self._fold(self.tr("Who opens no pictures, and what they do instead"), self._others()))

    def _add_heading(self, column: QVBoxLayout, text: str) -> None:
        heading = label(text, "section")
        _enlarge(heading, _HEADING)
        column.addSpacing(24)
        column.addWidget(heading)
        column.addSpacing(8)

    def _voice(self, voice: Voice, report: Report) -> QWidget:
        findings = findings_of(report, voice)
        pairs = [(finding.field, finding.value) for finding in findings[:_MAX_FINDINGS]]
        if voice.standard == "C2PA" and report.provenance is not None:
            went_in = report.provenance.ingredients[:_MAX_FINDINGS]
            pairs += [(self.tr("Went into it"), ingredient(each, self._tongue)) for each in went_in]
        more = len(findings) - _MAX_FINDINGS
        pairs += [(self.tr("and"), self.tr("{count} more").format(count=more))] if more > 0 else []
        name = self.tr("Content Credentials") if voice.standard == "C2PA" else voice.standard
        title = f"{name}: {summed(report, voice, self._tongue)}"
        if not pairs:
            line = label(title, "flat", wrap=True)
            line.setContentsMargins(30, 8, 10, 8)
            return line
        return self._fold(title, table(pairs))

    def _origins(self, report: Report) -> QWidget:
        said = []
        for origin in report.origins:
            told = told_of(origin.match, self._tongue)
            said.append(paragraphs([told[:1].upper() + told[1:]]))
            said.append(table(changes_of(origin, report, self._tongue)))
        prose = Prose(self._theme, self.tr("Where it comes from"))
        prose.say("".join(said))
        return prose

    def _readers(self, report: Report) -> QWidget:
        pairs = []
        for reading in readings_of(report):
            if reading.reader.opens_pictures:
                found = found_by(reading, self._tongue)
                said = self._tongue.phrase("reading", found=found, made=made_of_it(reading, self._tongue))
                pairs.append((self._tongue.data(reading.reader.name), said[:1].upper() + said[1:]))
        prose = Prose(self._theme, self.tr("Who reads it"))
        prose.say(table(pairs))
        return prose

    def _others(self) -> str:
        silent = (reader for reader in load_readers() if not reader.opens_pictures)
        said = (
            (reader.name, f"{instead_of_pictures(reader, self._tongue)} {self._tongue.data(reader.note)}")
            for reader in silent
        )
        return table((self._tongue.data(name), text[:1].upper() + text[1:]) for name, text in said)

    def _fold(self, title: str, html: str) -> Fold:
        prose = Prose(self._theme, title)
        prose.say(html)
        return Fold(title, prose, self._theme)


def _enlarge(line: QLabel, times: float) -> None:
    font = line.font()
    font.setPointSizeF(font.pointSizeF() * times)
    font.setWeight(font.Weight.DemiBold)
    line.setFont(font)


def _chips(chips: list[Chip]) -> QWidget:
    row = QWidget()
    layout = FlowLayout(6, row)
    for chip in chips:
        made = label(chip.text)
        made.setProperty("chip", chip.tone or "calm")
        layout.addWidget(made)
    return row


def _box(title: str, lines: list[str]) -> QFrame:
    box = QFrame()
    box.setObjectName("clash")
    layout = QVBoxLayout(box)
    layout.setContentsMargins(16, 12, 16, 12)
    layout.setSpacing(6)
    layout.addWidget(label(title, "section"))
    for line in lines:
        said = label(line, wrap=True)
        said.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        layout.addWidget(said)
    return box
