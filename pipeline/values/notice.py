"""What a reader noticed about how a document was filled in: kept beside the answers, never mixed into them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from pipeline.values.place import Place


class NoticeKind(StrEnum):
    """A published word list: rule files name these words, so a word here never changes its meaning."""

    # Where answers stand.
    ANCHORS_DISAGREE = "anchors-disagree"  # a marker says one box, the heading another
    HEADING_NEAR = "heading-near"  # a heading was taken for the nearest one we know
    HEADING_BY_PLACE = "heading-by-place"  # a heading we do not know was taken for the one that is missing there
    HEADING_UNKNOWN = "heading-unknown"  # a heading we do not know in a table that lacks a column: nothing read there
    OLD_SHEET = "old-sheet"  # an earlier year's sheet or a hidden copy: not read as the form
    LOCKED_SHEET = "locked-sheet"  # a protected sheet that the school may not be able to correct
    BESIDE_LEFT_OUT = "beside-left-out"  # more comments, text boxes or pictures on a sheet than we look at
    LOOKS_UNREAD = "looks-unread"  # a workbook whose cell formats could not be read: too many, or damaged
    LOOSE_TEXT = "loose-text"  # a text box that lies over none of the form's boxes
    HIDDEN = "hidden"  # answers in a hidden row, column or sheet
    IN_COMMENT = "in-comment"  # the answer stands in a comment
    IN_TEXT_BOX = "in-text-box"  # the answer stands in a text box or shape
    IN_TICK_BOX = "in-tick-box"  # a tick box drawn over the cell is ticked
    IN_PICTURE = "in-picture"  # a picture stands where text was wanted
    PICTURE_BESIDE = "picture-beside"  # a picture outside every box: a screenshot of minutes, a photograph
    ON_OUR_SHEET = "on-our-sheet"  # written on the sheet that we put in front, which is made anew each time
    WRONG_BOX = "wrong-box"  # the answer was typed over the question or the example
    SET_IN = "set-in"  # another document set into the form, which only Word can bring in
    # What stands in them.
    TICK_DOUBTFUL = "tick-doubtful"  # an option that something other than a tick marks: bold words, an arrow
    TICK_AGAINST = "tick-against"  # a box to tick shows one thing, and its own record says another
    TICK_LOST = "tick-lost"  # a box to tick whose file does not say whether it is ticked: rich text by LibreOffice
    ERROR_VALUE = "error-value"  # #REF! and its kin
    NOT_CALCULATED = "not-calculated"  # a formula that was never worked out
    CHANGES_DAILY = "changes-daily"  # =TODAY()
    TURNED_INTO_DATE = "turned-into-date"  # 3/4 became 3 April, 9 became 9 January 1900
    COLOUR_ONLY = "colour-only"  # a colour is all there is
    EXAMPLE_LEFT = "example-left"  # our own example row was left in
    EXAMPLE_ANSWER = "example-answer"  # an answer that begins as the examples of a form do: read all the same
    REPEATED = "repeated"  # "as above", ditto marks
    SEVERAL_IN_ONE = "several-in-one"  # several actions in one cell
    ANSWERED_TWICE = "answered-twice"  # a row that goes on below and says something else there: the first was kept
    STRUCK_OUT = "struck-out"  # an answer with a line through it: read, and nobody can say whether it still holds
    STRUCK_PART = "struck-part"  # words with a line through them beside others: only the others were read
    ON_TWO_SHEETS = "on-two-sheets"  # two sheets answer the same questions, and not alike: the first was read
    NUMBER_TWICE = "number-twice"  # two rows of a plan with one number
    NO_NUMBER = "no-number"  # a row of a review that does not say of what
    UNKNOWN_NUMBER = "unknown-number"  # a row of a review whose number no row of the plan has
    UNKNOWN_ROW = "unknown-row"  # a row under a name that the form does not have: not read
    UNKNOWN_PRINCIPLE = "unknown-principle"  # such a row in a table that lacks a row of ours: it may be that one
    LONE_NOTE = "lone-note"  # a row of a plan that holds only a note or a heading: not read as an action
    ROWS_LEFT_OUT = "rows-left-out"  # a table with more rows than we read
    TRACKED_CHANGES = "tracked-changes"  # changes that nobody accepted
    ANSWER_DELETED = "answer-deleted"  # such a change strikes out all that a box holds: no answer was read
    TRACKED_ROW = "tracked-row"  # a row that such a change strikes out: not read
    ROW_UNEVEN = "row-uneven"  # a row that lost a cell or got one more: nobody can say which answer is which
    NO_HEADINGS = "no-headings"  # answers typed below a criterion without the name of any column
    ROW_TWICE = "row-twice"  # a printed row that stands twice, with other answers
    # Which document it is.
    OTHER_SCHEME = "other-scheme"
    OLD_VERSION = "old-version"
    SEVERAL_SCHOOLS = "several-schools"  # one form for several schools
    SEVERAL_FORMS = "several-forms"  # the forms of several schools in one file; the first was read
    FORM_TWICE = "form-twice"  # one school's form twice in one file, with other answers; the first was read
    SIGNED_PAGE = "signed-page"  # the signed declaration, sent as a page of its own
    TWO_COPIES = "two-copies"  # two versions of one document, and nothing says which is the newer
    OLDER_COPY = "older-copy"  # two versions of one document; this is the older one, and was not read
    BLANK_COPY = "blank-copy"  # a form without answers beside one that has some; it was not read
    PRINTOUT = "printout"  # a print-out of the form, not the form
    CONVERTED = "converted"  # read from an older kind of file
    WHOSE_DOUBT = "whose-doubt"  # signs of whose it is disagree
    # What evidence holds.
    NO_TEXT = "no-text"  # a scan or photograph: pages, but no text
    ONLY_LINK = "only-link"  # a document that holds nothing but an address
    PERSONAL_DATA = "personal-data"  # may name or describe a pupil
    LOOKED_SO_FAR = "looked-so-far"  # longer than we look through for pupils' names
    HOLDS_LOCATION = "holds-location"  # a photograph that says where it was taken
    HOLDS_FILES = "holds-files"  # a document with other files in it, which the panel would not see
    BLANK = "blank"  # a file that opens and holds nothing


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing noticed at one place. ``read`` is what stood there; ``words`` fill a check's sentence."""

    kind: NoticeKind
    place: Place
    read: str = ""
    # A mapping has no hash; two notices that differ only here still differ.
    words: Mapping[str, str] = field(default_factory=dict, hash=False)
