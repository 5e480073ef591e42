"""Every kind of file that may arrive: whether we read it, and the sentence a school gets where we cannot.

One row a kind, so that an office can read down the page. ``family`` is our short word for the kind. A row
without a sentence is a kind we read. ``becomes`` names the kind that LibreOffice can turn it into; its
sentence then counts only on a computer that has no LibreOffice shut in its box, or where turning it failed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.values import FileClass

XLSX_HOW = "Please open it in Excel and choose File, Save As, Excel Workbook (.xlsx), and send that."
DOCX_HOW = "Please open it in Word and choose File, Save As, Word Document (.docx), and send that."
PDF_HOW = "Please save it as a PDF and send that."
# Of what may be a form: a PDF of one would be refused as a print-out.
ANY_HOW = "If it is your Record or Application, please send it as an Excel or Word file. If it is evidence, send a PDF."
AGAIN = "Please open it on your computer to make sure it is whole, save it and send it again."
UNLOCK = "Please take the password off and send it again."

_U = FileClass.UNSUPPORTED


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of file; ``name`` is what a sentence calls it where it was turned into a newer kind."""

    family: str
    file_class: FileClass
    sentence: str = ""
    becomes: str = ""
    name: str = ""


_ROWS = (
    # What we read.
    Kind("xlsx", FileClass.PARSED),
    Kind("docx", FileClass.PARSED),
    Kind("pdf", FileClass.PARSED),
    Kind("image", FileClass.PARSED),
    Kind("text", FileClass.PARSED),
    # What we open to take out what is inside.
    Kind("zip", FileClass.PARSED),
    Kind("message", FileClass.PARSED),
    Kind("msg", FileClass.PARSED),
    Kind("tnef", FileClass.PARSED),
    # What LibreOffice turns into a kind we read.
    Kind(
        "xls",
        _U,
        f"This is an old Excel workbook (.xls), which we cannot read. {XLSX_HOW}",
        "xlsx",
        "an old Excel workbook (.xls)",
    ),
    Kind(
        "ods",
        _U,
        f"This is an OpenDocument spreadsheet (.ods), which we cannot read. {XLSX_HOW}",
        "xlsx",
        "an OpenDocument spreadsheet (.ods)",
    ),
    Kind(
        "fods",
        _U,
        f"This is an OpenDocument spreadsheet saved as XML (.fods), which we cannot read. {XLSX_HOW}",
        "xlsx",
        "an OpenDocument spreadsheet (.fods)",
    ),
    Kind(
        "html-xls",
        _U,
        f"This is a web page with the name of an Excel workbook, which we cannot read. {XLSX_HOW}",
        "xlsx",
        "a web page with the name of an Excel workbook",
    ),
    Kind(
        "xml-xls",
        _U,
        f"This is an Excel workbook saved as XML in the manner of 2003, which we cannot read. {XLSX_HOW}",
        "xlsx",
        "an Excel workbook saved as XML",
    ),
    Kind(
        "xlsb",
        _U,
        f"This is a binary Excel workbook (.xlsb), which we cannot read. {XLSX_HOW}",
        "xlsx",
        "a binary Excel workbook (.xlsb)",
    ),
    Kind(
        "doc",
        _U,
        f"This is an old Word document (.doc), which we cannot read. {DOCX_HOW}",
        "docx",
        "an old Word document (.doc)",
    ),
    Kind(
        "odt",
        _U,
        f"This is an OpenDocument text (.odt), which we cannot read. {DOCX_HOW}",
        "docx",
        "an OpenDocument text (.odt)",
    ),
    Kind(
        "fodt",
        _U,
        f"This is an OpenDocument text saved as XML (.fodt), which we cannot read. {DOCX_HOW}",
        "docx",
        "an OpenDocument text (.fodt)",
    ),
    Kind(
        "rtf",
        _U,
        f"This is a rich text file (.rtf), which we cannot read. {DOCX_HOW}",
        "docx",
        "a rich text file (.rtf)",
    ),
    Kind(
        "page-xls",
        _U,
        f"This is a workbook saved as a web page, which we cannot read. {XLSX_HOW}",
        "xlsx",
        "a workbook saved as a web page",
    ),
    Kind(
        "page-doc",
        _U,
        f"This is a document saved as a web page, which we cannot read. {DOCX_HOW}",
        "docx",
        "a document saved as a web page",
    ),
    Kind(
        "html-doc",
        _U,
        f"This is a web page with the name of a Word document, which we cannot read. {DOCX_HOW}",
        "docx",
        "a web page with the name of a Word document",
    ),
    # Office files that we do not open.
    Kind("xml-doc", _U, f"This is a Word document saved as XML, which we cannot read. {DOCX_HOW}"),
    Kind(
        "locked",
        FileClass.ENCRYPTED,
        f"The file is locked with a password, so we cannot read it. {UNLOCK} "
        "If it opens without asking you, choose File, Info, Protect, Encrypt with Password, and clear the box.",
    ),
    Kind(
        "macro-workbook",
        FileClass.MACRO,
        f"The file holds macros (small programs), which we do not open. {XLSX_HOW}",
    ),
    Kind(
        "macro-document",
        FileClass.MACRO,
        f"The file holds macros (small programs), which we do not open. {DOCX_HOW}",
    ),
    Kind("damaged", FileClass.CORRUPT, f"The file is damaged, or only a part of it arrived. {AGAIN}"),
    Kind("powerpoint", _U, f"This is a PowerPoint presentation, which we cannot read. {PDF_HOW}"),
    Kind("ooxml", _U, f"This Office file is neither a workbook nor a Word document. {PDF_HOW}"),
    Kind("ole", _U, f"This is an old kind of Office file, which we cannot read. {PDF_HOW}"),
    Kind("odf", _U, f"This is a drawing, presentation or other OpenDocument file, which we cannot read. {PDF_HOW}"),
    Kind("book", _U, f"This is an electronic book (.epub), which we cannot read. {PDF_HOW}"),
    Kind(
        "raw-photograph",
        _U,
        "This is a photograph as the camera keeps it, which we cannot show. Please save it as a JPEG and send that.",
    ),
    Kind(
        "publisher",
        _U,
        "This is a Publisher file, which we cannot read. Please choose File, Export, Create PDF, and send that.",
    ),
    Kind(
        "onenote",
        _U,
        "This is a OneNote file, which we cannot read. Please choose File, Export, PDF, and send that.",
    ),
    # Apple. LibreOffice 7.4 opens a new .numbers file and loses every cell in silence, so it is not asked to.
    Kind(
        "numbers",
        _U,
        "This was made with Numbers, which we cannot read. Please choose File, Export To, Excel, and send that.",
    ),
    Kind(
        "pages",
        _U,
        "This was made with Pages, which we cannot read. Please choose File, Export To, Word, and send that.",
    ),
    Kind(
        "keynote",
        _U,
        "This was made with Keynote, which we cannot read. Please choose File, Export To, PDF, and send that.",
    ),
    Kind(
        "iwork",
        _U,
        "This was made with Numbers, Pages or Keynote, which we cannot read. "
        "Please choose File, Export To, and send it as Excel, Word or PDF.",
    ),
    # Packed, filmed, spoken.
    Kind(
        "archive",
        _U,
        "This is a packed file of a kind we cannot open. "
        "Please put the documents into an ordinary zip file, or send them one by one.",
    ),
    Kind(
        "video",
        _U,
        "This is a film, which the panel cannot watch. "
        "Please describe it on one page with two pictures, and send that as a PDF.",
    ),
    Kind(
        "audio",
        _U,
        "This is a sound recording, which the panel cannot hear. "
        "Please write down in one page what is said, and send that as a PDF.",
    ),
    # Pointers to a file that stayed at school.
    Kind(
        "shortcut",
        _U,
        "This is a shortcut that leads to a file, not the file itself. "
        "Please open it, save what it leads to, and send that.",
    ),
    Kind(
        "google-link",
        _U,
        "This is a link to a Google document, not the document itself. "
        "Please open it, choose File, Download, and send the file that comes.",
    ),
    # The web.
    Kind(
        "page-cover",
        _U,
        "This is only the outer page of a workbook saved as a web page. "
        f"Its sheets stayed in the folder beside it. {XLSX_HOW}",
    ),
    Kind("html", FileClass.NOT_OFFICE, f"This is a web page, not a document that we can read. {ANY_HOW}"),
    Kind("mhtml", _U, f"This is a web page saved as one file (.mht), which we cannot read. {DOCX_HOW}"),
    Kind("svg", _U, f"This is a drawing (.svg), which we cannot show. {PDF_HOW}"),
    Kind(
        "program",
        FileClass.NOT_OFFICE,
        "This is a program, not a document, so we did not open it. Please send only documents and pictures.",
    ),
    Kind(
        "unknown",
        FileClass.NOT_OFFICE,
        f"We do not know this kind of file. {ANY_HOW}",
    ),
    # Nothing to do.
    Kind("litter", FileClass.IGNORED, "This is a file that computers leave in folders. There is nothing to do."),
    Kind(
        "wrapper",
        FileClass.IGNORED,
        "This file (winmail.dat) holds only how Outlook laid out a message. There is nothing to do.",
    ),
    Kind(
        "empty",
        FileClass.CORRUPT,
        "The file is empty. It may not have finished saving or uploading. Please send it again.",
    ),
)

