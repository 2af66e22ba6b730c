"""Limits on checks: flags on what looks like fishing, and values that too many units hold."""

from django.db import models

from broadhurst.capabilities.deconfliction.models.targets import Kind
from broadhurst.capabilities.deconfliction.rules.rate_limits import WORDS
from broadhurst.foundation.agencies.models import Officer, Posting, Unit


class Flag(models.Model):
    """A note that an officer's checks or events look like fishing.

    There is one open flag for each rule and officer. Only the desk of the officer's organisation
    and its auditors read it. Row-level security checks the role, because the desk may be in the
    officer's own unit.
    """

    class Rule(models.TextChoices):
        NO_MATTER = "no_matter", WORDS["no_matter"]
        VARIANTS = "variants", WORDS["variants"]
        WITHDRAWN = "withdrawn", WORDS["withdrawn"]
        REFERRED = "referred", WORDS["referred"]
        RUNS = "runs", WORDS["runs"]
        ROWS = "rows", WORDS["rows"]
        MOVED = "moved", WORDS["moved"]
        MANY_EVENTS = "many_events", WORDS["many_events"]
        WIDE = "wide", WORDS["wide"]
        CANCELLED = "cancelled", WORDS["cancelled"]
        LIMIT = "limit", WORDS["limit"]

    ref = models.CharField(max_length=16, unique=True)
    officer = models.ForeignKey(Officer, models.PROTECT, related_name="+")
    posting = models.ForeignKey(Posting, models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    desk = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    rule = models.CharField(max_length=12, choices=Rule)
    counts = models.JSONField(default=dict, help_text="The counts of the day before, by name.")
    raised_at = models.DateTimeField()
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ("-raised_at", "-pk")
        indexes = (models.Index(fields=("desk", "-raised_at"), name="flag_by_desk"),)
        constraints = (
            models.UniqueConstraint(
                fields=("officer", "rule"),
                condition=models.Q(answered_at=None),
                name="one_open_flag",
            ),
        )

    def __str__(self) -> str:
        return self.ref

    @property
    def caption(self) -> str:
        """Return why it was raised and the reference, for forms."""
        return f"{self.get_rule_display()} {self.ref}"


class OverMatching(models.Model):
    """A value that too many units hold: it raises no more hits, and a desk was notified once.

    Only the matcher reads it, bypassing row-level security.
    """

    hash = models.BigIntegerField(primary_key=True)
    kind = models.CharField(max_length=10, choices=Kind)
    told_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"over-matching {self.kind}"
