"""The policy log, its signatures, and the meetings of SIO and LRO."""

from django.db import models
from django.db.models import Q

from broadhurst.capabilities.register.models import Ocg, Protected
from broadhurst.foundation.agencies.models import Officer


class LogEntry(Protected):
    """One entry of an OCG's policy log.

    Entries are numbered without gaps and never changed. `made_at` is the time of the decision and
    `recorded_at` the time of its recording. `sio` and `lro` are the leads at the time of recording.
    A joint decision needs the signatures of both.
    """

    ref = models.CharField(max_length=16, unique=True)
    ocg = models.ForeignKey(Ocg, models.PROTECT, related_name="log")
    number = models.PositiveIntegerField()
    decision = models.TextField()
    options = models.TextField(blank=True)
    rationale = models.TextField()
    needs_both = models.BooleanField()
    made_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    maker = models.ForeignKey(Officer, models.PROTECT, related_name="+")
    recorder = models.ForeignKey(Officer, models.PROTECT, related_name="+")
    sio = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+")
    lro = models.ForeignKey(Officer, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "log entry"
        verbose_name_plural = "log entries"
        ordering = ("-number",)
        constraints = (
            models.UniqueConstraint(fields=("ocg", "number"), name="log_number_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="log_numbered_from_one"),
            models.CheckConstraint(
                condition=Q(made_at__lte=models.F("recorded_at")), name="log_made_before_recorded"
            ),
            models.CheckConstraint(
                condition=Q(needs_both=False) | Q(sio__isnull=False), name="log_joint_needs_both"
            ),
        )

    def __str__(self) -> str:
        return f"Entry {self.number}"


class Signature(Protected):
    """An officer's signature on an entry of the log. It is never changed."""

    entry = models.ForeignKey(LogEntry, models.PROTECT, related_name="signatures")
    officer = models.ForeignKey(Officer, models.PROTECT, related_name="+")
    signed_at = models.DateTimeField()

    class Meta:
        ordering = ("signed_at", "pk")
        constraints = (models.UniqueConstraint(fields=("entry", "officer"), name="signed_once"),)

    def __str__(self) -> str:
        return f"{self.officer} signed {self.entry}"


class Meeting(Protected):
    """A meeting of the SIO and the LRO of an OCG."""

    ocg = models.ForeignKey(Ocg, models.PROTECT, related_name="lead_meetings")
    met_on = models.DateField()
    note = models.CharField(max_length=500, blank=True)
    sio = models.ForeignKey(Officer, models.PROTECT, related_name="+")
    lro = models.ForeignKey(Officer, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Officer, models.PROTECT, related_name="+")

    class Meta:
        ordering = ("-met_on", "-pk")
        constraints = (
            models.UniqueConstraint(fields=("ocg", "met_on"), name="meeting_once_a_day"),
        )
        indexes = (models.Index(fields=("ocg", "-met_on"), name="meeting_by_ocg"),)

    def __str__(self) -> str:
        return f"SIO and LRO met on {self.met_on}"
