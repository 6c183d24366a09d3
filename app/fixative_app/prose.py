"""Text with tables that is as high as it needs to be: it is read, searched, selected and copied by mouse and key."""

from __future__ import annotations

from collections.abc import Iterable
from string import Template

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent, QTextOption, QWheelEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextBrowser, QWidget

from fixative.inspect.markup import safe
from fixative_app.theme import Theme

__all__ = ["Prose", "paragraphs", "table"]

_STYLE = Template("""
p { margin: 0 0 7px 0; }
td { padding: 5px 14px 5px 0; vertical-align: top; }
.head { color: $muted; }
.muted { color: $muted; }
.mono { color: $muted; }
a { color: $accent; }
""")


class Prose(QTextBrowser):
    """A text in HTML, of our own making: what comes from files is escaped by `safe`.

    Parameters
    ----------
    theme : Theme
    name : str
        For screen readers.
    parent : QWidget, optional
    """

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._html = ""
        self.setObjectName("prose")
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenExternalLinks(True)
        self.setAcceptDrops(False)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.document().setDocumentMargin(4)
        self.document().documentLayout().documentSizeChanged.connect(self._grow)
        theme.changed.connect(self._write)

    def say(self, html: str) -> None:
        """Show a text."""
        self._html = html
        self._write()

    def sizeHint(self) -> QSize:
        """Be as high as the text."""
        return QSize(320, round(self.document().size().height()) + 2 * self.frameWidth())

    def minimumSizeHint(self) -> QSize:
        """Be as narrow as need be: words are broken where they have no room."""
        return QSize(120, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the text out anew."""
        super().resizeEvent(event)
        self._grow()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()

    def _write(self) -> None:
        tones = self._theme.tones
        self.document().setDefaultStyleSheet(_STYLE.substitute(muted=tones.muted, accent=tones.accent))
        self.setHtml(self._html)

    def _grow(self) -> None:
        self.updateGeometry()


def table(pairs: Iterable[tuple[str, str]]) -> str:
    """Make a table of two columns out of texts from anywhere."""
    rows = "".join(
        f'<tr><td width="36%" class="head">{safe(head)}</td><td>{safe(text)}</td></tr>' for head, text in pairs
    )
    return f'<table width="100%" cellspacing="0">{rows}</table>'


def paragraphs(lines: Iterable[str]) -> str:
    """Make paragraphs out of texts from anywhere."""
    return "".join(f"<p>{safe(line)}</p>" for line in lines)
