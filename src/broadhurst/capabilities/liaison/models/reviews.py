"""Joint reviews of an OCG by its SIO and its LRO, the actions agreed, and the answers."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from broadhurst.capabilities.liaison.models.log import Meeting
from broadhurst.capabilities.liaison.models.requests import Request
from broadhurst.capabilities.plans.models import Action
from broadhurst.capabilities.register.models import Lead, Ocg, Protected
from broadhurst.foundation.agencies.models import Officer


class JointReview(Protected):
    """The record of a meeting at which SIO and LRO reviewed the OCG. It is never changed.

    One lead records it (`recorded_role`). The other confirms it, or answers with a comment.
    """

    class Part(models.TextChoices):
        PLAN = "plan", "The 4P plan"
        REQUESTS = "requests", "Requests between SIO and LRO"
        REFERRALS = "referrals", "Safeguarding referrals"
        OUTCOMES = "outcomes", "Desired outcomes and disruptions"

    ref = models.CharField(max_length=16, unique=True)
    ocg = models.ForeignKey(Ocg, models.PROTECT, related_name="joint_reviews")
    meeting = models.OneToOneField(Meeting, models.PROTECT, related_name="review")
    recorded_role = models.CharField(max_length=3, choices=Lead.Role)
    attended = ArrayField(models.CharField(max_length=120), default=list)
    reviewed = ArrayField(models.CharField(max_length=10, choices=Part))
    agreed = models.TextField()
    next_on = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Officer, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "joint review"
        ordering = ("-recorded_at", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(recorded_role__in=("sio", "lro")), name="review_by_a_lead"
            ),
            models.CheckConstraint(condition=~Q(reviewed=[]), name="review_of_something"),
        )
        indexes = (models.Index(fields=("ocg", "-recorded_at"), name="review_by_ocg"),)

    def __str__(self) -> str:
        return f"{self.ref} of {self.meeting.met_on:%-d %B %Y}"


class ReviewAction(Protected):
    """An action agreed at a joint review: one of the plan, or a request between the leads.

    `text`, `owner` and `due_on` are as they were at the review.
    """

    review = models.ForeignKey(JointReview, models.PROTECT, related_name="actions")
    action = models.ForeignKey(Action, models.PROTECT, null=True, related_name="+")
    request = models.ForeignKey(Request, models.PROTECT, null=True, related_name="+")
    text = models.CharField(max_length=200)
    owner = models.CharField(max_length=200)
    due_on = models.DateField()

    class Meta:
        ordering = ("due_on", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(action__isnull=False, request=None)
                | Q(action=None, request__isnull=False),
                name="review_action_is_one_record",
            ),
            models.UniqueConstraint(
                fields=("review", "action", "request"), nulls_distinct=False,
                name="review_action_once",
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return self.text


class ReviewAnswer(Protected):
    """A confirmation of a joint review by the other lead, or a comment of either lead."""

    review = models.ForeignKey(JointReview, models.PROTECT, related_name="answers")
    officer = models.ForeignKey(Officer, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    is_confirmed = models.BooleanField()
    comment = models.TextField(blank=True)

    class Meta:
        ordering = ("at", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("review",), condition=Q(is_confirmed=True), name="review_confirmed_once"
            ),
            models.CheckConstraint(
                condition=Q(is_confirmed=True) | ~Q(comment=""), name="review_comment_says_what"
            ),
        )

    def __str__(self) -> str:
        return "confirmed" if self.is_confirmed else self.comment
