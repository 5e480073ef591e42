"""How large and how deep a stranger's file may be. Every figure has its reason beside it."""

from __future__ import annotations

# Mail systems stop near 25 MB; real forms are 20 to 500 KB.
FILE_BYTES = 25_000_000
# A school's whole folder of evidence may come as one zip.
ARCHIVE_BYTES = 100_000_000

# A package that unpacks to more than this is not a form. Its sheets are counted apart.
UNPACKED_BYTES = 200_000_000
PART_BYTES = 50_000_000
# A tree takes eleven times as much memory as its text. A document.xml of this size has 40,000 paragraphs.
XML_PART_BYTES = 10_000_000
# What a tree may take, and from where it is worked out before it is made: short tags and settings take most. The
# reader has 150 MB and begins with 55.
TREE_BYTES = 90_000_000
TREE_WEIGHED_FROM_BYTES = 1_000_000
# Measured: lxml's tree of 64,000 cell formats, of 150,000 names, of 28,000 texts in ten runs each.
TREE_BYTES_OF_TAG, TREE_BYTES_OF_SETTING = 80, 250
# A sheet on which whole columns were formatted down to the last row: nine of them take 270 MB. It is never held:
# it passes through in pieces, 140 MB in a second, and what holds nothing is left out.
SHEETS_BYTES = 400_000_000
# What may be left of one: 100,000 filled cells and three empty ones for each take 13 MB.
SHEET_PART_BYTES = 15_000_000
# A sheet up to here goes back to its school with its empty rows as they are; a longer one goes back without them.
SHEET_SENT_BYTES = 30_000_000
# Below this there is nothing to gain: a long Record's largest sheet takes 200 KB.
SHEET_LOOKED_THROUGH_BYTES = 1_000_000
# Measured bombs stand at about 1,000 to 1, harmless files reach 299 to 1; small parts may do as they like.
RATIO = 400
RATIO_FROM_BYTES = 1_000_000

PACKAGE_ENTRIES = 2_000
ARCHIVE_ENTRIES = 300
# A mail that holds a zip is everyday, and a colleague forwards it in another; anything deeper is not.
NESTING = 3

# Sheets: cells that are stored, never the used range. A year's attendance of 500 pupils has 95,000; each takes
# 600 bytes, and the reader has 150 MB.
SHEETS = 30
CELLS = 100_000
LAST_ROW = 1_048_576
LAST_COLUMN = 16_384
CELL_CHARACTERS = 32_767
STRINGS = 100_000
# Comments, text boxes and pictures on one sheet, each: a form has a few, a sheet of ten thousand is no form.
BESIDE_CELLS = 2_000
# Rows of one table of a form that are read. The longest action plan in use has 120; every row is looked at by
# every check, so that 20,000 took half a minute.
TABLE_ROWS = 500

# A web page in several pieces is put together as a tree. A Record saved by Excel as pages takes 300 KB.
PAGE_BYTES = 5_000_000

WORD_TABLES = 500
WORD_PARAGRAPHS = 20_000
# The longest Application has 100,000 letters in all its boxes; every check looks at every one of them.
WORD_BOX_CHARACTERS = 1_000_000

# PDFium reads a page in 3 ms; a longer PDF is a handbook, and the panel's pack shows 40 pages of it.
PDF_TEXT_PAGES = 200
EVIDENCE_CHARACTERS = 20_000
# So far a date is looked for: 100 pages full of dates take 0.1 s.
DATED_CHARACTERS = 200_000
IMAGE_PIXELS = 100_000_000

MAIL_PARTS = 200
# Logos and photographs under a signature are 2 to 40 KB; a photograph from a telephone is 500 KB and more.
SIGNATURE_BYTES = 60_000

# What reading may cost. One file: its processor time, so that a busy machine never refuses an honest file; an
# ordinary one takes 0.1 s, a long PDF under 2 s.
FILE_PROCESSOR_SECONDS = 10
# A submission of any bytes must end within 20 s by the clock: its files have this together, and what is done with
# what they say has the rest, on a busy machine too. Three hundred ordinary files take 9 s.
SUBMISSION_SECONDS = 16.0
# A file's first turn: what an ordinary one takes on a busy machine, and more for a large one, since an honest file
# takes time in step with its size (a workbook of 2 MB, as large as we read, 1.5 s). Nine that never end then use 13 s.
FREE_SECONDS = 0.7
BYTES_IN_A_SECOND = 1_500_000
# After a file that had to be ended the next one waits for a new reader.
READER_STARTS_SECONDS = 0.8
# LibreOffice starts in 1 to 2 s and turns a form in under one more; this is for all of a submission's.
CONVERT_SECONDS = 12.0
# On top of what the reader itself takes: the largest workbook we read needs a third of this.
READER_BYTES = 1 << 30
READER_OPEN_FILES = 64
# What the reader may answer: a whole zip's files, and what they say.
ANSWER_BYTES = 300_000_000
