"""Disruptions of OCGs: the claim, its supporting organisations, and each step taken on it."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from broadhurst.capabilities.disruptions.models.policy import DisruptionPolicy, Grade
from broadhurst.capabilities.plans.models import Action, P
from broadhurst.capabilities.register.models import Ocg, Protected, ThreatType
from broadhurst.foundation.agencies.models import Agency, Officer, Region, Unit


class Disruption(Protected):
    """A disruption of an OCG, claimed by one unit and counted for one lead organisation.

    Its dossier is the OCG's. If the claimant can see only an action, it is a child of the OCG's
    dossier, and `ocg` is filled in by the database. The facts do not change once a moderator has
    accepted the claim. `grade` is the accepted one, and empty before that and after withdrawal.
    """

    class Stage(models.TextChoices):
        CLAIMED = "claimed", "With a moderator"
        RETURNED = "returned", "Returned to the claimant"
        ACCEPTED = "accepted", "Accepted"
        NOT_ACCEPTED = "not_accepted", "Not accepted"
        WITHDRAWN = "withdrawn", "Withdrawn"

    ref = models.CharField(max_length=16, unique=True)
    # May be empty in Python only: a claimant who cannot see the OCG does not know it.
    ocg = models.ForeignKey(Ocg, models.PROTECT, null=True, related_name="disruptions")
    action = models.ForeignKey(Action, models.PROTECT, null=True, related_name="disruptions")
    policy = models.ForeignKey(DisruptionPolicy, models.PROTECT, related_name="+")
    happened_on = models.DateField()
    description = models.TextField()
    effect = models.TextField()
    evidence = models.TextField()
    references = models.JSONField(default=list, help_text="References of records, as evidence.")
    p = models.CharField(max_length=8, choices=P)
    kind = models.CharField(max_length=24, help_text="A type of the policy.")
    grade_claimed = models.CharField(max_length=8, choices=Grade)
    lead = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    supporters = models.ManyToManyField(Agency, through="Support", related_name="+")
    another_because = models.CharField(max_length=200, blank=True)
    claimed_by = models.ForeignKey(Officer, models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    claimed_at = models.DateTimeField()
    stage = models.CharField(max_length=12, choices=Stage, default=Stage.CLAIMED)
    grade = models.CharField(max_length=8, choices=Grade, blank=True)

    class Meta:
        ordering = ("-happened_on", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=("ocg", "action", "happened_on"),
                condition=Q(another_because="", stage__in=("claimed", "returned", "accepted")),
                nulls_distinct=False,
                name="disruption_claimed_once",
            ),
            models.CheckConstraint(
                condition=Q(stage="accepted") ^ Q(grade=""), name="accepted_at_a_grade"
            ),
            models.CheckConstraint(condition=Q(ocg__isnull=False), name="disruption_of_an_ocg"),
        )
        indexes = (
            models.Index(fields=("-happened_on", "-id"), name="disruption_by_day"),
            models.Index(
                fields=("claimed_at",),
                condition=Q(stage="claimed"),
                name="disruption_to_moderate",
            ),
            models.Index(
                fields=("claimed_by",),
                condition=Q(stage="returned"),
                name="disruption_to_answer",
            ),
        )

    def __str__(self) -> str:
        return f"{self.ref} of {self.happened_on}"

    @property
    def kind_label(self) -> str:
        """The type in words."""
        return self.policy.label_of(self.kind)

    @property
    def about(self) -> str:
        """The cover name of the OCG, or the title of the action for those who cannot see it."""
        return self.ocg.name if self.ocg else self.action.title if self.action else self.ref

    @property
    def caption(self) -> str:
        """Return the type, the OCG and the reference, for forms."""
        return f"{self.kind_label}, {self.about} {self.ref}"


class Support(Protected):
    """An organisation that supported a disruption. It is shown apart and never counted."""

    disruption = models.ForeignKey(Disruption, models.PROTECT, related_name="supports")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")

    class Meta:
        ordering = ("agency__name",)
        constraints = (
            models.UniqueConstraint(fields=("disruption", "agency"), name="support_once"),
        )

    def __str__(self) -> str:
        return f"{self.agency} supported {self.disruption_id}"


class Step(Protected):
    """A step on a disruption: who did it, when and why. It is never changed.

    `grade` is the grade claimed, or the grade that counts from this step on. `changes` is a list of
    [field, was, now], in words.
    """

    class Verb(models.TextChoices):
        CLAIMED = "claimed", "Claimed"
        REVISED = "revised", "Revised"
        RETURNED = "returned", "Returned to the claimant"
        ACCEPTED = "accepted", "Accepted"
        NOT_ACCEPTED = "not_accepted", "Not accepted"
        REGRADED = "regraded", "Regraded"
        WITHDRAWN = "withdrawn", "Withdrawn"

    disruption = models.ForeignKey(Disruption, models.PROTECT, related_name="steps")
    verb = models.CharField(max_length=12, choices=Verb)
    at = models.DateTimeField()
    officer = models.ForeignKey(Officer, models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    grade = models.CharField(max_length=8, choices=Grade, blank=True)
    reason = models.TextField(blank=True)
    changes = models.JSONField(default=list)

    class Meta:
        ordering = ("at", "pk")
        indexes = (models.Index(fields=("disruption", "-at", "-id"), name="step_of_disruption"),)

    def __str__(self) -> str:
        return f"{self.get_verb_display()} {self.disruption_id}"


class CountedUnder(Protected):
    """The threat types and the region under which an accepted disruption is counted.

    They are kept as they were when it was accepted, so that no total of a past day changes later.
    Only readers of the OCG see them.
    """

    disruption = models.OneToOneField(Disruption, models.PROTECT, related_name="counted_under")
    threat_types = ArrayField(models.CharField(max_length=24, choices=ThreatType))
    region = models.ForeignKey(Region, models.PROTECT, null=True, related_name="+")

    def __str__(self) -> str:
        return f"{self.disruption_id} under {', '.join(self.threat_types)}"
