"""Drafts of forms. Row-level security shows each officer their own alone."""

from django.db import models

from broadhurst.foundation.agencies.models import Officer, Posting


class Draft(models.Model):
    """The answers of one form at one address, as an officer in a posting left them.

    `answers` has the list of values of each input, as a browser sends them. Files and passwords
    are never in it. `version` goes up with each save, so that two windows cannot overwrite each
    other unseen.
    """

    officer = models.ForeignKey(Officer, models.PROTECT, related_name="+")
    posting = models.ForeignKey(Posting, models.PROTECT, related_name="+")
    path = models.CharField(max_length=200)
    title = models.CharField(max_length=160, help_text="The title of the form, without the record.")
    answers = models.JSONField()
    version = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("posting", "path"), name="one_draft_of_a_form_each"),
        )

    def __str__(self) -> str:
        return self.title
