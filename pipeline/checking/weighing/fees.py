"""What a school pays for its award."""

from __future__ import annotations

from pipeline.checking.weighing.scales import Scales
from pipeline.checking.weighing.tree import weigh
from pipeline.scheme.model import Fee


def fee_of(scales: Scales) -> Fee | None:
    """The first fee of the scheme whose condition holds; None where it asks for none."""
    fees = scales.scheme.fees
    return next((fee for fee in fees if fee.when is None or weigh(fee.when, scales).met), None)
