"""Notifications that officers read, kinds that they switched off, and kinds sent by email.

The notification itself is `audit.models.Notification`.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from broadhurst.foundation.agencies.models import Officer
from broadhurst.foundation.audit.models import Event, Notification


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


class EmailChoice(models.Model):
    """The kinds of notification that an officer gets by email: at once, or once a day.

    Events before `since` are not emailed.
    """

    officer = models.OneToOneField(Officer, models.PROTECT, related_name="+")
    at_once = ArrayField(models.CharField(max_length=20), default=list)
    daily = ArrayField(models.CharField(max_length=20), default=list)
    since = models.DateTimeField()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=~models.Q(at_once__overlap=models.F("daily")),
                name="email_each_kind_once",
            ),
        )

    def __str__(self) -> str:
        return f"emails to {self.officer_id}"


class Emailed(models.Model):
    """An officer was sent an email that has the reference of this event."""

    event = models.ForeignKey(Event, models.PROTECT, related_name="+", db_index=False)
    officer = models.ForeignKey(Officer, models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("officer", "event"), name="email_each_event_once"),
        )

    def __str__(self) -> str:
        return f"{self.event_id} to {self.officer_id}"
