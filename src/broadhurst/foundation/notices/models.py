"""Records of read notifications. The notification itself is `audit.models.Notification`."""

from django.db import models

from broadhurst.foundation.agencies.models import Officer
from broadhurst.foundation.audit.models import Notification


class NotificationRead(models.Model):
    """Records that an officer has read a notification; for a unit's, each officer has a row."""

    notification = models.ForeignKey(Notification, models.PROTECT, related_name="reads")
    officer = models.ForeignKey(Officer, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("notification", "officer"), name="one_reading_each"),
        )

    def __str__(self) -> str:
        return f"{self.notification_id} by {self.officer_id}"
