"""The table of kinds: the word a rule file uses, and the function that looks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from pipeline.checking import (
    kinds_areas,
    kinds_claims,
    kinds_condition,
    kinds_document,
    kinds_evidence,
    kinds_expression,
    kinds_index,
    kinds_limits,
    kinds_lost,
    kinds_process,
    kinds_table,
)
from pipeline.checking.scene import Hit, Scene
from pipeline.scheme.model import Check

Kind = Callable[[Scene, Check], Iterator[Hit]]

KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        "document-present": kinds_document.document_present,
        "file-class": kinds_document.file_class,
        "file-listed": kinds_evidence.file_listed,
        "noticed": kinds_document.noticed,
        "in-place-of-form": kinds_document.in_place_of_form,
        "form-version": kinds_document.form_version,
        "field-required": kinds_document.field_required,
        "field-clear": kinds_document.field_clear,
        "field-ticked": kinds_document.field_ticked,
        "field-window": kinds_document.field_window,
        "documents-agree": kinds_document.documents_agree,
        "table-present": kinds_lost.table_present,
        "column-present": kinds_table.column_present,
        "column-required": kinds_table.column_required,
        "only-answer": kinds_table.only_answer,
        "column-clear": kinds_table.column_clear,
        "column-window": kinds_table.column_window,
        "dates-in-order": kinds_table.dates_in_order,
        "plan-length": kinds_table.plan_length,
        "every-principle": kinds_table.every_principle,
        "every-criterion": kinds_table.every_criterion,
        "criteria-present": kinds_lost.criteria_present,
        "principle-planned": kinds_table.principle_planned,
        "gap-planned": kinds_table.gap_planned,
        "min-rows": kinds_table.min_rows,
        "role-present": kinds_table.role_present,
        "role-advised": kinds_table.role_advised,
        "review-of-finished": kinds_table.review_of_finished,
        "too-short": kinds_table.too_short,
        "same-text": kinds_table.same_text,
        "evidence-refs-exist": kinds_evidence.evidence_refs_exist,
        "index-cited": kinds_evidence.index_cited,
        "evidence-attached": kinds_evidence.evidence_attached,
        "evidence-minimum": kinds_evidence.evidence_minimum,
        "evidence-age": kinds_evidence.evidence_age,
        "claim-status": kinds_claims.claim_status,
        "evidence-unmatched": kinds_claims.evidence_unmatched,
        "same-for-everything": kinds_claims.same_for_everything,
        "twin-files": kinds_claims.twin_files,
        "same-file": kinds_index.same_file,
        "file-of-another": kinds_index.file_of_another,
        "personal-data": kinds_claims.personal_data,
        "not-looked-through": kinds_claims.not_looked_through,
        "condition": kinds_condition.condition,
        "level-reached": kinds_condition.level_reached,
        "not-applicable": kinds_condition.not_applicable_said,
        "essential-evidence": kinds_condition.essential_evidence,
        "too-long": kinds_limits.too_long,
        "file-size": kinds_limits.file_size,
        "file-name": kinds_limits.file_name,
        "lasts": kinds_limits.lasts,
        "asked-of-area": kinds_areas.asked_of_area,
        "names-area": kinds_areas.names_area,
        "between-rounds": kinds_process.between_rounds,
        "row-expression": kinds_expression.row_expression,
        "field-expression": kinds_expression.field_expression,
    }
)
