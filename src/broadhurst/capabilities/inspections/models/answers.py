"""Answers to findings, their evidence, and the public copy of a response."""

from datetime import date

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from broadhurst.capabilities.inspections.models.reports import Finding, Report
from broadhurst.capabilities.inspections.models.responses import Response
from broadhurst.capabilities.register.models import Protected
from broadhurst.foundation.agencies.models import Agency, Officer, Unit


class Answer(Protected):
    """An answer to a finding: what is done about it, or why nothing is (s.55(5B))."""

    class Kind(models.TextChoices):
        TAKEN = "action_taken", "Action has been taken"
        PROPOSED = "action_proposed", "Action is proposed"
        NONE = "no_action", "No action is taken or proposed"

    response = models.ForeignKey(Response, models.PROTECT, related_name="answers")
    finding = models.ForeignKey(Finding, models.PROTECT, related_name="+")
    answer = models.CharField(max_length=16, choices=Kind)
    explanation = models.TextField()
    owner = models.ForeignKey(
        Officer,
        models.PROTECT,
        null=True,
        related_name="+",
        help_text="The owner of a proposed action.",
    )
    due_on = models.DateField(null=True, help_text="When a proposed action will be done.")
    answered_by = models.ForeignKey(Officer, models.PROTECT, related_name="+")
    answered_at = models.DateTimeField()

    class Meta:
        ordering = ("finding__number", "pk")
        constraints = (
            models.UniqueConstraint(fields=("response", "finding"), name="answered_once"),
            models.CheckConstraint(condition=~Q(explanation=""), name="answer_explains"),
            models.CheckConstraint(
                condition=Q(answer="action_proposed", owner__isnull=False, due_on__isnull=False)
                | Q(~Q(answer="action_proposed"), owner=None, due_on=None),
                name="proposed_with_owner_and_date",
            ),
        )

    def __str__(self) -> str:
        return f"{self.finding}: {self.get_answer_display()}"

    @property
    def paragraphs(self) -> list[str]:
        """The explanation as it was typed, one item a paragraph."""
        return [" ".join(part.split()) for part in self.explanation.split("\n\n")]


class Evidence(Protected):
    """Evidence for an answer, as it was when it was added.

    `figure` is the frozen Figure. It has the reference and address of each record behind it, but no
    text, because row-level security protects the record's text.
    """

    class Kind(models.TextChoices):
        FIGURE = "figure", "Figure"
        RECORD = "record", "Record"
        APPOINTMENT = "appointment", "Appointment"

    ref = models.CharField(max_length=16, unique=True)
    answer = models.ForeignKey(Answer, models.PROTECT, related_name="evidence")
    kind = models.CharField(max_length=12, choices=Kind)
    name = models.CharField(max_length=80)
    text = models.TextField(blank=True)
    since = models.DateField(null=True)
    as_of = models.DateField()
    figure = models.JSONField(default=dict)
    records = ArrayField(
        models.CharField(max_length=20), default=list, help_text="References of linked records."
    )
    is_publishable = models.BooleanField()
    held_by = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    added_by = models.ForeignKey(Officer, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("added_at", "pk")

    def __str__(self) -> str:
        return self.ref


class Publication(models.Model):
    """The public copy of a published response.

    `publish` adds it, and it is never changed or removed. A correction is a new publication that
    `corrects` the one it replaces. Both stay readable. A response published elsewhere has only its
    address here (`url`) and no text.
    """

    ref = models.CharField(max_length=16, unique=True)
    report = models.ForeignKey(Report, models.PROTECT, related_name="publications")
    body = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    force = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    title = models.CharField(max_length=200)
    published_on = models.DateField()
    due_on = models.DateField(null=True)
    late_reason = models.TextField(blank=True)
    markdown = models.TextField()
    html = models.TextField()
    figures = models.JSONField()
    pdf = models.BinaryField()
    docx = models.BinaryField()
    text_sha256 = models.CharField(
        max_length=64, blank=True, help_text="The SHA-256 of `markdown`, in UTF-8."
    )
    pdf_sha256 = models.CharField(max_length=64, blank=True)
    docx_sha256 = models.CharField(max_length=64, blank=True)
    pdf_signed_by = models.CharField(
        max_length=400, blank=True, help_text="The subject of the certificate that signed the PDF."
    )
    certificate_sha256 = models.CharField(max_length=64, blank=True)
    url = models.URLField(max_length=400, blank=True)
    version = models.PositiveSmallIntegerField(default=1)
    corrects = models.OneToOneField("self", models.PROTECT, null=True, related_name="replaced_by")
    corrected_because = models.TextField(blank=True)
    first_published_on = models.DateField(help_text="When version 1 was published.")

    class Meta:
        ordering = ("-published_on", "-pk")

    def __str__(self) -> str:
        return f"{self.ref} {self.title}"

    @property
    def is_late(self) -> bool:
        """Whether it was first published after the last of the 56 days."""
        last = self.last_day
        return last is not None and self.first_published_on > last

    @property
    def last_day(self) -> date | None:
        """The last of the 56 days, by the report's date as it is recorded now.

        `due_on` is the day that the published letter says.
        """
        return self.report.last_day

    @property
    def is_elsewhere(self) -> bool:
        """Whether it was published elsewhere, so that only its address is known."""
        return bool(self.url)

    @property
    def corrects_letter(self) -> bool:
        """Whether it corrects a letter that was published here, as this one is."""
        before = self.corrects
        return before is not None and not self.is_elsewhere and not before.is_elsewhere
