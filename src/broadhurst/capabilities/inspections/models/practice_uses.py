"""Published practice and its use by organisations, as the figures count them."""

from django.db import models

from broadhurst.capabilities.plans.models import P


class PracticeUse(models.Model):
    """A practice note that was published, or an organisation's record of how it uses one.

    A view of the database, with the access of the reader. The room `practice` is above this one,
    so its migration makes the view from its tables.
    """

    PUBLISHED = "published"

    ref = models.CharField(max_length=16, help_text="The reference of the note.")
    title = models.CharField(max_length=120)
    organisation = models.BigIntegerField(
        help_text="The organisation that published the note or uses it."
    )
    kind = models.CharField(max_length=9, help_text="“published”, or the result of its use.")
    at = models.DateTimeField()
    until = models.DateTimeField(null=True, help_text="When this record was withdrawn.")
    note_until = models.DateTimeField(null=True, help_text="When the note was withdrawn.")
    topic = models.CharField(max_length=8, choices=P)

    class Meta:
        managed = False
        db_table = "inspections_practice_use"

    def __str__(self) -> str:
        return f"{self.ref} {self.kind}"
