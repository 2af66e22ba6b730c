"""The steps that clear a text before it is published: policies, chains and delegations."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from broadhurst.capabilities.register.models import Protected
from broadhurst.foundation.agencies.models import Agency, Officer


class Kind(models.TextChoices):
    """A step of a chain. Each kind is at most once in a chain."""

    AUTHOR = "author", "Author"
    CHIEF_OFFICER = "chief_officer", "Chief officer’s comments"
    LEGAL = "legal", "Legal"
    PRESS = "press", "Press office"
    SECOND = "second", "Second reader"
    ELECTED = "elected", "Elected member"


class Policy(models.Model):
    """The steps that an organisation's texts take from a day on. Only its withdrawal changes it.

    `takers` has, by kind of step, who can take it: `role:<role>` or `post:<title of a posting>`.
    """

    ref = models.CharField(max_length=16, unique=True)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    steps = ArrayField(models.CharField(max_length=16, choices=Kind))
    takers = models.JSONField(default=dict)
    restart_from = models.CharField(
        max_length=16, choices=Kind, help_text="The step that a change of the text goes back to."
    )
    from_on = models.DateField()
    because = models.CharField(max_length=200)
    set_by = models.ForeignKey(Officer, models.PROTECT, related_name="+")
    set_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_because = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = "clearance policy"
        ordering = ("-from_on", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=("agency", "from_on"),
                condition=Q(withdrawn_at=None),
                name="one_clearance_policy_a_day",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_because="")
                | Q(withdrawn_at__isnull=False) & ~Q(withdrawn_because=""),
                name="clearance_policy_withdrawn_because",
            ),
        )

    def __str__(self) -> str:
        return self.ref


class Delegation(models.Model):
    """A step that one officer takes for another, until the end of a day."""

    ref = models.CharField(max_length=16, unique=True)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=16, choices=Kind)
    giver = models.ForeignKey(Officer, models.PROTECT, related_name="+")
    taker = models.ForeignKey(Officer, models.PROTECT, related_name="+")
    from_on = models.DateField()
    until_on = models.DateField(help_text="The last day of the delegation.")
    ended_at = models.DateTimeField(null=True)
    ended_because = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("-from_on", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(until_on__gte=F("from_on")), name="delegation_span_is_forward"
            ),
            models.CheckConstraint(condition=~Q(giver=F("taker")), name="delegation_is_to_another"),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_because="")
                | Q(ended_at__isnull=False) & ~Q(ended_because=""),
                name="delegation_ended_because",
            ),
        )

    def __str__(self) -> str:
        return self.ref


class Chain(Protected):
    """The steps of one text. They are copied from the policy of the day when it was opened."""

    ref = models.CharField(
        max_length=16, unique=True, help_text="The reference of the text's record."
    )
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    policy = models.ForeignKey(Policy, models.PROTECT, null=True, related_name="+")
    restart_from = models.PositiveSmallIntegerField(default=1)
    closed_at = models.DateTimeField(null=True, help_text="The text was published or withdrawn.")

    def __str__(self) -> str:
        return self.ref


class Step(Protected):
    """One step of a chain: who can take it, and who took it for which text."""

    chain = models.ForeignKey(Chain, models.PROTECT, related_name="steps")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=16, choices=Kind)
    takers = ArrayField(models.CharField(max_length=100), default=list)
    taken_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+")
    taken_for = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+")
    taken_at = models.DateTimeField(null=True)
    comment = models.CharField(max_length=1000, blank=True)
    digest = models.CharField(max_length=64, blank=True, help_text="The SHA-256 of the text.")

    class Meta:
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(fields=("chain", "number"), name="one_step_a_number"),
            models.CheckConstraint(
                condition=Q(taken_by=None, taken_for=None, taken_at=None, comment="", digest="")
                | Q(taken_by__isnull=False, taken_at__isnull=False) & ~Q(digest=""),
                name="step_taken_whole",
            ),
        )

    def __str__(self) -> str:
        return str(self.get_kind_display())


class Move(Protected):
    """An event of a chain: a step was taken, or it went back. Rows are only added."""

    class Outcome(models.TextChoices):
        TAKEN = "taken", "Cleared"
        RETURNED = "returned", "Returned for changes"
        RESTARTED = "restarted", "Went back, because the text changed"

    chain = models.ForeignKey(Chain, models.PROTECT, related_name="moves")
    outcome = models.CharField(max_length=12, choices=Outcome)
    step = models.CharField(max_length=16, choices=Kind, blank=True)
    back_to = models.CharField(
        max_length=16, choices=Kind, blank=True, help_text="Empty: back to the authors."
    )
    comment = models.CharField(max_length=1000, blank=True)
    by = models.ForeignKey(Officer, models.PROTECT, related_name="+")
    taken_for = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("at", "pk")

    def __str__(self) -> str:
        return str(self.get_outcome_display())
