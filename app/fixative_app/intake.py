"""How pictures come in: dropped, pasted or chosen."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QObject, QRunnable, QStandardPaths, Qt, QThreadPool, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog, QWidget

from fixative_app.drop import image_in, paths_in, place_for_pasted

__all__ = ["Intake"]

_PATTERNS = "*.jpg *.jpeg *.jpe *.jfif *.png *.apng *.webp *.tif *.tiff *.avif *.gif *.jxl *.heic *.heif *.hif"


class Intake(QObject):
    """Turns drops, the clipboard and dialogs into paths.

    Parameters
    ----------
    parent : QWidget
        The window that the dialogs belong to.
    """

    came = Signal(object)
    """Files and folders, as a list of paths."""
    refused = Signal(str)
    """Why nothing came of a drop or the clipboard."""

    _kept = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._window = parent
        self.files_only = False
        """Whether a picture without a file is refused: kept by us, it would have lost all that it says."""
        self._pool = QThreadPool(self, maxThreadCount=1)
        self._kept.connect(self._tell_kept)

    def take(self, data: QMimeData) -> None:
        """Take what a drop or the clipboard holds."""
        paths = paths_in(data)
        if paths:
            self.came.emit(paths)
            return
        image = image_in(data)
        if image is not None and self.files_only:
            self.refused.emit(self.tr("Here a picture is looked at as a file. Save it first, then drop the file."))
        elif image is not None:
            self._pool.start(_Keep(self, image, place_for_pasted()))
        elif data.hasUrls():
            self.refused.emit(self.tr("Fixative never goes online. Save the picture first, then drop the file."))
        else:
            self.refused.emit(self.tr("There is no picture, file or folder to paste."))

    def choose_files(self) -> None:
        """Ask for files."""
        dialog = self._dialog(self.tr("Add files"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        pictures = self.tr("Pictures") + f" ({_PATTERNS} {_PATTERNS.upper()})"
        dialog.setNameFilters([pictures, self.tr("All files") + " (*)"])
        dialog.open()

    def choose_folder(self) -> None:
        """Ask for a folder."""
        dialog = self._dialog(self.tr("Add a folder"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.open()

    def hand_in(self, path: Path | None) -> None:
        """Bring the file that a picture was kept in, or None; called from the pool's thread."""
        self._kept.emit(path)

    def shut_down(self) -> None:
        """Wait until a pasted picture is kept."""
        self._pool.waitForDone()

    def _dialog(self, title: str) -> QFileDialog:
        pictures = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation)
        dialog = QFileDialog(self._window, title, pictures)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.filesSelected.connect(lambda names: self.came.emit([Path(name) for name in names]))
        return dialog

    def _tell_kept(self, path: Path | None) -> None:
        if path is None:
            self.refused.emit(self.tr("The picture cannot be kept in your pictures folder."))
        else:
            self.came.emit([path])


class _Keep(QRunnable):
    def __init__(self, intake: Intake, image: QImage, place: Path) -> None:
        super().__init__()
        self._intake = intake
        self._image = image
        self._place = place

    def run(self) -> None:
        try:
            self._place.parent.mkdir(parents=True, exist_ok=True)
        except OSError:
            self._intake.hand_in(None)
            return
        self._intake.hand_in(self._place if self._image.save(str(self._place)) else None)