KINDS: Mapping[str, Kind] = {row.family: row for row in _ROWS}

# Faults that stop a file of a kind we would otherwise read; {…} is filled with what was found.
LOCKED_PDF = "The PDF is locked with a password, so we cannot read it. Please save it without one and send it again."
DAMAGED_PDF = f"The PDF is damaged and could not be read. {AGAIN}"
EMPTY_PDF = f"The PDF holds no pages. {AGAIN}"
DAMAGED_PICTURE = f"The picture is damaged and could not be opened. {AGAIN}"
LARGE_PICTURE = (
    "The picture has more than {most} million dots, which is more than we can take. "
    "Please make it smaller and send it again."
)
EMPTY_ZIP = f"The zip file holds no files. {AGAIN}"
CROWDED_ZIP = "The zip holds more than {most} files. Please send only what the application needs."
TOO_LARGE = "The file is {size:.0f} MB and we can take {most} MB. Please make its pictures smaller and send it again."
NOT_THAT_KIND = "The name ends in .{named}, but what is inside is not that kind of file. " + AGAIN
NOT_A_MAIL = f"The name says e-mail (.eml), but this is not an e-mail. {AGAIN}"
UNREADABLE = f"The file is damaged, and we could not read it to its end. {AGAIN}"
UNTURNED = "This is {name}, and it could not be turned into the new kind. {how}"
TOO_SLOW = (
    "We stopped reading this file: it took more time or memory than any form should. "
    "Please save it under a new name and send it again, or send a PDF."
)
OUT_OF_TIME = "We ran out of time before we could open {names}. Please send {it} again, {alone}."
_MOST_NAMED = 20


