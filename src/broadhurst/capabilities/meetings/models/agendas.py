"""The agenda of a meeting, its items, who attends it, and its minutes."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from broadhurst.capabilities.register.models import Ocg, Protected
from broadhurst.capabilities.tasking.models import Bid, Meeting
from broadhurst.foundation.access.models import Dossier
from broadhurst.foundation.agencies.models import Officer


class Agenda(Protected):
    """The agenda and the minutes of a meeting. Its members and its attendees see it."""

    meeting = models.OneToOneField(Meeting, models.PROTECT, related_name="agenda_of")
    prepared_at = models.DateTimeField()
    prepared_by = models.ForeignKey(Officer, models.PROTECT, related_name="+")
    agreed_at = models.DateTimeField(null=True, help_text="When the board agreed the minutes.")
    agreed_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+")
    agreed_in = models.ForeignKey(
        Meeting, models.PROTECT, null=True, related_name="+", help_text="The meeting that agreed."
    )

    class Meta:
        ordering = ("meeting__at",)
        constraints = (
            models.CheckConstraint(
                condition=Q(agreed_at=None, agreed_by=None, agreed_in=None)
                | Q(agreed_at__isnull=False, agreed_by__isnull=False, agreed_in__isnull=False),
                name="minutes_agreed_by_a_meeting",
            ),
        )

    def __str__(self) -> str:
        return f"Agenda of {self.meeting}"

    @property
    def ref(self) -> str:
        """Return the reference of the meeting, which the agenda shares."""
        return str(self.meeting.ref)


class Item(Protected):
    """An item of an agenda. Readers see it if they see the agenda and the record it is about.

    `subject` is the dossier of that record, or None for other business. `shown_because` is set if
    the chair shows it although not everybody who is present may see the record.
    """

    class Kind(models.TextChoices):
        BID = "bid", "Bid"
        INTERIM = "interim", "Interim decision to ratify"
        ANSWER = "answer", "Answer to a referred bid"
        REVIEW = "review", "Overdue review"
        HITS = "hits", "Unresolved hits"
        ACTION = "action", "Action of an earlier meeting"
        OTHER = "other", "Other business"

    ref = models.CharField(max_length=16, unique=True)
    agenda = models.ForeignKey(Agenda, models.PROTECT, related_name="items")
    subject = models.ForeignKey(Dossier, models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=8, choices=Kind)
    place = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200, blank=True, help_text="Only of other business.")
    bid = models.ForeignKey(Bid, models.PROTECT, null=True, related_name="items")
    ocg = models.ForeignKey(Ocg, models.PROTECT, null=True, related_name="+")
    action = models.ForeignKey(
        "meetings.MeetingAction", models.PROTECT, null=True, related_name="items"
    )
    papers = ArrayField(models.CharField(max_length=20), default=list)
    carried_from = models.ForeignKey("self", models.PROTECT, null=True, related_name="carried_to")
    added_by = models.ForeignKey(Officer, models.PROTECT, related_name="+")
    note = models.TextField(blank=True, help_text="The note for the minutes.")
    concluded_at = models.DateTimeField(null=True)
    concluded_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+")
    is_carried = models.BooleanField(default=False, help_text="It goes on the next agenda.")
    shown_because = models.CharField(max_length=400, blank=True)
    shown_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+")
    removed_at = models.DateTimeField(null=True)
    removed_because = models.CharField(max_length=400, blank=True)

    class Meta:
        verbose_name = "agenda item"
        ordering = ("place", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("agenda", "kind", "bid", "ocg", "action"),
                condition=Q(removed_at=None) & ~Q(kind="other"),
                nulls_distinct=False,
                name="on_the_agenda_once",
            ),
            models.CheckConstraint(
                condition=Q(kind="other", subject=None) & ~Q(title="")
                | ~Q(kind="other") & Q(subject__isnull=False, title=""),
                name="item_is_about_a_record",
            ),
            models.CheckConstraint(
                condition=Q(removed_at=None) | ~Q(removed_because=""),
                name="item_removed_with_a_reason",
            ),
        )
        indexes = (models.Index(fields=("agenda", "place"), name="item_by_place"),)

    def __str__(self) -> str:
        return self.ref


class Attendance(Protected):
    """Somebody who is expected at a meeting, was there, or sent apologies.

    A guest has no account, so only a name. A guest may see no record.
    """

    class Status(models.TextChoices):
        EXPECTED = "expected", "Expected"
        PRESENT = "present", "Present"
        APOLOGIES = "apologies", "Sent apologies"

    agenda = models.ForeignKey(Agenda, models.PROTECT, related_name="attendance")
    officer = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+")
    guest = models.CharField(max_length=120, blank=True)
    status = models.CharField(max_length=9, choices=Status, default=Status.EXPECTED)
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=("agenda", "officer", "guest"),
                nulls_distinct=False,
                name="attends_a_meeting",
            ),
            models.CheckConstraint(
                condition=Q(officer=None) & ~Q(guest="") | Q(officer__isnull=False, guest=""),
                name="attendance_is_of_somebody",
            ),
        )

    def __str__(self) -> str:
        return self.guest or str(self.officer)


class Correction(Protected):
    """A correction of the minutes, noted before the board agrees them."""

    agenda = models.ForeignKey(Agenda, models.PROTECT, related_name="corrections")
    text = models.TextField()
    by = models.ForeignKey(Officer, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("at", "pk")

    def __str__(self) -> str:
        return self.text
