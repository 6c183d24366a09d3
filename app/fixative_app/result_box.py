"""How results are called and coded: name, format, quality, and what happens where one is there already."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QLineEdit, QSpinBox, QWidget

from fixative.formats import Format
from fixative.recipe import Conflict, Destination
from fixative_app import choice_words

__all__ = ["ResultBox"]

_FORMATS = (None, *(kind for kind in Format if kind.coded))
_CONFLICTS = tuple(Conflict)
_BEST = 100
_TEXT_MARGIN = 8


class ResultBox(QWidget):
    """The fields, below each other.

    Parameters
    ----------
    parent : QWidget, optional
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = QLineEdit()
        self.name.setToolTip(self.tr("May hold {stem}, {preset} and {ext}"))
        self.name.textEdited.connect(self.changed)
        self.format = QComboBox()
        self.format.addItems([kind.label if kind else self.tr("As each original") for kind in _FORMATS])
        self.format.activated.connect(self.changed)
        self.quality = QSpinBox()
        # Below the least quality there is one that means none was chosen.
        self.quality.setRange(0, _BEST)
        # The style sheet's padding does not come through to the field in it.
        self.quality.lineEdit().setTextMargins(_TEXT_MARGIN, 0, _TEXT_MARGIN, 0)
        self.quality.setSpecialValueText(self.tr("As each original"))
        self.quality.setToolTip(self.tr("For JPEG, WebP and AVIF"))
        self.quality.valueChanged.connect(self.changed)
        self.conflict = QComboBox()
        self.conflict.addItems([choice_words.conflict_name(conflict) for conflict in _CONFLICTS])
        self.conflict.activated.connect(self.changed)
        layout = QFormLayout(self)
        layout.setContentsMargins(0, 4, 0, 4)
        layout.setSpacing(8)
        layout.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for text, field in (
            (self.tr("&Name"), self.name),
            (self.tr("&Format"), self.format),
            (self.tr("&Quality"), self.quality),
            (self.tr("If there is &one"), self.conflict),
        ):
            layout.addRow(text, field)
            field.setAccessibleName(text.replace("&", ""))
        for field in (self.format, self.conflict):
            # As wide as there is room for, and not as the longest choice in the longest language.
            field.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            field.setMinimumContentsLength(8)
            field.view().setAccessibleName(field.accessibleName())

    def show_destination(self, destination: Destination) -> None:
        """Show what is chosen, without telling that anything changed."""
        blockers = [QSignalBlocker(field) for field in (self.name, self.format, self.quality, self.conflict)]
        if self.name.text().strip() != destination.name:
            self.name.setText(destination.name)
        self.format.setCurrentIndex(_FORMATS.index(destination.format))
        self.quality.setValue(destination.quality or 0)
        self.conflict.setCurrentIndex(_CONFLICTS.index(destination.conflict))
        del blockers

    def read(self, base: Destination) -> Destination:
        """Give a destination with what is chosen; raises `ValueError` where the name does not hold."""
        return msgspec.structs.replace(
            base,
            name=self.name.text().strip(),
            format=_FORMATS[self.format.currentIndex()],
            quality=self.quality.value() or None,
            conflict=_CONFLICTS[self.conflict.currentIndex()],
        )
