"""Practice notes, their corrections, and how other organisations use them."""

from django.db import models
from django.db.models import Q

from broadhurst.capabilities.inspections.models import Finding
from broadhurst.capabilities.plans.models import P
from broadhurst.capabilities.register.models import Protected
from broadhurst.foundation.agencies.models import Agency, Officer, Unit
from broadhurst.foundation.govuk.words import in_sentence


class Label(models.TextChoices):
    """How well it worked, in the words of the police practice banks."""

    WORKED = "worked", "Worked"
    PROMISING = "promising", "Promising"
    NEW = "new", "New"
    DID_NOT_WORK = "did_not_work", "Did not work"


class Words(models.Model):
    """The words of a note: what was done, where, and what is known of it."""

    title = models.CharField(max_length=120)
    label = models.CharField(max_length=16, choices=Label)
    topic = models.CharField(max_length=8, choices=P, help_text="The part of the 4Ps.")
    what = models.TextField()
    place = models.CharField(max_length=200)
    evidence = models.TextField()
    cost = models.CharField(max_length=400)
    contact = models.CharField(max_length=200, help_text="A role, never a person's own number.")
    finding = models.ForeignKey(Finding, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        abstract = True


class Note(Protected, Words):
    """A practice note. Its unit sees a draft; everyone who signs in sees a published one."""

    class Stage(models.TextChoices):
        DRAFT = "draft", "Draft"
        PUBLISHED = "published", "Published to the service"
        PUBLIC = "public", "Public"
        WITHDRAWN = "withdrawn", "Withdrawn"

    ref = models.CharField(max_length=16, unique=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    stage = models.CharField(max_length=12, choices=Stage, default=Stage.DRAFT)
    written_by = models.ForeignKey(Officer, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_because = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = "practice note"
        ordering = ("title", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(stage__in=("draft", "withdrawn")) | Q(published_at__isnull=False),
                name="note_published_at",
            ),
            models.CheckConstraint(
                condition=Q(stage="withdrawn", withdrawn_at__isnull=False)
                & ~Q(withdrawn_because="")
                | ~Q(stage="withdrawn") & Q(withdrawn_at=None, withdrawn_because=""),
                name="note_withdrawn_because",
            ),
        )

    def __str__(self) -> str:
        return f"{self.ref} {self.title}"

    @property
    def caption(self) -> str:
        """Return the title and the reference, for forms."""
        return f"{self.title} {self.ref}"


class Correction(models.Model):
    """A correction of a published note: each changed field as it was and as it is, and why."""

    note = models.ForeignKey(Note, models.PROTECT, related_name="corrections")
    because = models.CharField(max_length=200)
    changes = models.JSONField(help_text="A list of [field, was, now], in words.")
    corrected_by = models.ForeignKey(Officer, models.PROTECT, related_name="+")
    corrected_at = models.DateTimeField()

    class Meta:
        ordering = ("-corrected_at", "-pk")

    def __str__(self) -> str:
        return f"{self.note} corrected: {self.because}"


class Adoption(models.Model):
    """A record of how an organisation uses a note. Its latest record counts."""

    class Result(models.TextChoices):
        PLANNED = "planned", "Planned"
        ADOPTED = "adopted", "Adopted"
        ADAPTED = "adapted", "Adapted"
        STOPPED = "stopped", "Stopped"

    note = models.ForeignKey(Note, models.PROTECT, related_name="adoptions")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    result = models.CharField(max_length=8, choices=Result)
    came_of_it = models.TextField(blank=True)
    recorded_by = models.ForeignKey(Officer, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_because = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("-recorded_at", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(result="planned") | ~Q(came_of_it=""), name="adoption_came_of_it"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_because="")
                | Q(withdrawn_at__isnull=False) & ~Q(withdrawn_because=""),
                name="adoption_withdrawn_because",
            ),
        )

    def __str__(self) -> str:
        return f"{self.agency.short_name}: {in_sentence(self.get_result_display())}"


class PublicNote(Words):
    """The public copy of a note. It is deleted when the note is corrected or withdrawn."""

    ref = models.CharField(max_length=16, unique=True)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    district = models.CharField(
        max_length=80,
        blank=True,
        help_text="The district of its unit, if it has one.",
    )
    published_at = models.DateTimeField()

    class Meta:
        ordering = ("-published_at", "-pk")

    def __str__(self) -> str:
        return f"{self.ref} {self.title}"
