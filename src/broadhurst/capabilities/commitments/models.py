"""Actions that a published response proposed, and what happened to each."""

from django.db import models
from django.db.models import Q

from broadhurst.capabilities.register.models import Protected
from broadhurst.foundation.agencies.models import Agency, Officer


class Commitment(Protected):
    """An action that an organisation proposed in a published response, with an owner and a date."""

    class Stage(models.TextChoices):
        OPEN = "open", "Open"
        DONE = "done", "Done"
        ENDED = "ended", "Ended"

    ref = models.CharField(max_length=16, unique=True)
    finding = models.CharField(max_length=80, help_text="The key of the finding that it answers.")
    about = models.CharField(max_length=320, help_text="The finding and its report, in words.")
    response = models.CharField(max_length=16, help_text="The response that last states it.")
    body = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    force = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    action = models.TextField(help_text="As it was published.")
    owner = models.ForeignKey(Officer, models.PROTECT, related_name="+")
    due_on = models.DateField()
    stage = models.CharField(max_length=8, choices=Stage, default=Stage.OPEN)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    outcome = models.CharField(
        max_length=1000, blank=True, help_text="The work done, or the reason why it was not."
    )

    class Meta:
        verbose_name = "proposed action"
        ordering = ("due_on", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("finding", "body", "force"),
                condition=Q(stage__in=("open", "done")),
                name="one_commitment_a_finding",
            ),
            models.CheckConstraint(
                condition=Q(stage="open", closed_at=None, outcome="")
                | Q(stage__in=("done", "ended"), closed_at__isnull=False) & ~Q(outcome=""),
                name="commitment_closed_with_words",
            ),
        )
        indexes = (models.Index(fields=("finding",), name="commitment_by_finding"),)

    def __str__(self) -> str:
        return f"{self.ref} {self.about}"

    @property
    def caption(self) -> str:
        """Return the finding and the reference, for forms."""
        return f"{self.about} {self.ref}"


class Change(Protected):
    """A change of a commitment. Rows are only added."""

    class Kind(models.TextChoices):
        STATED = "stated", "Published"
        MOVED = "moved", "Changed"
        DONE = "done", "Done"
        ENDED = "ended", "Ended"
        REOPENED = "reopened", "Opened again"

    commitment = models.ForeignKey(Commitment, models.PROTECT, related_name="changes")
    kind = models.CharField(max_length=8, choices=Kind)
    owner = models.ForeignKey(Officer, models.PROTECT, related_name="+")
    due_on = models.DateField()
    because = models.CharField(max_length=1000, blank=True)
    by = models.ForeignKey(Officer, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("at", "pk")

    def __str__(self) -> str:
        return str(self.get_kind_display())
