"""What is chosen: preset, owner and policy, destination. Gives and takes recipes."""

from __future__ import annotations

from pathlib import Path

import msgspec
from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
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

from fixative import recipes, statements
from fixative.cloak.preset import Preset
from fixative.recipe import Recipe
from fixative.rights.statement import AIPolicy, RightsStatement
from fixative_app import choice_words, words
from fixative_app.controls import ElidedLabel, Segments, label
from fixative_app.fit_box import FitBox
from fixative_app.limits_dialog import LimitsDialog
from fixative_app.named_bar import NamedBar
from fixative_app.privacy_box import PrivacyBox
from fixative_app.queue_model import Row
from fixative_app.recipe_files import RecipeFiles
from fixative_app.result_box import ResultBox
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
    """The controls of a recipe, for all pictures or for the selected ones; what they do not show is kept as it came.

    Parameters
    ----------
    recipe : Recipe
        What to begin with.
    copy_command : QAction
    theme : Theme
    parent : QWidget, optional
    """

    recipe_changed = Signal(object)
    """Of all pictures that have none of their own."""
    own_changed = Signal(object, object)
    """Of the selected pictures: what was shown before, and what is now."""
    went_wrong = Signal(str)

    def __init__(self, recipe: Recipe, copy_command: QAction, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._recipe = recipe
        self._common = recipe
        self._selected: list[Row] = []
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
        self._add_names(layout, copy_command, theme)
        self._add_cloak(layout)
        self._add_rights(layout, theme)
        self._add_destination(layout, theme)
        layout.addStretch(1)
        self._show(recipe)

    @property
    def recipe(self) -> Recipe:
        """What is shown."""
        return self._recipe

    @property
    def for_selected(self) -> bool:
        """Whether what is chosen is for the selected pictures alone."""
        return self.scope.place == 1

    def show_recipe(self, recipe: Recipe) -> None:
        """Show the recipe of all pictures that have none of their own, without telling that anything changed."""
        self._common = recipe
        self._show_scope()

    def show_selection(self, rows: list[Row]) -> None:
        """Take notice of which pictures are selected."""
        self._selected = rows
        self.scope.buttons[1].setEnabled(bool(rows))
        self.scope.buttons[1].setText(
            self.tr("Selected: {count}").format(count=words.number(len(rows))) if rows else self.tr("Selected")
        )
        if not rows:
            self.scope.choose(0)
        self._show_scope()

    def choose_for_selected(self) -> None:
        """Let what is chosen from now on be for the selected pictures alone."""
        if self._selected:
            self.scope.choose(1)
            self._show_scope()
            self.preset.buttons[self.preset.place].setFocus()

    def shut_down(self) -> None:
        """Wait for what is being kept."""
        self.privacy.sign.shut_down()

    def _show_scope(self) -> None:
        recipe = (self._selected[0].own or self._common) if self.for_selected else self._common
        if recipe != self._recipe:
            self._show(recipe)

    def _show(self, recipe: Recipe) -> None:
        self._recipe = recipe
        fields = (self.owner, self.policy, self.constraints, self.folder)
        blockers = [QSignalBlocker(field) for field in fields]
        self.preset.choose(_PRESETS.index(recipe.cloak.preset))
        self.owner.setText(recipe.rights.owner)
        self.policy.setCurrentIndex(_POLICIES.index(recipe.rights.policy))
        self.constraints.setText(recipe.rights.constraints)
        self.folder.setText(recipe.destination.folder)
        del blockers
        self.fit.show_recipe(recipe)
        self.results.show_destination(recipe.destination)
        self.privacy.show_recipe(recipe)
        self._explain()

    def show_example(self, source: Path | None, target: Path | None) -> None:
        """Show what becomes of a picture's name."""
        self.example.say("→ " + words.target_name(source, target) if source and target else "")
        self.example.setVisible(bool(self.example.text()))

    def _add_names(self, layout: QVBoxLayout, copy_command: QAction, theme: Theme) -> None:
        self.scope = Segments([self.tr("All pictures"), self.tr("Selected")], self.tr("Recipe for"))
        self.scope.choose(0)
        self.scope.buttons[1].setEnabled(False)
        self.scope.chosen.connect(self._show_scope)
        self.names = NamedBar(recipes.KEPT, self.tr("Recipe"), self.tr("Not saved"), theme)
        self.names.chosen.connect(self._take)
        self.names.went_wrong.connect(self.went_wrong)
        self.files = RecipeFiles(lambda: self._recipe, theme, self)
        self.files.came.connect(self._take)
        self.files.went_wrong.connect(self.went_wrong)
        self.names.add_actions([self.files.take, self.files.give, copy_command])
        layout.addWidget(label(self.tr("Recipe"), "section"))
        layout.addWidget(self.scope)
        layout.addWidget(self.names)
        layout.addSpacing(14)

    def _add_cloak(self, layout: QVBoxLayout) -> None:
        self.preset = Segments([choice_words.preset_name(preset) for preset in _PRESETS], self.tr("Cloak"))
        self.preset.chosen.connect(self._changed)
        self.explained = label("", wrap=True)
        self.honest = label(choice_words.limits_line(), "hint", wrap=True)
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

    def _add_rights(self, layout: QVBoxLayout, theme: Theme) -> None:
        self.statement = NamedBar(statements.KEPT, self.tr("Statement"), self.tr("As it is said here"), theme)
        self.statement.chosen.connect(self._take_statement)
        self.statement.went_wrong.connect(self.went_wrong)
        layout.addWidget(label(self.tr("Statement"), "section"))
        layout.addWidget(self.statement)
        layout.addSpacing(4)
        self.owner = QLineEdit()
        self.owner.setPlaceholderText(self.tr("Your name, for the copyright notice"))
        self.owner.setAccessibleName(self.tr("Copyright owner"))
        self.policy = QComboBox()
        for policy in _POLICIES:
            self.policy.addItem(choice_words.policy_name(policy))
            place = self.policy.count() - 1
            self.policy.setItemData(place, choice_words.policy_explained(policy), Qt.ItemDataRole.ToolTipRole)
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
        self.results = ResultBox()
        self.results.changed.connect(self._changed)
        self.results.hide()
        self.more = QPushButton(self.tr("Name, format and quality"))
        self.more.setProperty("tone", "link")
        self.more.setCheckable(True)
        self.more.setCursor(Qt.CursorShape.PointingHandCursor)
        self.more.toggled.connect(self.results.setVisible)
        self.fit = FitBox(theme)
        self.fit.changed.connect(self._changed)
        self.privacy = PrivacyBox()
        self.privacy.changed.connect(self._changed)
        self.privacy.sign.went_wrong.connect(self.went_wrong)
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
        layout.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self.results)
        layout.addSpacing(14)
        fit = label(self.tr("Fit to p&latforms"), "section")
        fit.setBuddy(self.fit.button)
        layout.addWidget(fit)
        layout.addWidget(self.fit)
        layout.addSpacing(14)
        layout.addWidget(label(self.tr("Privacy"), "section"))
        layout.addWidget(self.privacy)

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

    def _take(self, recipe: Recipe) -> None:
        if recipe != self._recipe:
            before = self._recipe
            self._show(recipe)
            self._tell(before)

    def _take_statement(self, statement: RightsStatement) -> None:
        self._take(msgspec.structs.replace(self._recipe, rights=statement))

    def _changed(self) -> None:
        for field in (self.folder, self.results.name):
            self._mark(field, wrong=not field.text().strip())
        try:
            recipe = self._read()
        except ValueError:
            self._mark(self.results.name, wrong=bool(self.folder.text().strip()))
            return
        before, self._recipe = self._recipe, recipe
        self._explain()
        if recipe != before:
            self._tell(before)

    def _tell(self, before: Recipe) -> None:
        if self.for_selected:
            self.own_changed.emit(before, self._recipe)
        else:
            self._common = self._recipe
            self.recipe_changed.emit(self._recipe)

    def _read(self) -> Recipe:
        base = self._recipe
        change = msgspec.structs.replace
        return change(
            self.fit.read(self.privacy.read(base)),
            cloak=change(base.cloak, preset=_PRESETS[self.preset.place]),
            rights=change(
                base.rights,
                owner=self.owner.text().strip(),
                policy=_POLICIES[self.policy.currentIndex()],
                constraints=self.constraints.text().strip(),
            ),
            destination=self.results.read(change(base.destination, folder=self.folder.text().strip())),
        )

    def _explain(self) -> None:
        recipe = self._recipe
        self.names.show_choice(recipe)
        self.statement.show_choice(recipe.rights)
        self.explained.setText(choice_words.preset_explained(recipe.cloak.preset))
        self.honest.setVisible(recipe.cloak.preset is not Preset.OFF)
        self.policy_explained.setText(choice_words.policy_explained(recipe.rights.policy))
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
