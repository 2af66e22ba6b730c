"""Messages about an action between its unit and the owner of the plan, and dependencies."""

from django.db import models
from django.db.models import Q

from broadhurst.capabilities.plans.models.actions import Action
from broadhurst.capabilities.register.models import Protected
from broadhurst.foundation.agencies.models import Officer, Unit


class Message(Protected):
    """A question, a proposed date, or why an action was returned or blocked. It is never changed.

    Its dossier is the action's, so the accountable unit reads it. An answer names the message it
    answers, which has one answer.
    """

    class Kind(models.TextChoices):
        QUESTION = "question", "Question"
        ANSWER = "answer", "Answer"
        DATE_PROPOSED = "date_proposed", "Another date proposed"
        DATE_ACCEPTED = "date_accepted", "Date accepted"
        DATE_REFUSED = "date_refused", "Date refused"
        RETURNED = "returned", "Returned"
        SENT_AGAIN = "sent_again", "Sent again"
        BLOCKED = "blocked", "Blocked"
        UNBLOCKED = "unblocked", "Unblocked"

    action = models.ForeignKey(Action, models.PROTECT, related_name="messages")
    kind = models.CharField(max_length=16, choices=Kind)
    at = models.DateTimeField()
    officer = models.ForeignKey(Officer, models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    text = models.TextField()
    proposed_on = models.DateField(null=True)
    answers = models.OneToOneField("self", models.PROTECT, null=True, related_name="answer")

    class Meta:
        verbose_name = "message about an action"
        ordering = ("at", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(kind="date_proposed") ^ Q(proposed_on=None), name="date_is_proposed"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=("answer", "date_accepted", "date_refused")) ^ Q(answers=None),
                name="answer_names_what_it_answers",
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()} on {self.action_id}"


class Dependency(Protected):
    """An action that waits for another of the same plan. Only readers of the OCG see it."""

    action = models.ForeignKey(Action, models.PROTECT, related_name="waits_for")
    after = models.ForeignKey(Action, models.PROTECT, related_name="+")
    added_by = models.ForeignKey(Officer, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    removed_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+")
    removed_at = models.DateTimeField(null=True)
    removed_because = models.TextField(blank=True)

    class Meta:
        verbose_name_plural = "dependencies"
        ordering = ("added_at", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("action", "after"), condition=Q(removed_at=None), name="waits_for_once"
            ),
            models.CheckConstraint(
                condition=~Q(action=models.F("after")), name="action_waits_for_another"
            ),
            models.CheckConstraint(
                condition=Q(removed_at=None, removed_by=None, removed_because="")
                | Q(~Q(removed_because=""), removed_at__isnull=False, removed_by__isnull=False),
                name="dependency_removed_with_a_reason",
            ),
        )

    def __str__(self) -> str:
        return f"{self.action_id} after {self.after_id}"
