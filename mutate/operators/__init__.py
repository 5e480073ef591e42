"""The operators, by document: what goes wrong, and what must do no harm. Importing this enters them in the table."""

from mutate.mutant import OPERATORS
from mutate.operators import (
    application_claim_faults,
    application_evidence_faults,
    application_faults,
    application_markup_faults,
    application_markup_kept,
    application_shape_kept,
    application_tick_signs,
    application_words_kept,
    record_date_faults,
    record_faults,
    record_package_kept,
    record_shape_kept,
    record_sheets_kept,
    record_sign_faults,
    record_structure,
    record_words_kept,
)

__all__ = [
    "OPERATORS",
    "application_claim_faults",
    "application_evidence_faults",
    "application_faults",
    "application_markup_faults",
    "application_markup_kept",
    "application_shape_kept",
    "application_tick_signs",
    "application_words_kept",
    "record_date_faults",
    "record_faults",
    "record_package_kept",
    "record_shape_kept",
    "record_sheets_kept",
    "record_sign_faults",
    "record_structure",
    "record_words_kept",
]
