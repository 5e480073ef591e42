"""The table of kinds: the word a rule file uses, and the function that looks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from pipeline.checking.kinds import (
    areas,
    claims,
    condition,
    document,
    evidence,
    expression,
    index,
    limits,
    lost,
    process,
    tables,
)
from pipeline.checking.scene import Hit, Scene
from pipeline.scheme.model import Check

Kind = Callable[[Scene, Check], Iterator[Hit]]

KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        "document-present": document.document_present,
        "file-class": document.file_class,
        "file-listed": evidence.file_listed,
        "noticed": document.noticed,
        "in-place-of-form": document.in_place_of_form,
        "form-version": document.form_version,
        "field-required": document.field_required,
        "field-clear": document.field_clear,
        "field-ticked": document.field_ticked,
        "field-window": document.field_window,
        "documents-agree": document.documents_agree,
        "table-present": lost.table_present,
        "column-present": tables.column_present,
        "column-required": tables.column_required,
        "only-answer": tables.only_answer,
        "column-clear": tables.column_clear,
        "column-window": tables.column_window,
        "dates-in-order": tables.dates_in_order,
        "plan-length": tables.plan_length,
        "every-principle": tables.every_principle,
        "every-criterion": tables.every_criterion,
        "criteria-present": lost.criteria_present,
        "principle-planned": tables.principle_planned,
        "gap-planned": tables.gap_planned,
        "min-rows": tables.min_rows,
        "role-present": tables.role_present,
        "role-advised": tables.role_advised,
        "review-of-finished": tables.review_of_finished,
        "too-short": tables.too_short,
        "same-text": tables.same_text,
        "evidence-refs-exist": evidence.evidence_refs_exist,
        "index-cited": evidence.index_cited,
        "evidence-attached": evidence.evidence_attached,
        "evidence-minimum": evidence.evidence_minimum,
        "evidence-age": evidence.evidence_age,
        "claim-status": claims.claim_status,
        "evidence-unmatched": claims.evidence_unmatched,
        "same-for-everything": claims.same_for_everything,
        "twin-files": claims.twin_files,
        "same-file": index.same_file,
        "file-of-another": index.file_of_another,
        "personal-data": claims.personal_data,
        "not-looked-through": claims.not_looked_through,
        "condition": condition.condition,
        "level-reached": condition.level_reached,
        "not-applicable": condition.not_applicable_said,
        "essential-evidence": condition.essential_evidence,
        "too-long": limits.too_long,
        "file-size": limits.file_size,
        "file-name": limits.file_name,
        "lasts": limits.lasts,
        "asked-of-area": areas.asked_of_area,
        "names-area": areas.names_area,
        "between-rounds": process.between_rounds,
        "row-expression": expression.row_expression,
        "field-expression": expression.field_expression,
    }
)
