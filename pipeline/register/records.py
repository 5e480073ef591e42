"""The register's own words, kept with the other values so that intake can speak them too."""

from __future__ import annotations

from pipeline.values.records import (
    Arrival,
    ArrivedFile,
    CaseFile,
    DeliveryRecord,
    Event,
    FileRecord,
    Outcome,
    OutputRecord,
    Receipt,
)

__all__ = [
    "Arrival",
    "ArrivedFile",
    "CaseFile",
    "DeliveryRecord",
    "Event",
    "FileRecord",
    "Outcome",
    "OutputRecord",
    "Receipt",
]
