"""Requests between SIO and LRO."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import MD5

from broadhurst.capabilities.register.models import Lead, Ocg, Protected
from broadhurst.capabilities.safeguarding.models import Referral
from broadhurst.foundation.agencies.models import Officer


class Request(Protected):
    """A request of one lead to the other, with a time for the answer.

    It is made to a role. The officer who has the role answers it.
    """

    class Kind(models.TextChoices):
        EXECUTE_WARRANT = "execute_warrant", "Execute a warrant"
        SAFEGUARDING_REFERRAL = "safeguarding_referral", "Make a safeguarding referral"
        LOCAL_PARTNERS = "local_partners", "Bring in local partners"
        COMMUNITY_IMPACT = "community_impact", "Assess community impact"
        DISCLOSURE = "disclosure", "Deal with disclosure"
        INTELLIGENCE = "intelligence", "Gather or share intelligence"
        MEDIA = "media", "Agree media lines"
        OTHER = "other", "Something else"

    class Stage(models.TextChoices):
        ASKED = "asked", "Asked"
        ACCEPTED = "accepted", "Accepted"
        REFUSED = "refused", "Refused"
        DONE = "done", "Done"
        WITHDRAWN = "withdrawn", "Withdrawn"

    class Outcome(models.TextChoices):
        EXECUTED = "executed", "Executed"
        NOT_EXECUTED = "not_executed", "Not executed"
        ACHIEVED = "achieved", "Done"
        NOT_ACHIEVED = "not_achieved", "Not done"

    ref = models.CharField(max_length=16, unique=True)
    ocg = models.ForeignKey(Ocg, models.PROTECT, related_name="requests")
    kind = models.CharField(max_length=24, choices=Kind)
    what = models.TextField()
    asked_by = models.ForeignKey(Officer, models.PROTECT, related_name="+")
    asked_of = models.ForeignKey(Officer, models.PROTECT, related_name="+")
    asked_role = models.CharField(max_length=3, choices=Lead.Role)
    asked_at = models.DateTimeField()
    is_urgent = models.BooleanField(default=False)
    # The deadline of the answer: the first stays for the figures, the other one can be extended.
    first_due_at = models.DateTimeField()
    answer_due_at = models.DateTimeField()
    needed_on = models.DateField(null=True, blank=True)
    # The place and times of a warrant, if they are known, and the event planned for it.
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    starts_at = models.DateTimeField(null=True, blank=True)
    ends_at = models.DateTimeField(null=True, blank=True)
    event_ref = models.CharField(max_length=16, blank=True)
    referral = models.ForeignKey(Referral, models.PROTECT, null=True, blank=True, related_name="+")
    stage = models.CharField(max_length=10, choices=Stage, default=Stage.ASKED)
    answered_by = models.ForeignKey(
        Officer, models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    refusal_reason = models.TextField(blank=True)
    outcome_kind = models.CharField(max_length=14, choices=Outcome, blank=True)
    outcome = models.TextField(blank=True)
    ended_at = models.DateTimeField(null=True, blank=True, help_text="Done or withdrawn.")
    withdrawn_because = models.TextField(blank=True)

    class Meta:
        ordering = ("-asked_at", "-pk")
        constraints = (
            models.CheckConstraint(
                name="request_refused_says_why",
                condition=~Q(stage="refused") | ~Q(refusal_reason=""),
            ),
            models.CheckConstraint(
                name="request_withdrawn_says_why",
                condition=~Q(stage="withdrawn") | ~Q(withdrawn_because=""),
            ),
            models.UniqueConstraint(
                "ocg",
                "kind",
                "asked_role",
                MD5("what"),
                condition=Q(stage__in=("asked", "accepted")),
                name="request_open_once",
            ),
            models.CheckConstraint(
                name="request_done_says_what",
                condition=~Q(stage="done") | ~Q(outcome_kind="") & ~Q(outcome=""),
            ),
            models.CheckConstraint(
                name="warrant_executed_or_not",
                condition=~Q(stage="done", kind="execute_warrant")
                | Q(outcome_kind__in=("executed", "not_executed")),
            ),
            models.CheckConstraint(
                name="request_due_in_order",
                condition=Q(answer_due_at__gte=models.F("first_due_at")),
            ),
            models.CheckConstraint(
                name="referral_of_safeguarding_request",
                condition=Q(referral=None) | Q(kind="safeguarding_referral"),
            ),
            models.CheckConstraint(
                name="request_answered_by_another",
                condition=Q(answered_by=None) | ~Q(answered_by=models.F("asked_by")),
            ),
        )
        indexes = (
            models.Index(fields=("ocg", "stage"), name="request_by_ocg"),
            # For the job that looks every 5 minutes for requests to pass up.
            models.Index(
                fields=("answer_due_at",), condition=Q(stage="asked"), name="request_by_answer_due"
            ),
        )

    def __str__(self) -> str:
        return self.ref
