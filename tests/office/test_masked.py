"""What another program is given holds no pupil's name that we saw, unless it is asked for."""

from __future__ import annotations

import io
import json
from pathlib import Path

import openpyxl
from click.testing import CliRunner

from pipeline.blank_forms.record import build_record
from pipeline.cli import award
from pipeline.scheme import Scheme


def test_check_masks_a_pupil_in_a_forms_answer_and_in_what_is_told_of_it(scheme: Scheme, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(io.BytesIO(build_record(scheme)))
    book["Stage 1 Assess"]["B5"].value = "Theo Park, Year 4, told us that the hut is calm."
    book.save(tmp_path / "Record.xlsx")

    def told(*more: str) -> tuple[str, bool]:
        out = CliRunner().invoke(award, ["check", str(tmp_path / "Record.xlsx"), "--json", *more]).output
        return next(v["read"] for v in json.loads(out)["values"] if "hut" in v["read"]), "Theo" in out

    assert told() == ("T. P., Year 4, told us that the hut is calm.", False)
    assert told("--names") == ("Theo Park, Year 4, told us that the hut is calm.", True)
