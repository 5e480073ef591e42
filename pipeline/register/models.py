"""The register's tables. Only :mod:`pipeline.register.store` reads and writes them.

What must never happen twice is a constraint here, not a question asked in code.
"""

from __future__ import annotations

from django.db import models

from pipeline.register.transitions import CLOSED
from pipeline.values.award import CaseState

_WORDS = 200
_CLOSED = sorted(state.value for state in CLOSED)


class Counter(models.Model):
    """The last number given out in a series (deliveries, cases of a year, awards of a year)."""

    name = models.CharField(max_length=_WORDS, primary_key=True)
    value = models.PositiveBigIntegerField(default=0)


class School(models.Model):
    """A school or setting, as it stood when it last wrote to us."""

    key = models.CharField(max_length=_WORDS, primary_key=True)
    name = models.TextField()
    urn = models.CharField(max_length=_WORDS, null=True)
    laestab = models.CharField(max_length=_WORDS, null=True)
    phase = models.TextField(blank=True)
    kind = models.TextField(blank=True)
    street = models.TextField(blank=True)
    town = models.TextField(blank=True)
    postcode = models.TextField(blank=True)
    website = models.TextField(blank=True)
    head = models.TextField(blank=True)


class Case(models.Model):
    """One school's bid under one version of one scheme."""

    reference = models.CharField(max_length=_WORDS, unique=True)
    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="cases")
    scheme = models.CharField(max_length=_WORDS)
    scheme_version = models.CharField(max_length=_WORDS)
    state = models.CharField(max_length=40, choices=[(s.value, s.value) for s in CaseState])
    opened_on = models.DateField()
    lead_name = models.TextField(blank=True)
    lead_email = models.TextField(blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["school", "scheme"], condition=~models.Q(state__in=_CLOSED), name="one_open_case_a_school"
            ),
        )


class Delivery(models.Model):
    """Files that arrived together."""

    reference = models.CharField(max_length=_WORDS, unique=True)
    claim = models.CharField(max_length=_WORDS, unique=True)
    source = models.CharField(max_length=40)
    name = models.TextField()
    sender = models.TextField(null=True)
    subject = models.TextField(null=True)
    received_at = models.DateTimeField()
    content_key = models.CharField(max_length=64, db_index=True, blank=True)
    duplicate_of = models.ForeignKey("self", null=True, on_delete=models.PROTECT)
    case = models.ForeignKey(Case, null=True, on_delete=models.PROTECT)
    note = models.TextField(blank=True)
    scheme = models.CharField(max_length=_WORDS, blank=True, default="")
    finished = models.BooleanField(default=False, db_index=True)


class DeliveredFile(models.Model):
    """One file of a delivery; ``parent`` names the zip or e-mail it was unpacked from."""

    delivery = models.ForeignKey(Delivery, on_delete=models.PROTECT, related_name="files")
    position = models.PositiveIntegerField()
    name = models.TextField()
    parent = models.TextField(blank=True)
    sha256 = models.CharField(max_length=64, db_index=True, blank=True)
    size = models.PositiveBigIntegerField()
    kind = models.CharField(max_length=40, blank=True)
    file_class = models.CharField(max_length=40, blank=True)
    message = models.TextField(blank=True)
    case = models.ForeignKey(Case, null=True, on_delete=models.PROTECT, related_name="files")
    outcome = models.CharField(max_length=20, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["delivery", "position"], name="one_file_a_position"),
            models.CheckConstraint(
                condition=models.Q(outcome__in=["", "processed", "duplicate", "quarantined", "ignored"]),
                name="a_known_outcome",
            ),
        )


class Check(models.Model):
    """What the checks found in a case at one attempt."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="checks")
    attempt = models.PositiveIntegerField()
    findings = models.JSONField(default=list)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["case", "attempt"], name="one_check_an_attempt"),)


class Meeting(models.Model):
    """A sitting of the panel; members are kept as they were invited."""

    reference = models.CharField(max_length=_WORDS, unique=True)
    step = models.CharField(max_length=_WORDS)
    held_on = models.DateField()
    members = models.JSONField(default=list)
    cases = models.JSONField(default=list)


class Mark(models.Model):
    """What one member thought of one criterion of one case."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="marks")
    case = models.ForeignKey(Case, on_delete=models.PROTECT)
    member = models.CharField(max_length=_WORDS)
    criterion = models.CharField(max_length=_WORDS)
    mark = models.TextField()
    comment = models.TextField(blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["meeting", "case", "member", "criterion"], name="one_mark_a_member"),
        )


class Decision(models.Model):
    """What a meeting decided on a case; ``version`` counts how often it was changed."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT)
    case = models.ForeignKey(Case, on_delete=models.PROTECT)
    version = models.PositiveIntegerField(default=1)
    outcome = models.CharField(max_length=_WORDS)
    decided_on = models.DateField()
    reason = models.TextField(blank=True)
    items = models.JSONField(default=list)
    strengths = models.TextField(blank=True)
    level = models.CharField(max_length=_WORDS, blank=True, default="")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["meeting", "case"], name="one_decision_a_meeting"),)


class Award(models.Model):
    """An award. The number is unique, and the counter behind it never goes back."""

    number = models.CharField(max_length=_WORDS, unique=True)
    case = models.OneToOneField(Case, on_delete=models.PROTECT)
    level = models.CharField(max_length=_WORDS, blank=True, default="")
    awarded_on = models.DateField()
    valid_until = models.DateField()


class Output(models.Model):
    """A document that was made for a case, or, without one, for the panel or the office."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True)
    version = models.PositiveIntegerField()
    kind = models.CharField(max_length=_WORDS)
    path = models.TextField()
    sha256 = models.CharField(max_length=64)
    made_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["case", "version", "kind"], name="one_output_a_kind"),)


class LogEntry(models.Model):
    """One line of the event log. Triggers forbid changing and deleting; each line carries the one before it."""

    n = models.PositiveBigIntegerField(primary_key=True)
    at = models.CharField(max_length=40)
    case = models.CharField(max_length=_WORDS, blank=True, db_index=True)
    kind = models.CharField(max_length=_WORDS)
    body = models.TextField()
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64, unique=True)
