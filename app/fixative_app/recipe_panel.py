"""What is chosen: preset, owner and policy, destination. Gives and takes recipes."""

from __future__ import annotations

from pathlib import Path

import msgspec
from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from fixative.cloak.preset import Preset
from fixative.recipe import Recipe
from fixative.rights.statement import AIPolicy
from fixative_app import words
from fixative_app.controls import ElidedLabel, Segments, label
from fixative_app.limits_dialog import LimitsDialog
from fixative_app.theme import Theme

__all__ = ["RecipePanel"]

_PRESETS = (Preset.SUBTLE, Preset.BALANCED, Preset.STRONG, Preset.OFF)
_POLICIES = (
    AIPolicy.PROHIBIT_AI_TRAINING,
    AIPolicy.PROHIBIT_GENERATIVE_AI_TRAINING,
    AIPolicy.PROHIBIT_EXCEPT_SEARCH_INDEXING,
    AIPolicy.PROHIBIT_ALL,
    AIPolicy.SEE_CONSTRAINTS,
    AIPolicy.UNSPECIFIED,
    AIPolicy.ALLOW,
)
_WIDTH = 324


class RecipePanel(QScrollArea):
    """The controls of a recipe; what they do not show is kept as it came.

    Parameters
    ----------
    recipe : Recipe
        What to begin with.
    theme : Theme
    parent : QWidget, optional
    """

    recipe_changed = Signal(object)

    def __init__(self, recipe: Recipe, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._recipe = recipe
        self.setWidgetResizable(True)
        self.setFixedWidth(_WIDTH)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(self.tr("Recipe"))
        self.setObjectName("panel")
        inside = QWidget()
        inside.setObjectName("page")
        self.setWidget(inside)
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(18, 16, 18, 16)
        layout.setSpacing(7)
        self._add_cloak(layout)
        self._add_rights(layout)
        self._add_destination(layout, theme)
        layout.addStretch(1)
        self.show_recipe(recipe)

    @property
    def recipe(self) -> Recipe:
        """What is chosen."""
        return self._recipe

    def show_recipe(self, recipe: Recipe) -> None:
        """Show what a recipe holds, without telling that anything changed."""
        self._recipe = recipe
        fields = (self.owner, self.policy, self.constraints, self.folder, self.drop_gps)
        blockers = [QSignalBlocker(field) for field in fields]
        self.preset.choose(_PRESETS.index(recipe.cloak.preset))
        self.owner.setText(recipe.rights.owner)
        self.policy.setCurrentIndex(_POLICIES.index(recipe.rights.policy))
        self.constraints.setText(recipe.rights.constraints)
        self.folder.setText(recipe.destination.folder)
        self.drop_gps.setChecked(recipe.privacy.drop_gps)
        del blockers
        self._explain()

    def show_example(self, source: Path | None, target: Path | None) -> None:
        """Show what becomes of a picture's name."""
        self.example.say("→ " + words.target_name(source, target) if source and target else "")
        self.example.setVisible(bool(self.example.text()))

    def _add_cloak(self, layout: QVBoxLayout) -> None:
        self.preset = Segments([words.preset_name(preset) for preset in _PRESETS], self.tr("Cloak"))
        self.preset.chosen.connect(self._changed)
        self.explained = label("", wrap=True)
        self.honest = label(words.limits_line(), "hint", wrap=True)
        more = QPushButton(self.tr("What a cloak cannot do"))
        more.setProperty("tone", "link")
        more.setCursor(Qt.CursorShape.PointingHandCursor)
        more.clicked.connect(lambda: LimitsDialog(self.window()).open())
        layout.addWidget(label(self.tr("Cloak"), "section"))
        layout.addWidget(self.preset)
        layout.addSpacing(2)
        layout.addWidget(self.explained)
        layout.addWidget(self.honest)
        layout.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addSpacing(14)

    def _add_rights(self, layout: QVBoxLayout) -> None:
        self.owner = QLineEdit()
        self.owner.setPlaceholderText(self.tr("Your name, for the copyright notice"))
        self.owner.setAccessibleName(self.tr("Copyright owner"))
        self.policy = QComboBox()
        for policy in _POLICIES:
            self.policy.addItem(words.policy_name(policy))
            place = self.policy.count() - 1
            self.policy.setItemData(place, words.policy_explained(policy), Qt.ItemDataRole.ToolTipRole)
        for part in (self.policy, self.policy.view()):
            part.setAccessibleName(self.tr("What AI may do with the pictures"))
        self.policy_explained = label("", "hint", wrap=True)
        self.constraints = QLineEdit()
        self.constraints.setPlaceholderText(self.tr("Your terms, in a sentence"))
        self.constraints.setAccessibleName(self.tr("Your own terms"))
        self.owner.textEdited.connect(self._changed)
        self.constraints.textEdited.connect(self._changed)
        self.policy.activated.connect(self._changed)
        for text, field in ((self.tr("Copyright &owner"), self.owner), (self.tr("A&I policy"), self.policy)):
            name = label(text, "section")
            name.setBuddy(field)
            layout.addWidget(name)
            layout.addWidget(field)
            layout.addSpacing(4)
        layout.addWidget(self.policy_explained)
        layout.addWidget(self.constraints)
        layout.addSpacing(14)

    def _add_destination(self, layout: QVBoxLayout, theme: Theme) -> None:
        self.folder = QLineEdit()
        self.folder.setAccessibleName(self.tr("Folder for the results"))
        self.folder.textEdited.connect(self._changed)
        choose = QToolButton()
        choose.setAccessibleName(self.tr("Choose a folder for all results"))
        choose.setToolTip(self.tr("Choose a folder for all results"))
        choose.clicked.connect(self._choose_folder)
        theme.dress(choose, "folder")
        self.folder_explained = label("", "hint", wrap=True)
        self.example = ElidedLabel("hint")
        self.example.setAccessibleName(self.tr("Example of a result's name"))
        self.drop_gps = QCheckBox(self.tr("Leave out the &place (GPS)"))
        self.drop_gps.toggled.connect(self._changed)
        name = label(self.tr("&Results"), "section")
        name.setBuddy(self.folder)
        line = QHBoxLayout()
        line.setSpacing(6)
        line.addWidget(self.folder, 1)
        line.addWidget(choose)
        layout.addWidget(name)
        layout.addLayout(line)
        layout.addWidget(self.folder_explained)
        layout.addWidget(self.example)
        layout.addSpacing(6)
        layout.addWidget(self.drop_gps)

    def _choose_folder(self) -> None:
        dialog = QFileDialog(self, self.tr("Folder for the results"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.take_folder)
        dialog.open()

    def take_folder(self, folder: str) -> None:
        """Use a folder for all results."""
        self.folder.setText(folder)
        self._changed()

    def _changed(self) -> None:
        try:
            recipe = self._read()
        except ValueError:
            self._mark(self.folder, wrong=True)
            return
        self._mark(self.folder, wrong=False)
        changed = recipe != self._recipe
        self._recipe = recipe
        self._explain()
        if changed:
            self.recipe_changed.emit(recipe)

    def _read(self) -> Recipe:
        base = self._recipe
        change = msgspec.structs.replace
        return change(
            base,
            cloak=change(base.cloak, preset=_PRESETS[self.preset.place]),
            rights=change(
                base.rights,
                owner=self.owner.text().strip(),
                policy=_POLICIES[self.policy.currentIndex()],
                constraints=self.constraints.text().strip(),
            ),
            destination=change(base.destination, folder=self.folder.text().strip()),
            privacy=change(base.privacy, drop_gps=self.drop_gps.isChecked()),
        )

    def _explain(self) -> None:
        recipe = self._recipe
        self.explained.setText(words.preset_explained(recipe.cloak.preset))
        self.honest.setVisible(recipe.cloak.preset is not Preset.OFF)
        self.policy_explained.setText(words.policy_explained(recipe.rights.policy))
        self.constraints.setVisible(recipe.rights.policy is AIPolicy.SEE_CONSTRAINTS or bool(recipe.rights.constraints))
        absolute = Path(recipe.destination.folder).is_absolute()
        self.folder_explained.setText(
            self.tr("All results go there. The originals stay as they are.")
            if absolute
            else self.tr("A folder of this name beside each original. The originals stay as they are.")
        )

    def _mark(self, field: QLineEdit, *, wrong: bool) -> None:
        field.setProperty("wrong", wrong)
        field.style().polish(field)
