"""Forms saved as web pages, as Excel, Word, Google Sheets and Google Docs write them.

The structure follows pages that these programs saved: Excel's “Web Page” with its folder and “Single File Web Page”
(RFC 2557), Word's “Web Page, Filtered”, and “Download, Web page (.html, zipped)” of Google Sheets and Docs.
"""

from __future__ import annotations

import datetime as dt
import html
import io
from email.message import EmailMessage

import docx
import openpyxl
from docx.table import Table
from docx.text.paragraph import Paragraph
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.worksheet.worksheet import Worksheet

from .making import packed

_MSO = (
    '<html xmlns:o="urn:schemas-microsoft-com:office:office"\r\nxmlns:{letter}="urn:schemas-microsoft-com:office:'
    '{program}"\r\nxmlns="http://www.w3.org/TR/REC-html40">\r\n\r\n<head>\r\n{first}'
    '<meta http-equiv=Content-Type content="text/html; charset=windows-1252">\r\n'
)
_EXCEL = '<meta name=ProgId content=Excel.Sheet>\r\n<meta name=Generator content="Microsoft Excel 15">\r\n'
_GOOGLE_SHEET = (
    '<meta http-equiv="Content-Type" content="text/html; charset=utf-8"><link type="text/css" rel="stylesheet" '
    'href="resources/sheet.css"><style type="text/css">.ritz .waffle a { color: inherit; }.ritz .waffle '
    '.s0{{background-color:#ffffff;text-align:left;}}</style><div class="ritz grid-container" dir="ltr"><table '
    'class="waffle" cellspacing="0" cellpadding="0"><thead><tr><th class="row-header freezebar-origin-ltr"></th>'
)
_GOOGLE_DOCUMENT = (
    '<html><head><meta content="text/html; charset=UTF-8" http-equiv="content-type"><style type="text/css">'
    "ol{margin:0;padding:0}table td,table th{padding:0}.c4{color:#000000;font-weight:400}</style></head>"
    '<body class="c7 doc-content">'
)
_WORD = (
    '<html>\r\n\r\n<head>\r\n<meta http-equiv=Content-Type content="text/html; charset=windows-1252">\r\n'
    '<meta name=Generator content="Microsoft Word 15 (filtered)">\r\n<style>\r\n<!--\r\n p.MsoNormal\r\n'
    "\t{margin:0cm;}\r\n-->\r\n</style>\r\n\r\n</head>\r\n\r\n"
    "<body lang=EN-GB style='word-wrap:break-word'>\r\n\r\n<div class=WordSection1>\r\n\r\n"
)


def excel_pages(record: bytes) -> dict[str, bytes]:
    """What Excel saves as “Web Page”: one page that holds the sheets together, and the sheets in a folder."""
    book = openpyxl.load_workbook(io.BytesIO(record))
    listed = "".join(
        f"   <x:ExcelWorksheet>\r\n    <x:Name>{html.escape(sheet.title)}</x:Name>\r\n    <x:WorksheetSource "
        f'HRef="Record_files/sheet{number:03d}.htm"/>\r\n   </x:ExcelWorksheet>\r\n'
        for number, sheet in enumerate(book.worksheets, start=1)
    )
    cover = (
        _MSO.format(letter="x", program="excel", first='<meta name="Excel Workbook Frameset">\r\n')
        + _EXCEL
        + (
            "<!--[if gte mso 9]><xml>\r\n <x:ExcelWorkbook>\r\n  <x:ExcelWorksheets>\r\n"
            f"{listed}  </x:ExcelWorksheets>\r\n </x:ExcelWorkbook>\r\n</xml><![endif]-->\r\n</head>\r\n\r\n"
            '<frameset rows="*,39" border=0>\r\n <frame src="Record_files/sheet001.htm" name="frSheet">\r\n'
            ' <frame src="Record_files/tabstrip.htm" name="frTabs">\r\n</frameset>\r\n</html>\r\n'
        )
    )
    pages = {"Record.htm": cover.encode()}
    for number, sheet in enumerate(book.worksheets, start=1):
        pages[f"Record_files/sheet{number:03d}.htm"] = _excel_sheet(sheet)
    pages["Record_files/tabstrip.htm"] = (_MSO.format(letter="x", program="excel", first="") + _EXCEL
                                          + "</head>\r\n<body topmargin=0></body>\r\n</html>").encode()  # fmt: skip
    return pages | {"Record_files/stylesheet.css": b"tr\r\n\t{mso-height-source:auto;}\r\n"}


def excel_in_one_file(record: bytes) -> bytes:
    """The same as “Single File Web Page” (.mht)."""
    message = EmailMessage()
    message["MIME-Version"], message["X-Document-Type"] = "1.0", "Workbook"
    message["Content-Type"] = 'multipart/related; boundary="----=_NextPart_01DC5E0F.6A1B2C30"'
    message.preamble = (
        "This document is a Single File Web Page, also known as a Web Archive file.  If you are seeing this message, "
        "your browser or editor doesn't support Web Archive files."
    )
    for name, content in excel_pages(record).items():
        part = EmailMessage()
        kind = "html" if name.endswith(".htm") else "css"
        part.set_content(content.decode(), subtype=kind, charset="us-ascii", cte="quoted-printable")
        part["Content-Location"] = f"file:///C:/7E1F0A2B/{name}"
        message.attach(part)
    return message.as_bytes()


