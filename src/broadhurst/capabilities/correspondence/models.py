"""Letters, emails and calls about a response, and their corrections."""

from django.db import models
from django.db.models import Q

from broadhurst.capabilities.inspections.models import Response
from broadhurst.capabilities.register.models import Protected
from broadhurst.foundation.agencies.models import Officer


class Item(Protected):
    """One letter, email or call about a response."""

    class Party(models.TextChoices):
        CHIEF_OFFICER = "chief_officer", "Chief officer of police"
        HMICFRS = "hmicfrs", "HMICFRS"
        HOME_SECRETARY = "home_secretary", "Home Secretary"
        APCC = "apcc", "Association of Police and Crime Commissioners (APCC)"
        OTHER = "other", "Somebody else"

    class Direction(models.TextChoices):
        SENT = "sent", "Sent"
        RECEIVED = "received", "Received"

    ref = models.CharField(max_length=16, unique=True)
    response = models.ForeignKey(Response, models.PROTECT, related_name="+")
    direction = models.CharField(max_length=8, choices=Direction)
    party = models.CharField(max_length=16, choices=Party)
    other_party = models.CharField(max_length=120, blank=True)
    on_day = models.DateField()
    summary = models.TextField()
    reference = models.CharField(max_length=80, blank=True)
    recorded_by = models.ForeignKey(Officer, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_because = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = "item of correspondence"
        ordering = ("on_day", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(party="other") ^ Q(other_party=""), name="correspondence_other_party"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_because="")
                | Q(withdrawn_at__isnull=False) & ~Q(withdrawn_because=""),
                name="correspondence_withdrawn_because",
            ),
        )

    def __str__(self) -> str:
        return f"{self.ref} {self.in_words}"

    @property
    def in_words(self) -> str:
        """Return the direction and the party, as in "Sent to HMICFRS"."""
        to = "to" if self.direction == self.Direction.SENT else "from"
        return f"{self.get_direction_display()} {to} {self.other_party or self.get_party_display()}"

    @property
    def caption(self) -> str:
        """Return the direction, the party and the reference, for forms."""
        return f"{self.in_words} {self.ref}"


class Correction(Protected):
    """A correction of an item: each changed field as it was and as it is, and why."""

    item = models.ForeignKey(Item, models.PROTECT, related_name="corrections")
    because = models.CharField(max_length=200)
    changes = models.JSONField(help_text="A list of [field, was, now], in words.")
    corrected_by = models.ForeignKey(Officer, models.PROTECT, related_name="+")
    corrected_at = models.DateTimeField()

    class Meta:
        ordering = ("corrected_at", "pk")

    def __str__(self) -> str:
        return f"{self.item} corrected: {self.because}"
