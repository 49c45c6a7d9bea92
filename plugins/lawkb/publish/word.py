"""Publish: Markdown as a Word file that can be filled in, the same bytes for the same text."""

import datetime as dt
import io
import re
import zipfile
from dataclasses import dataclass
from html.parser import HTMLParser

import docx
import markdown
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph

EXTENSIONS = (
    "admonition",
    "attr_list",
    "def_list",
    "fenced_code",
    "pymdownx.details",
    "sane_lists",
    "tables",
)
"""What our documents are written in, as far as it can stand on paper."""

LONGEST_PROPERTY = 255
"""Characters that Word allows a property of a file."""

# Windows, WPS and macOS have both; the Latin twin is what Word would choose beside them.
_BODY, _HEADINGS, _LATIN = "宋体", "黑体", "Times New Roman"
_SIZES = {"Title": 18, "Heading 1": 15, "Heading 2": 14, "Heading 3": 12, "Normal": 12}
_EPOCH = (1980, 1, 1, 0, 0, 0)
_BOXES = "☐☑"
# What a paste from Word may bring along, and what no XML file may hold.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_HEADING = {"h2": "Heading 1", "h3": "Heading 2"} | dict.fromkeys(("h4", "h5", "h6"), "Heading 3")


@dataclass(frozen=True)
class About:
    """What the file says about itself in its properties."""

    title: str
    author: str
    subject: str
    day: dt.date


def make(about: About, text: str) -> bytes:
    """A Word file of a title and a text in Markdown."""
    document = docx.Document()
    _prepare(document, about)
    document.add_paragraph(_printable(about.title), style="Title")
    writer = _Writer(document)
    writer.feed(markdown.markdown(_printable(text), extensions=list(EXTENSIONS)))
    writer.close()
    return _packed(document)


def _printable(text: str) -> str:
    return _CONTROL.sub("", text)


