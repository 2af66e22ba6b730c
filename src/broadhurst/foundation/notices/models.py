"""Notifications that officers read, and kinds that they switched off.

The notification itself is `audit.models.Notification`.
"""

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


class SwitchedOff(models.Model):
    """An officer gets no notification of events with this noun, like "hit" of "hit.raised"."""

    officer = models.ForeignKey(Officer, models.PROTECT, related_name="+", db_index=False)
    noun = models.CharField(max_length=20)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("officer", "noun"), name="switch_off_each_noun_once"),
        )

    def __str__(self) -> str:
        return f"{self.noun} off for {self.officer_id}"
