"""The handle between original and protected: a real slider, drawn as a line with a grip."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QSlider, QWidget

from fixative_app.icons import draw_pixmap
from fixative_app.theme import Theme

__all__ = ["SplitHandle"]

_WIDTH = 36
_GRIP = 15.0
_ICON = 20
_STEPS = 1000


class SplitHandle(QSlider):
    """Stands over its parent's whole height; its value says how far from the left, in thousandths.

    Keys and screen readers find an ordinary slider; the pointer drags the line itself.

    Parameters
    ----------
    theme : Theme
    parent : QWidget
    """

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._theme = theme
        self._over = parent
        self.setRange(0, _STEPS)
        self.setSingleStep(10)
        self.setPageStep(100)
        self.setValue(_STEPS // 2)
        self.setCursor(Qt.CursorShape.SplitHCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Split between original and protected"))
        self.setAccessibleDescription(self.tr("Left of it is the original, right of it the protected picture."))
        self.setToolTip(self.tr("Drag, or use the arrow keys"))
        self.valueChanged.connect(self.place)

    @property
    def fraction(self) -> float:
        """How far from the left, in [0, 1]."""
        return self.value() / _STEPS

    def place(self) -> None:
        """Stand where the value says."""
        left = round(self.fraction * self._over.width() - _WIDTH / 2)
        self.setGeometry(left, 0, _WIDTH, self._over.height())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the line."""
        event.setAccepted(event.button() is Qt.MouseButton.LeftButton)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the pointer."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            x = self._over.mapFromGlobal(event.globalPosition()).x()
            self.setValue(round(_STEPS * x / max(self._over.width(), 1)))
        else:
            event.ignore()  # the loupe follows it, across the line too

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        event.accept()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the picture below, which zooms."""
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw a light line with a dark edge, so that it shows on any picture, and a grip."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = QPointF(self.width() / 2, self.height() / 2)
        painter.fillRect(QRectF(middle.x() - 2, 0, 4, self.height()), QColor(0, 0, 0, 70))
        painter.fillRect(QRectF(middle.x() - 1, 0, 2, self.height()), QColor("#FFFFFF"))
        edge = self._theme.colour("accent") if self.hasFocus() else QColor(0, 0, 0, 90)
        painter.setPen(QPen(edge, 2 if self.hasFocus() else 1))
        painter.setBrush(QColor("#FFFFFF"))
        painter.drawEllipse(middle, _GRIP, _GRIP)
        corner = QPointF(middle.x() - _ICON / 2, middle.y() - _ICON / 2)
        painter.drawPixmap(corner, draw_pixmap("handle", "#23211E", _ICON, self.devicePixelRatioF()))
        painter.end()