class _Writer(HTMLParser):
    """Puts HTML as Python-Markdown makes it into a document."""

    def __init__(self, document: Document) -> None:
        super().__init__()
        self.document = document
        self.paragraph: Paragraph | None = None
        self.strong = 0
        self.titled = False  # whether the whole paragraph is one, as that of a box
        self.verbatim = False  # whether line breaks count, as in code
        self.lists: list[int | None] = []  # the number of each list that is open, None for bullets
        self.rows: list[list[str]] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _HEADING:
            self.paragraph = self.document.add_paragraph(style=_HEADING[tag])
        elif tag in {"ul", "ol"}:
            self.lists.append(_new_list(self.document) if tag == "ol" else None)
        elif tag == "li":
            self.paragraph = self._item()
        elif tag in {"p", "pre", "dt", "dd", "summary"} and self.rows is None:
            titled = ("class", "admonition-title") in attrs or tag in {"dt", "summary"}
            self._open(title=titled, verbatim=tag == "pre")
        elif tag in {"strong", "b"}:
            self.strong += 1
        elif tag == "img":
            self.handle_data(f"（图：{dict(attrs).get('alt') or '没有说明'}）")
        elif tag == "br":
            self._break()
        elif tag == "table":
            self.rows = []
        elif tag in {"tr", "td", "th"} and self.rows is not None:
            self._extend(self.rows, tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in {"strong", "b"}:
            self.strong = max(self.strong - 1, 0)
        elif tag in {"ul", "ol"}:
            del self.lists[-1:]
        elif tag == "table" and self.rows is not None:
            _add_table(self.document, self.rows)
            self.rows = None
        elif tag in {"p", "pre", "li", "dt", "dd", "summary", *_HEADING}:
            self.paragraph, self.titled, self.verbatim = None, False, False

    def handle_data(self, data: str) -> None:
        # The line breaks around blocks are Markdown's own; `body` has joined Chinese lines.
        text = data.strip("\n")
        if not self.verbatim:
            text = text.replace("\n", " ")
        if self.rows is not None:
            if self.rows and self.rows[-1]:
                self.rows[-1][-1] += text
            return
        if not text or (text.isspace() and (self.paragraph is None or not self.paragraph.text)):
            return
        if self.paragraph is None:
            self.paragraph = self.document.add_paragraph()
        if text[0] in _BOXES and not self.paragraph.text:
            # The box takes the place of the bullet.
            self.paragraph.style = self.document.styles["Normal"]
            _hang(self.paragraph, len(self.lists))
        self.paragraph.add_run(text).bold = bool(self.strong or self.titled) or None

    @staticmethod
    def _extend(rows: list[list[str]], tag: str) -> None:
        if tag == "tr" or not rows:
            rows.append([])
        if tag != "tr":
            rows[-1].append("")

    def _break(self) -> None:
        if self.rows and self.rows[-1]:
            self.rows[-1][-1] += "\n"
        elif self.paragraph is not None:
            self.paragraph.add_run().add_break()

    def _open(self, *, title: bool, verbatim: bool) -> None:
        """A paragraph, unless the list item that it stands in has just opened one."""
        if self.paragraph is None or self.paragraph.text:
            self.paragraph = self.document.add_paragraph()
            if self.lists:
                self.paragraph.paragraph_format.left_indent = Cm(0.75 * len(self.lists))
        self.titled, self.verbatim = title, verbatim

    def _item(self) -> Paragraph:
        number, depth = self.lists[-1] if self.lists else None, len(self.lists)
        paragraph = self.document.add_paragraph(style="List Number" if number else "List Bullet")
        _hang(paragraph, depth)
        if number:
            properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()  # noqa: SLF001 - no other way
            properties.get_or_add_numId().val = number
            properties.get_or_add_ilvl().val = 0
        return paragraph


def _hang(paragraph: Paragraph, depth: int) -> None:
    paragraph.paragraph_format.left_indent = Cm(0.75 * max(depth, 1))
    paragraph.paragraph_format.first_line_indent = Cm(-0.75)


def _new_list(document: Document) -> int:
    """A numbering that begins at 1: Word goes on counting through lists that share one."""
    numbering = document.part.numbering_part.element
    style = document.styles["List Number"].element
    shared = style.pPr.numPr.numId.val
    abstract = next(num for num in numbering.num_lst if num.numId == shared).abstractNumId.val
    fresh = numbering.add_num(abstract)
    fresh.add_lvlOverride(ilvl=0).add_startOverride(1)
    return fresh.numId


def _add_table(document: Document, rows: list[list[str]]) -> None:
    if not rows:
        return
    table = document.add_table(len(rows), max(map(len, rows)), style="Table Grid")
    # The head is repeated on the next page, and never stands alone at the foot of one.
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # noqa: SLF001 - no other way
    for number, (row, cells) in enumerate(zip(rows, table.rows, strict=True)):
        # `table.cell` looks through the whole table each time.
        for cell, text in zip(cells.cells, row, strict=False):
            paragraph = cell.paragraphs[0]
            paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(2)
            paragraph.paragraph_format.keep_with_next = number == 0
            paragraph.add_run(text.strip()).bold = number == 0 or None
    document.add_paragraph().paragraph_format.space_after = Pt(0)


def _prepare(document: Document, about: About) -> None:
    """Paper, fonts and properties."""
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.4)
    section.top_margin = section.bottom_margin = Cm(2.2)
    for name, size in _SIZES.items():
        _dress(document.styles[name], _BODY if name == "Normal" else _HEADINGS, size)
    for language in document.styles.element.iter(qn("w:lang")):
        # Without it the full stop stands in the middle of its square, as in Taipei.
        language.set(qn("w:val"), "zh-CN")
        language.set(qn("w:eastAsia"), "zh-CN")
    spacing = document.styles["Normal"].paragraph_format
    spacing.line_spacing, spacing.space_after = 1.3, Pt(3)
    document.styles["Title"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    moment = dt.datetime.combine(about.day, dt.time(), dt.UTC)
    properties = document.core_properties
    author = _printable(about.author)[:LONGEST_PROPERTY]
    properties.title, properties.subject = _printable(about.title), about.subject
    properties.author = properties.last_modified_by = author
    properties.created = properties.modified = moment
    properties.comments, properties.language = "", "zh-CN"


def _dress(style: ParagraphStyle, chinese: str, size: int) -> None:
    """Fonts by name: the template's theme would give Chinese text a Latin or Japanese one."""
    style.font.name, style.font.size = _LATIN, Pt(size)
    style.font.color.rgb = RGBColor(0, 0, 0)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for attribute in [key for key in fonts.attrib if key.endswith("Theme")]:
        del fonts.attrib[attribute]
    for script, name in (("eastAsia", chinese), ("hAnsi", _LATIN), ("cs", _LATIN)):
        fonts.set(qn(f"w:{script}"), name)
    border = style.element.pPr.find(qn("w:pBdr")) if style.element.pPr is not None else None
    if border is not None:
        style.element.pPr.remove(border)


def _packed(document: Document) -> bytes:
    """The file without the template's picture of itself, and with no moment of its making."""
    package = document.part.package
    for key, relation in list(package.rels.items()):
        if relation.reltype.endswith("/thumbnail"):
            del package.rels[key]
    saved, packed = io.BytesIO(), io.BytesIO()
    document.save(saved)
    with zipfile.ZipFile(saved) as old, zipfile.ZipFile(packed, "w") as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.create_system = 0  # else the file tells on which system it was made
            new.writestr(entry, old.read(name), zipfile.ZIP_DEFLATED)
    return packed.getvalue()
