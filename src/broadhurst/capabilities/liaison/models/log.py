"""The policy log, its signatures, and the meetings of SIO and LRO."""

from django.db import models
from django.db.models import Q

from broadhurst.capabilities.register.models import Ocg, Protected
from broadhurst.foundation.agencies.models import Officer


class LogEntry(Protected):
    """One entry of an OCG's policy log.

    Entries are numbered without gaps and never changed. A later entry can supersede one, once. A
    full entry has the headings of the National Decision Model (`rules/headings.py`).

    `made_at` is the time of the decision and `recorded_at` the time of its recording. `sio` and
    `lro` are the leads at the time of recording. A joint decision needs the signatures of both.
    """

    ref = models.CharField(max_length=16, unique=True)
    ocg = models.ForeignKey(Ocg, models.PROTECT, related_name="log")
    number = models.PositiveIntegerField()
    decision = models.TextField()
    rationale = models.TextField()
    is_full = models.BooleanField(
        default=False, help_text="Under the headings of the National Decision Model."
    )
    ethics = models.TextField(blank=True)
    information = models.TextField(blank=True)
    strategy = models.TextField(blank=True)
    powers = models.TextField(blank=True)
    options = models.TextField(blank=True)
    action = models.TextField(blank=True)
    supersedes = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        related_name="superseded_by",
        help_text="The earlier entry that this one takes the place of.",
    )
    superseded_because = models.CharField(max_length=1000, blank=True)
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
            models.CheckConstraint(
                condition=Q(supersedes=None, superseded_because="")
                | Q(supersedes__isnull=False) & ~Q(superseded_because=""),
                name="log_supersedes_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(is_full=False)
                | ~Q(ethics="")
                & ~Q(information="")
                & ~Q(strategy="")
                & ~Q(powers="")
                & ~Q(options="")
                & ~Q(action=""),
                name="log_full_has_each_heading",
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


class LogCopy(Protected):
    """A sealed copy of a policy log as a PDF: all of it, or the decisions of a period.

    The PDF is stored as it was signed, with its SHA-256, so that anyone can verify a copy of it.
    """

    ref = models.CharField(max_length=16, unique=True)
    ocg = models.ForeignKey(Ocg, models.PROTECT, related_name="log_copies")
    from_on = models.DateField(null=True)
    until_on = models.DateField(null=True)
    count = models.PositiveIntegerField(help_text="How many entries it has.")
    pdf = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    signed_by = models.CharField(max_length=300, blank=True)
    certificate_sha256 = models.CharField(max_length=64, blank=True)
    sealed_at = models.DateTimeField()
    sealed_by = models.ForeignKey(Officer, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "copy of a policy log"
        verbose_name_plural = "copies of policy logs"
        ordering = ("-sealed_at", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(from_on=None) | Q(until_on=None) | Q(from_on__lte=models.F("until_on")),
                name="log_copy_of_a_period",
            ),
        )

    def __str__(self) -> str:
        return self.ref


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
