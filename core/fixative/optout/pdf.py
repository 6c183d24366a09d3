"""A letter as PDF: A4, with its font in it."""

from __future__ import annotations

import io
from functools import lru_cache
from xml.sax.saxutils import escape

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, KeepTogether, Paragraph, SimpleDocTemplate, Spacer

from fixative.errors import OptionsError
from fixative.optout.letter import Letter
from fixative_assets import resource

__all__ = ["as_pdf"]

_FONT = "DejaVuSerif"
_MARGIN = 20 * mm
_ABOVE = 16 * mm
_PADDING = 6
"""Points that reportlab leaves around the flow."""

_NAMED = 8
"""Signs that an error names."""

_PLAIN = ParagraphStyle("plain", fontName=_FONT, fontSize=9, leading=12)
_AFTER = ParagraphStyle("after", _PLAIN, spaceAfter=6)
_RIGHT = ParagraphStyle("right", _PLAIN, alignment=2)
_HEADING = ParagraphStyle("heading", _PLAIN, spaceBefore=4, spaceAfter=2, keepWithNext=True, textColor="#333333")
_SUBJECT = ParagraphStyle("subject", _PLAIN, fontSize=11.5, leading=15, spaceAfter=10)
_REMARK = 7


def as_pdf(letter: Letter) -> bytes:
    """Set a letter as PDF.

    Raises
    ------
    OptionsError
        It holds signs that the font has not: those of Chinese or Arabic, for two.
    """
    font = _font()
    missing = sorted({sign for sign in _signs(letter) if ord(sign) not in font.face.charToGlyph})
    if missing:
        signs = " ".join(missing[:_NAMED])
        raise OptionsError(detail=f"the PDF's font has no {signs}: name a file that ends with .txt")
    out = io.BytesIO()
    document = SimpleDocTemplate(
        out,
        pagesize=A4,
        leftMargin=_MARGIN,
        rightMargin=_MARGIN,
        topMargin=_ABOVE,
        bottomMargin=_ABOVE,
        title=letter.subject,
        author=letter.name,
        lang=letter.language.value,
        initialFontName=_FONT,
    )

    def remark(canvas: Canvas, _document: SimpleDocTemplate) -> None:
        canvas.setFont(_FONT, _REMARK)
        canvas.drawString(_MARGIN + _PADDING, _ABOVE / 2, letter.remark)

    document.build(list(_flow(letter)), onFirstPage=remark, onLaterPages=remark)
    return out.getvalue()


def _flow(letter: Letter) -> list[Flowable]:
    flow = [
        _lines(letter.sender, _PLAIN),
        Spacer(0, 8 * mm),
        _lines(letter.recipient, _PLAIN),
        Spacer(0, 6 * mm),
        _lines((letter.day,), _RIGHT),
        Spacer(0, 4 * mm),
        _lines((letter.subject,), _SUBJECT),
        _lines((letter.greeting,), _AFTER),
    ]
    for heading, text in letter.parts:
        flow += [_lines((heading,), _HEADING)] if heading else []
        flow.append(_lines((text,), _AFTER))
    end = [_lines((letter.closing,), _PLAIN), Spacer(0, 12 * mm), _lines((letter.name,), _PLAIN)]
    return [*flow, Spacer(0, 2 * mm), KeepTogether(end)]


def _lines(lines: tuple[str, ...], style: ParagraphStyle) -> Paragraph:
    # A paragraph's text is markup.
    return Paragraph("<br/>".join(map(escape, lines)), style)


def _signs(letter: Letter) -> str:
    parts = "".join(heading + text for heading, text in letter.parts)
    lines = "".join((*letter.sender, *letter.recipient))
    return lines + letter.day + letter.subject + letter.greeting + parts + letter.closing + letter.name + letter.remark


@lru_cache(maxsize=1)
def _font() -> TTFont:
    font = TTFont(_FONT, io.BytesIO(resource("fonts", "DejaVuSerif.ttf").read_bytes()))
    registerFont(font)
    return font
