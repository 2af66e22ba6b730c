"""Standard paragraphs that an organisation keeps for its letters."""

from django.db import models
from django.db.models import Q

from broadhurst.capabilities.register.models import Protected
from broadhurst.foundation.agencies.models import Agency, Officer


class StandardParagraph(Protected):
    """A paragraph that an organisation wrote.

    A letter copies its text when it is chosen.
    """

    ref = models.CharField(max_length=16, unique=True)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    title = models.CharField(max_length=120)
    text = models.TextField()
    written_by = models.ForeignKey(Officer, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("title", "pk")
        constraints = (
            models.CheckConstraint(condition=~Q(title="") & ~Q(text=""), name="paragraph_says"),
            models.UniqueConstraint(
                fields=("agency", "title"),
                condition=Q(withdrawn_at=None),
                name="one_paragraph_of_a_title",
            ),
        )

    def __str__(self) -> str:
        return f"{self.ref} {self.title}"

    @property
    def caption(self) -> str:
        """Return the title and the reference, for forms."""
        return f"{self.title} {self.ref}"
