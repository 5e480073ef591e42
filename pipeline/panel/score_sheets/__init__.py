"""Score sheets: the workbook a panel member marks in, and what it says when it comes back.

A meeting, a member and the cases in, a workbook out (``making``); a filled workbook in, marks and decisions out
(``reading``).
"""

from pipeline.panel.score_sheets.judged import Judged, outcomes_at
from pipeline.panel.score_sheets.making import build_score_sheet
from pipeline.panel.score_sheets.reading import ScoreSheet, is_score_sheet, read_score_sheet

__all__ = ["Judged", "ScoreSheet", "build_score_sheet", "is_score_sheet", "outcomes_at", "read_score_sheet"]
