"""How long an award lasts, and how its certificates are numbered."""

from __future__ import annotations

from pydantic import Field, field_validator

from pipeline.scheme.model.data import Data


class Validity(Data):
    """How long an award lasts and when the school hears about renewing it.

    ``renewed_years`` is for an award of a school that was given one before; without it that lasts as long.
    """

    # No award of a school is known that lasts longer than ten years: what is more is a slip of the hand.
    years: int = Field(ge=1, le=10)
    renewed_years: int | None = Field(default=None, ge=1, le=10)
    invite_months_before: int = 3
    grace_months_after: int = 3


class CertificateRules(Data):
    """``number_format`` is filled with ``year`` and ``sequence``."""

    number_format: str

    @field_validator("number_format")
    @classmethod
    def _gives_each_its_own(cls, form: str) -> str:
        """Tried before the first certificate is numbered: it must not fail on the day of the award."""
        try:
            numbers = {form.format(year=2026, sequence=sequence) for sequence in (1, 2)}
        except (LookupError, ValueError, AttributeError, TypeError):
            numbers = set()
        if len(numbers) < 2:
            like = "“KRA-{year}-{sequence:04d}”"
            raise ValueError(f"a number is made of {{year}} and {{sequence}}, such as {like}; we read “{form}”.")
        return form