def google_sheets_zip(record: bytes) -> bytes:
    """What Google Sheets gives as “Web page (.html, zipped)”: a page for each sheet, with the rulers as cells."""
    book = openpyxl.load_workbook(io.BytesIO(record))
    pages = {f"{sheet.title}.html": _google_sheet(sheet) for sheet in book.worksheets if sheet.sheet_state == "visible"}
    return packed(pages | {"resources/sheet.css": b".waffle{border-collapse:collapse}"})


def word_filtered(application: bytes) -> bytes:
    """What Word saves as “Web Page, Filtered”."""
    return (_WORD + _body(application, "MsoNormal") + "\r\n</div>\r\n\r\n</body>\r\n\r\n</html>\r\n").encode()


def word_in_one_file(application: bytes) -> bytes:
    """What Word saves as “Single File Web Page” (.mht)."""
    message = EmailMessage()
    message["MIME-Version"] = "1.0"
    message["Content-Type"] = 'multipart/related; boundary="----=_NextPart_01DC5E10.1F2E3D40"'
    head = _MSO.format(letter="w", program="word", first="")
    named = '<meta name=ProgId content=Word.Document>\r\n<meta name=Generator content="Microsoft Word 15">\r\n'
    page = f"{head}{named}</head>\r\n<body lang=EN-GB>\r\n{_body(application, 'MsoNormal')}\r\n</body>\r\n</html>\r\n"
    for name, content, kind in (("Application.htm", page, "html"), ("Application_files/header.htm", head, "html")):
        part = EmailMessage()
        part.set_content(content, subtype=kind, charset="us-ascii", cte="quoted-printable")
        part["Content-Location"] = f"file:///C:/7E1F0A2B/{name}"
        message.attach(part)
    return message.as_bytes()


def google_docs_zip(application: bytes) -> bytes:
    """What Google Docs gives as “Web page (.html, zipped)”: one page, its pictures in a folder."""
    page = f"{_GOOGLE_DOCUMENT}{_body(application, 'c1')}</body></html>"
    return packed({"Application.html": page.encode(), "images/image1.png": b"\x89PNG\r\n\x1a\n"})


def _excel_sheet(sheet: Worksheet) -> bytes:
    rows = "".join(f" <tr height=20 style='height:15.0pt'>\r\n{_cells(sheet, row)} </tr>\r\n" for row in sheet.rows)
    return (
        _MSO.format(letter="x", program="excel", first="") + _EXCEL
        + "<link id=Main-File rel=Main-File href=\"../Record.htm\">\r\n</head>\r\n\r\n<body link=blue>\r\n\r\n"
        f"<table border=0 cellpadding=0 cellspacing=0 style='border-collapse:collapse'>\r\n{rows}</table>\r\n\r\n"
        "</body>\r\n\r\n</html>\r\n"
    ).encode("ascii", "xmlcharrefreplace")  # fmt: skip


def _google_sheet(sheet: Worksheet) -> bytes:
    letters = "".join(f'<th class="column-headers-background">{chr(65 + at)}</th>' for at in range(sheet.max_column))
    rows = "".join(
        f'<tr style="height: 20px"><th class="row-headers-background"><div class="row-header-wrapper">{number}</div>'
        f"</th>{_cells(sheet, row)}</tr>"
        for number, row in enumerate(sheet.rows, start=1)
    )
    return f"{_GOOGLE_SHEET}{letters}</tr></thead><tbody>{rows}</tbody></table></div>".encode()


def _cells(sheet: Worksheet, row: tuple[Cell | MergedCell, ...]) -> str:
    spans = {merged.min_row * 1000 + merged.min_col: merged for merged in sheet.merged_cells.ranges}
    found = []
    for cell in row:
        if isinstance(cell, MergedCell):
            continue
        span = spans.get(cell.row * 1000 + cell.column)
        wide = f" colspan={span.max_col - span.min_col + 1}" if span else ""
        found.append(f"  <td class=xl65{wide}>{_shown(cell.value)}</td>\r\n")
    return "".join(found)


def _shown(value: object) -> str:
    said = f"{value:%d/%m/%Y}" if isinstance(value, dt.date) else "" if value is None else str(value)
    return html.escape(said).replace("\n", "<br>\r\n  ")


def _body(document: bytes, style: str) -> str:
    return "\r\n".join(_block(block, style) for block in docx.Document(io.BytesIO(document)).iter_inner_content())


def _block(block: Paragraph | Table, style: str) -> str:
    if isinstance(block, Paragraph):
        return f"<p class={style}>{_words(block)}</p>"
    rows = ("".join(f"<td valign=top>{_inner(cell._tc, style)}</td>" for cell in row.cells) for row in block.rows)
    return f"<table class=MsoNormalTable border=1>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"


def _inner(cell: object, style: str) -> str:
    """The paragraphs of a cell with those inside content controls, which these programs write as plain words."""
    paragraphs = cell.iter("{*}p")  # type: ignore[attr-defined]
    return "".join(f"<p class={style}>{_run_text(paragraph)}</p>" for paragraph in paragraphs)


def _words(paragraph: Paragraph) -> str:
    return _run_text(paragraph._p)


def _run_text(paragraph: object) -> str:
    said = [e.text or "" if e.tag.endswith("}t") else "\t" for e in paragraph.iter("{*}t", "{*}tab")]  # type: ignore[attr-defined]
    words = html.escape("".join(said))
    return words.encode("ascii", "xmlcharrefreplace").decode() or "&nbsp;"
