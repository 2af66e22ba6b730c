"""Templates of letters, with every version."""

from django.db import models
from django.db.models import Q

from broadhurst.capabilities.letters.rules.variables import CORRESPONDENCE, INVITATION, RESPONSE
from broadhurst.capabilities.register.models import Protected
from broadhurst.foundation.agencies.models import Officer, Unit


class Kind(models.TextChoices):
    """The kinds of letter. Each has its own variables."""

    RESPONSE = RESPONSE, "Response to an inspection"
    CORRESPONDENCE = CORRESPONDENCE, "Correspondence"
    INVITATION = INVITATION, "Invitation to comment"


class Template(Protected):
    """A template of a unit. Its text is in its versions; `version` is the newest."""

    ref = models.CharField(max_length=16, unique=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=16, choices=Kind)
    title = models.CharField(max_length=120)
    version = models.PositiveSmallIntegerField(default=1)
    written_by = models.ForeignKey(Officer, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_because = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = "template"
        ordering = ("title", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("unit", "title"),
                condition=Q(withdrawn_at=None),
                name="one_template_of_a_title",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_because="")
                | Q(withdrawn_at__isnull=False) & ~Q(withdrawn_because=""),
                name="template_withdrawn_because",
            ),
        )

    def __str__(self) -> str:
        return f"{self.ref} {self.title}"

    @property
    def caption(self) -> str:
        """Return the title and the reference, for forms."""
        return f"{self.title} {self.ref}"


class TemplateVersion(Protected):
    """One version of a template's text. It never changes, because letters were made with it."""

    template = models.ForeignKey(Template, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    text = models.TextField()
    reason = models.CharField(
        max_length=200, blank=True, help_text="The reason for the new version."
    )
    written_by = models.ForeignKey(Officer, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        ordering = ("-number",)
        constraints = (
            models.UniqueConstraint(fields=("template", "number"), name="one_version_of_a_number"),
        )

    def __str__(self) -> str:
        return f"{self.template}, version {self.number}"
