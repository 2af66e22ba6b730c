"""Fields of reports and findings for corrections and withdrawal."""

from typing import ClassVar

from django.db import models
from django.db.models import Q


class Correctable(models.Model):
    """A record of something published, which may have been entered wrongly.

    A report has an edition. Each correction to it or to its findings raises the edition by one. A
    finding has the edition that last changed it. A published response has the edition it answered,
    so its page can say what was corrected since. `History` has the values before and after.
    """

    edition = models.PositiveIntegerField(default=0)
    corrected_at = models.DateTimeField(null=True)
    corrected_because = models.TextField(blank=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_because = models.TextField(blank=True)

    class Meta:
        abstract = True
        constraints: ClassVar[tuple[models.BaseConstraint, ...]] = (
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_because="")
                | Q(~Q(withdrawn_because=""), withdrawn_at__isnull=False),
                name="%(class)s_withdrawn_with_a_reason",
            ),
        )
