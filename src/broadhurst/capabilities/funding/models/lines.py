"""Funding lines: the funder, the amount, the period and the status."""

from datetime import date

from django.db import models
from django.db.models import F, Q

from broadhurst.foundation.agencies.models import Agency, Officer


class OfRecipient(models.Model):
    """A record of the organisation that receives the money.

    Row-level security shows it to that organisation, and to the chief officers and policing bodies
    of its region. Only the organisation writes it (migration 0002).
    """

    recipient = models.ForeignKey(Agency, models.PROTECT, related_name="+")

    class Meta:
        abstract = True


class Line(OfRecipient):
    """Money from one funder for a period. Amounts are in pence and days are inclusive.

    The day of the last change of status is `status_on`. A line that ends early keeps its planned
    `last_day`; `ended_on` is its real one.
    """

    class Instrument(models.TextChoices):
        FORCE = "force_contribution", "Force contribution"
        PCC = "pcc_contribution", "PCC contribution"
        ROCU_GRANT = "rocu_grant", "Home Office ROCU grant"
        SPECIFIC = "specific_grant", "Specific grant"
        TRANSFORMATION = "transformation", "Transformation funding"
        ARIS = "aris", "ARIS (recovered assets)"
        OTHER = "other", "Other"

    class Status(models.TextChoices):
        INDICATIVE = "indicative", "Indicative"
        CONFIRMED = "confirmed", "Confirmed"
        IN_DISPUTE = "in_dispute", "In dispute"
        ENDED = "ended", "Ended"

    ref = models.CharField(max_length=16, unique=True)
    name = models.CharField(max_length=120)
    funder = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    instrument = models.CharField(max_length=20, choices=Instrument)
    amount = models.BigIntegerField(help_text="In pence, for the whole period.")
    first_day = models.DateField()
    last_day = models.DateField()
    ring_fence = models.CharField(max_length=200, blank=True)
    status = models.CharField(max_length=12, choices=Status, default=Status.INDICATIVE)
    status_on = models.DateField()
    confirmed_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    because = models.CharField(max_length=400, blank=True, help_text="Why in dispute or ended.")
    recorded_at = models.DateTimeField()

    class Meta:
        verbose_name = "funding line"
        ordering = ("last_day", "name", "pk")
        constraints = (
            models.CheckConstraint(condition=Q(amount__gt=0), name="line_pays_something"),
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day")), name="line_period_is_forward"
            ),
            models.CheckConstraint(
                condition=~Q(status="confirmed") | Q(confirmed_on__isnull=False),
                name="confirmed_line_has_its_day",
            ),
            models.CheckConstraint(
                condition=Q(status="ended", ended_on__isnull=False, ended_on__lte=F("last_day"))
                | Q(~Q(status="ended"), ended_on__isnull=True),
                name="ended_line_has_its_day",
            ),
            models.CheckConstraint(
                condition=Q(status__in=("indicative", "confirmed")) | ~Q(because=""),
                name="line_in_dispute_or_ended_has_a_reason",
            ),
        )
        indexes = (models.Index(fields=("recipient", "last_day"), name="line_of_recipient"),)

    def __str__(self) -> str:
        return self.name

    @property
    def ends_on(self) -> date:
        """The day that the money really ends."""
        return self.ended_on or self.last_day

    def ends_as_of(self, day: date) -> date:
        """Return the last day of the money, as it was known on a day."""
        return self.ends_on if self.status_on <= day else self.last_day

    def is_confirmed_as_of(self, day: date) -> bool:
        """Return whether the funder had confirmed the line by a day, and nothing changed since.

        A line that ends was confirmed until then, if it ever was.
        """
        if self.confirmed_on is None or self.confirmed_on > day:
            return False
        return self.status != self.Status.IN_DISPUTE or self.status_on > day


class Change(OfRecipient):
    """A change of a line or a post, with its reason. Rows are only added."""

    line = models.ForeignKey(Line, models.PROTECT, null=True, related_name="changes")
    post = models.ForeignKey("Post", models.PROTECT, null=True, related_name="changes")
    text = models.CharField(max_length=1000)
    because = models.CharField(max_length=400, blank=True)
    by = models.ForeignKey(Officer, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("-at", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(line__isnull=True) ^ Q(post__isnull=True), name="change_of_one_record"
            ),
        )

    def __str__(self) -> str:
        return self.text
