"""The waivers of a case, as the panel reads them: what is not asked, why, who approved it, and until when."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.platypus import Flowable

from pipeline.panel.packs import style
from pipeline.panel.packs.grids import grid
from pipeline.panel.packs.style import para
from pipeline.scheme.model import Scheme
from pipeline.scheme.words.phrases import ENGLISH
from pipeline.values import Waiver

EVERYTHING = "Whatever this check finds"


def waivers_list(waivers: Sequence[Waiver], scheme: Scheme) -> list[Flowable]:
    """A table of waivers; nothing where there are none."""
    if not waivers:
        return []
    titles = {check.id: check.title for check in scheme.checks}
    data: list[list[object]] = [["What is waived", "Why", "Approved by", "Until"]]
    for waiver in waivers:
        what = [para(titles.get(waiver.rule, waiver.rule), style.SMALL_BOLD),
                para(waiver.scope or EVERYTHING, style.QUIET_SMALL)]  # fmt: skip
        rest = (waiver.reason, waiver.by, ENGLISH.long_date(waiver.until))
        data.append([what, *(para(text, style.SMALL) for text in rest)])
    return [para("Waived by the office", style.SECTION), grid(data, [150, style.INNER - 350, 110, 90])]
