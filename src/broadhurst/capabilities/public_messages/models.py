"""Messages to the public, and the copies that anyone may read."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from broadhurst.capabilities.register.models import Protected
from broadhurst.foundation.agencies.models import Agency, Officer, Unit


class Reach(models.TextChoices):
    """The people that a message is for."""

    LOCAL = "local", "Local"
    NATIONAL = "national", "National"


class Message(Protected):
    """A message to the public, from draft to withdrawal. Its unit sees it."""

    class Stage(models.TextChoices):
        DRAFT = "draft", "Draft"
        CLEARED = "cleared", "Cleared"
        SCHEDULED = "scheduled", "Scheduled"
        PUBLISHED = "published", "Published"
        WITHDRAWN = "withdrawn", "Withdrawn"

    ref = models.CharField(max_length=16, unique=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    title = models.CharField(max_length=120)
    text = models.TextField()
    reach = models.CharField(max_length=8, choices=Reach)
    districts = ArrayField(models.SlugField(), default=list, blank=True, help_text="Keys.")
    stage = models.CharField(max_length=12, choices=Stage, default=Stage.DRAFT)
    written_by = models.ForeignKey(Officer, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    cleared_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+")
    cleared_at = models.DateTimeField(null=True)
    publish_at = models.DateTimeField(null=True, help_text="The hour of a scheduled message.")
    published_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_because = models.CharField(max_length=200, blank=True)
    corrects = models.ForeignKey("self", models.PROTECT, null=True, related_name="corrected_by")
    correction = models.CharField(max_length=200, blank=True, help_text="Why it was corrected.")

    class Meta:
        verbose_name = "message"
        ordering = ("-written_at", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=~Q(stage__in=("cleared", "scheduled", "published"))
                | Q(cleared_by__isnull=False) & ~Q(cleared_by=models.F("written_by")),
                name="message_cleared_by_another",
            ),
            models.CheckConstraint(
                condition=Q(stage="scheduled", publish_at__isnull=False)
                | ~Q(stage="scheduled") & Q(publish_at=None),
                name="message_scheduled_has_hour",
            ),
            models.CheckConstraint(
                condition=~Q(stage="published") | Q(published_at__isnull=False),
                name="message_published_at",
            ),
            models.CheckConstraint(
                condition=Q(stage="withdrawn", withdrawn_at__isnull=False)
                & ~Q(withdrawn_because="")
                | ~Q(stage="withdrawn") & Q(withdrawn_at=None, withdrawn_because=""),
                name="message_withdrawn_because",
            ),
            models.CheckConstraint(
                condition=Q(corrects=None, correction="")
                | Q(corrects__isnull=False) & ~Q(correction=""),
                name="message_correction_has_reason",
            ),
            models.UniqueConstraint(
                fields=("corrects",), condition=~Q(stage="withdrawn"), name="one_correction_at_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.ref} {self.title}"

    @property
    def caption(self) -> str:
        """Return the title and the reference, for forms."""
        return f"{self.title} {self.ref}"


class PublicMessage(models.Model):
    """The public copy of a message. It is deleted when the message is withdrawn."""

    ref = models.CharField(max_length=16, unique=True)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    title = models.CharField(max_length=120)
    text = models.TextField()
    html = models.TextField()
    reach = models.CharField(max_length=8, choices=Reach)
    districts = ArrayField(models.CharField(max_length=80), default=list, help_text="Names.")
    published_at = models.DateTimeField()
    correction = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("-published_at", "-pk")

    def __str__(self) -> str:
        return f"{self.ref} {self.title}"
