"""What is left out of results, and whether they are signed."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from fixative.recipe import Recipe
from fixative_app.sign_box import SignBox

__all__ = ["PrivacyBox"]


class PrivacyBox(QWidget):
    """Switches, below each other.

    Parameters
    ----------
    parent : QWidget, optional
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.drop_gps = QCheckBox(self.tr("Leave out the &place (GPS)"))
        self.drop_serials = QCheckBox(self.tr("Leave out &serial numbers"))
        self.drop_serials.setToolTip(self.tr("Of camera and lens, with their owner and the maker's note"))
        self.drop_thumbnails = QCheckBox(self.tr("Leave out &thumbnails"))
        self.drop_thumbnails.setToolTip(self.tr("With all previews. A cloak takes them out in any case."))
        self.sign = SignBox()
        self.sign.chosen.connect(self.changed)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(9)
        for box in (self.drop_gps, self.drop_serials, self.drop_thumbnails):
            box.toggled.connect(self.changed)
            layout.addWidget(box)
        layout.addWidget(self.sign)

    def show_recipe(self, recipe: Recipe) -> None:
        """Show what is chosen, without telling that anything changed."""
        boxes = (self.drop_gps, self.drop_serials, self.drop_thumbnails)
        privacy = recipe.privacy
        chosen = (privacy.drop_gps, privacy.drop_serials, privacy.drop_thumbnails)
        for box, checked in zip(boxes, chosen, strict=True):
            blocker = QSignalBlocker(box)
            box.setChecked(checked)
            del blocker
        self.sign.show_choice(sign=recipe.credentials.sign)

    def read(self, base: Recipe) -> Recipe:
        """Give a recipe with what is chosen."""
        change = msgspec.structs.replace
        return change(
            base,
            privacy=change(
                base.privacy,
                drop_gps=self.drop_gps.isChecked(),
                drop_serials=self.drop_serials.isChecked(),
                drop_thumbnails=self.drop_thumbnails.isChecked(),
            ),
            credentials=change(base.credentials, sign=self.sign.isChecked()),
        )
