"""Something to read, in a window of its own: the keys, a page of the guide, the licences."""

from __future__ import annotations

from string import Template

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QTextBlockFormat, QTextCharFormat, QTextCursor, QTextDocument, QTextTable
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFrame, QTextBrowser, QVBoxLayout, QWidget

from fixative_app.theme import Theme

__all__ = ["PaperDialog"]

_SIZE = (720, 640)
_LINE_HEIGHT = 118
"""Per cent."""
_TITLE = 1.5
_HEADING = 1.15
_STYLE = Template("""
td { padding: 5px 16px 5px 0; vertical-align: top; }
th { padding: 5px 16px 5px 0; text-align: left; }
.head { color: $muted; }
a { color: $accent; }
""")


class PaperDialog(QDialog):
    """Shows a text; links to the web open in the browser.

    Parameters
    ----------
    title : str
    html : str
        Ours; see `from_markdown` for papers.
    theme : Theme
    parent : QWidget, optional
    """

    def __init__(self, title: str, html: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.resize(*_SIZE)
        self.text = QTextBrowser()
        self.text.setObjectName("prose")
        self.text.setAccessibleName(title)
        self.text.setFrameShape(QFrame.Shape.NoFrame)
        self.text.setOpenExternalLinks(True)
        self.text.setTabChangesFocus(True)
        self.text.setAcceptDrops(False)
        self.text.document().setDocumentMargin(20)
        self.text.document().setDefaultStyleSheet(_STYLE.substitute(muted=theme.tones.muted, accent=theme.tones.accent))
        self.text.setHtml(html)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 18, 16)
        layout.setSpacing(12)
        layout.addWidget(self.text)
        layout.addWidget(buttons)

    @classmethod
    def from_markdown(cls, title: str, markdown: str, theme: Theme, parent: QWidget | None = None) -> PaperDialog:
        """Show a paper."""
        dialog = cls(title, "", theme, parent)
        dialog.text.setMarkdown(markdown)
        _tame(dialog.text.document())
        return dialog


def _tame(document: QTextDocument) -> None:
    """Make headings of Markdown less loud, and give tables air instead of lines."""
    size = document.defaultFont().pointSizeF()
    block = document.begin()
    while block.isValid():
        level = block.blockFormat().headingLevel()
        cursor = QTextCursor(block)
        shape = block.blockFormat()
        shape.setLineHeight(_LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        if level:
            shape.setTopMargin(0 if level == 1 else 18)
            shape.setBottomMargin(8)
            look = QTextCharFormat()
            look.setFontWeight(QFont.Weight.DemiBold)
            look.setFontPointSize(size * (_TITLE if level == 1 else _HEADING))
            cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
            cursor.setCharFormat(look)
        cursor.setBlockFormat(shape)
        block = block.next()
    for frame in document.rootFrame().childFrames():
        if isinstance(frame, QTextTable):
            look_of_table = frame.format().toTableFormat()
            look_of_table.setBorder(0)
            look_of_table.setCellPadding(4)
            look_of_table.setCellSpacing(0)
            look_of_table.setTopMargin(8)
            look_of_table.setBottomMargin(8)
            frame.setFormat(look_of_table)
