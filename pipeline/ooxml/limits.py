"""How large and how deep a stranger's file may be. Every figure has its reason beside it."""

from __future__ import annotations

# Mail systems stop near 25 MB; real forms are 20 to 500 KB.
FILE_BYTES = 25_000_000
# A school's whole folder of evidence may come as one zip.
ARCHIVE_BYTES = 100_000_000

# A package that unpacks to more than this is not a form.
UNPACKED_BYTES = 200_000_000
PART_BYTES = 50_000_000
XML_PART_BYTES = 30_000_000
# Measured bombs stand at about 1,000 to 1, harmless files reach 299 to 1; small parts may do as they like.
RATIO = 400
RATIO_FROM_BYTES = 1_000_000

PACKAGE_ENTRIES = 2_000
ARCHIVE_ENTRIES = 300
# A mail that holds a zip that holds the files is everyday; anything deeper is not.
NESTING = 2

# Sheets: cells that are stored, never the used range.
SHEETS = 30
CELLS = 300_000
LAST_ROW = 1_048_576
LAST_COLUMN = 16_384
CELL_CHARACTERS = 32_767
STRINGS = 100_000

WORD_TABLES = 500
WORD_PARAGRAPHS = 20_000

# PDFium reads a page in 3 ms; a longer PDF is a handbook, and the panel's pack shows 40 pages of it.
PDF_TEXT_PAGES = 200
EVIDENCE_CHARACTERS = 20_000
IMAGE_PIXELS = 100_000_000

MAIL_PARTS = 200
# Logos and photographs under a signature are 2 to 40 KB; a photograph from a telephone is 500 KB and more.
SIGNATURE_BYTES = 60_000
