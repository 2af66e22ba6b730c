"""The history of a request: notes, chasers, extensions and escalations."""

from typing import cast

from django.db import models
from django.db.models import Q

from broadhurst.capabilities.liaison.models.requests import Request
from broadhurst.capabilities.register.models import Protected
from broadhurst.foundation.agencies.models import Officer, Unit


class Note(Protected):
    """A progress note on a request. It is never changed."""

    request = models.ForeignKey(Request, models.PROTECT, related_name="notes")
    text = models.TextField()
    officer = models.ForeignKey(Officer, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("at", "pk")

    def __str__(self) -> str:
        return f"Note on {self.request_id}"


class Chaser(Protected):
    """A reminder to the lead who is asked, at most once a day. It is never changed."""

    request = models.ForeignKey(Request, models.PROTECT, related_name="chasers")
    chased_on = models.DateField()
    officer = models.ForeignKey(Officer, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("at", "pk")
        constraints = (
            models.UniqueConstraint(fields=("request", "chased_on"), name="chased_once_a_day"),
        )

    def __str__(self) -> str:
        return f"Chased on {self.chased_on}"


class Extension(Protected):
    """More time that the lead who is asked wants, to answer or to do what is asked.

    `was_due_at` is the deadline until then: of the answer, or the end of the day it is needed by.
    """

    class Of(models.TextChoices):
        ANSWER = "answer", "To answer"
        WORK = "work", "To do what is asked"

    class Stage(models.TextChoices):
        ASKED = "asked", "Not answered yet"
        AGREED = "agreed", "Agreed"
        REFUSED = "refused", "Refused"
        WITHDRAWN = "withdrawn", "Withdrawn"
        LAPSED = "lapsed", "Lapsed"

    request = models.ForeignKey(Request, models.PROTECT, related_name="extensions")
    of = models.CharField(max_length=6, choices=Of)
    was_due_at = models.DateTimeField()
    until_on = models.DateField()
    because = models.TextField()
    asked_by = models.ForeignKey(Officer, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    stage = models.CharField(max_length=9, choices=Stage, default=Stage.ASKED)
    ended_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_because = models.TextField(blank=True, help_text="Why it was refused or withdrawn.")

    class Meta:
        ordering = ("asked_at", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("request",), condition=Q(stage="asked"), name="extension_asked_once"
            ),
            models.CheckConstraint(
                name="extension_ended_by_whom",
                condition=Q(stage="asked", ended_at=None, ended_by=None)
                | ~Q(stage="asked") & Q(ended_at__isnull=False, ended_by__isnull=False),
            ),
            models.CheckConstraint(
                name="extension_refused_says_why",
                condition=~Q(stage="refused") | ~Q(ended_because=""),
            ),
            models.CheckConstraint(
                name="extension_agreed_by_another",
                condition=~Q(stage__in=("agreed", "refused")) | ~Q(ended_by=models.F("asked_by")),
            ),
        )

    def __str__(self) -> str:
        return f"Extension of {self.request_id} to {self.until_on}"


class Escalation(Protected):
    """A request without an answer, passed up: to the SRO of the OCG, or else to a unit.

    The unit is the one of the lead who is asked. A deadline is passed up once (a unique
    constraint), and an extension makes a new one.
    """

    request = models.ForeignKey(Request, models.PROTECT, related_name="escalations")
    due_at = models.DateTimeField()
    at = models.DateTimeField()
    officer = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ("at", "pk")
        constraints = (
            models.UniqueConstraint(fields=("request", "due_at"), name="escalated_once"),
            models.CheckConstraint(
                name="escalated_to_one",
                condition=Q(officer__isnull=True) ^ Q(unit__isnull=True),
            ),
        )

    def __str__(self) -> str:
        return f"{self.request_id} passed up at {self.at}"

    @property
    def to(self) -> Officer | Unit:
        """Return the SRO, or the unit, that it was passed up to."""
        return self.officer or cast(Unit, self.unit)  # a check constraint: one of the two