def out_of_time_sentence(names: Sequence[str]) -> str:
    """What to say of the files that were not opened at all, by name; of a great many the first."""
    named = [f"“{name}”" for name in names[:_MOST_NAMED]]
    if len(names) > _MOST_NAMED:
        named.append(f"{len(names) - _MOST_NAMED} more")
    listed = " and ".join((", ".join(named[:-1]), named[-1])) if len(named) > 1 else "".join(named)
    it, alone = ("it", "alone") if len(names) == 1 else ("them", "in a message of their own")
    return OUT_OF_TIME.format(names=listed, it=it, alone=alone)


def fault_sentence(file_class: FileClass, detail: str) -> str:
    """What to say about a package that could not be opened: what we read, what to do."""
    if file_class is FileClass.ENCRYPTED:
        return KINDS["locked"].sentence
    if file_class is FileClass.ZIP_BOMB:
        return f"We did not unpack this file because {detail}. Please send the documents themselves."
    if file_class is FileClass.TOO_LARGE:
        return f"We did not read this file to its end because {detail}. Please send only what the award needs."
    if file_class is FileClass.UNSUPPORTED:
        return f"We cannot unpack this file because {detail}. Please send the documents themselves."
    return f"The file could not be read: {detail}. {AGAIN}"


def unturned_sentence(kind: Kind) -> str:
    """What to say where LibreOffice could not turn an old file into a new one."""
    return UNTURNED.format(name=kind.name, how=XLSX_HOW if kind.becomes == "xlsx" else DOCX_HOW)
