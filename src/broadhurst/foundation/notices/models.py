"""Records of read notifications. The notification itself is `audit.models.Told`."""

from django.db import models

from broadhurst.foundation.agencies.models import Officer
from broadhurst.foundation.audit.models import Told


class Read(models.Model):
    """Records that an officer has read a notification; for a unit's, each officer has a row."""

    told = models.ForeignKey(Told, models.PROTECT, related_name="reads")
    officer = models.ForeignKey(Officer, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("told", "officer"), name="one_reading_each"),
        )

    def __str__(self) -> str:
        return f"{self.told_id} by {self.officer_id}"
