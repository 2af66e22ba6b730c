"""Letters, their recipients, and the copies that were issued."""

from django.db import models
from django.db.models import Q

from broadhurst.capabilities.inspections.models import Report, Response
from broadhurst.capabilities.letters.models.house import Picture, Signatory
from broadhurst.capabilities.letters.models.templates import TemplateVersion
from broadhurst.capabilities.register.models import Protected
from broadhurst.foundation.agencies.models import Officer, Unit


class Letter(Protected):
    """A letter of a unit, from draft to withdrawal. Each recipient gets one of their own."""

    class Stage(models.TextChoices):
        DRAFT = "draft", "Draft"
        READY = "ready", "Ready to issue"
        ISSUED = "issued", "Issued"
        WITHDRAWN = "withdrawn", "Withdrawn"

    ref = models.CharField(max_length=16, unique=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    version = models.ForeignKey(TemplateVersion, models.PROTECT, related_name="letters")
    subject = models.CharField(max_length=200)
    report = models.ForeignKey(Report, models.PROTECT, null=True, related_name="+")
    response = models.ForeignKey(Response, models.PROTECT, null=True, related_name="+")
    signatory = models.ForeignKey(Signatory, models.PROTECT, related_name="+")
    paragraphs = models.JSONField(default=list, help_text="As chosen: {key, title, text}.")
    text = models.TextField(blank=True)
    stage = models.CharField(max_length=12, choices=Stage, default=Stage.DRAFT)
    written_by = models.ForeignKey(Officer, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    returned_because = models.CharField(max_length=200, blank=True)
    issued_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+")
    issued_at = models.DateTimeField(null=True)
    dated = models.DateField(null=True, help_text="The day on an issued letter.")
    crest = models.ForeignKey(Picture, models.PROTECT, null=True, related_name="+")
    signature = models.ForeignKey(Picture, models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_because = models.CharField(max_length=200, blank=True)
    corrects = models.ForeignKey("self", models.PROTECT, null=True, related_name="corrected_by")
    correction = models.CharField(max_length=200, blank=True, help_text="Why it was corrected.")

    class Meta:
        verbose_name = "letter"
        ordering = ("-written_at", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=~Q(stage="issued")
                | Q(issued_at__isnull=False, dated__isnull=False, issued_by__isnull=False)
                & ~Q(issued_by=models.F("written_by")),
                name="letter_issued_by_another",
            ),
            models.CheckConstraint(
                condition=Q(stage="withdrawn", withdrawn_at__isnull=False)
                & ~Q(withdrawn_because="")
                | ~Q(stage="withdrawn") & Q(withdrawn_at=None, withdrawn_because=""),
                name="letter_withdrawn_because",
            ),
            models.CheckConstraint(
                condition=Q(corrects=None, correction="")
                | Q(corrects__isnull=False) & ~Q(correction=""),
                name="letter_correction_has_reason",
            ),
            models.UniqueConstraint(
                fields=("corrects",),
                condition=~Q(stage="withdrawn"),
                name="one_correction_of_a_letter",
            ),
        )

    def __str__(self) -> str:
        return f"{self.ref} {self.subject}"

    @property
    def caption(self) -> str:
        """Return the subject and the reference, for forms."""
        return f"{self.subject} {self.ref}"


class Recipient(Protected):
    """A person who receives the letter, with the text that only their copy has."""

    ref = models.CharField(max_length=16, unique=True)
    letter = models.ForeignKey(Letter, models.PROTECT, related_name="recipients")
    name = models.CharField(max_length=120)
    address = models.TextField(blank=True)
    greeting = models.CharField(max_length=80)

    class Meta:
        verbose_name = "recipient"
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=("letter", "name"), name="one_letter_to_a_recipient"),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def caption(self) -> str:
        """Return the name and the letter, for forms."""
        return f"{self.name} · {self.letter.subject} {self.letter.ref}"


class Issued(Protected):
    """The letter to one recipient as it was issued. It never changes."""

    letter = models.ForeignKey(Letter, models.PROTECT, related_name="issued")
    recipient = models.OneToOneField(Recipient, models.PROTECT, related_name="issued")
    sender = models.TextField()
    markdown = models.TextField(help_text="Up to the signature.")
    signed = models.TextField(help_text="From the signature on.")
    pdf = models.BinaryField()
    docx = models.BinaryField()
    pdf_digest = models.CharField(max_length=64, help_text="SHA-256 of the PDF.")
    docx_digest = models.CharField(max_length=64, help_text="SHA-256 of the DOCX.")

    class Meta:
        ordering = ("recipient",)

    def __str__(self) -> str:
        return f"{self.letter_id} to {self.recipient_id}"
