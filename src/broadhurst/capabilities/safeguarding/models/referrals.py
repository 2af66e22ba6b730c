"""Referrals of people at risk.

A referral keeps the fact, date, reference and outcome, never the content.
"""

from django.db import models
from django.db.models import Q

from broadhurst.capabilities.register.models import Ocg, Person, Protected
from broadhurst.capabilities.safeguarding.models.checks import REFERRAL_CHECKS
from broadhurst.capabilities.safeguarding.rules.referring import ENDED
from broadhurst.foundation.agencies.models import Officer, Unit


class Referral(Protected):
    """A referral of a person to a safeguarding team, with its progress and outcome.

    A referral has its own dossier, a child of the OCG's. The receiving team sees this row and
    nothing of the OCG, so `ocg` and `person` do not load for that team.
    """

    class Destination(models.TextChoices):
        COMPLEX_SAFEGUARDING = "complex_safeguarding", "Complex Safeguarding team"
        MASH = "mash", "Multi-agency safeguarding hub (MASH)"
        NRM = "nrm", "National Referral Mechanism (NRM)"
        ADULT_MASH = "adult_mash", "Adult MASH"
        HEALTH = "health", "Health safeguarding team"
        OTHER = "other", "Other safeguarding team"

    class Consent(models.TextChoices):
        GIVEN = "given", "Given"
        NOT_NEEDED = "not_needed", "Not needed"
        REFUSED_DUTY_TO_NOTIFY = "refused_duty_to_notify", "Refused: duty to notify"
        NOT_SOUGHT = "not_sought", "Not sought"

    class Stage(models.TextChoices):
        SENT = "sent", "Sent"
        ACKNOWLEDGED = "acknowledged", "Acknowledged"
        DECIDED = "decided", "Decided"
        CLOSED = "closed", "Closed"
        WITHDRAWN = "withdrawn", "Withdrawn"

    class Authority(models.TextChoices):
        """The authority that decides reasonable grounds.

        A pilot site decides for children only.
        """

        SINGLE = "single", "Single Competent Authority (Home Office)"
        IMMIGRATION_ENFORCEMENT = (
            "immigration_enforcement",
            "Immigration Enforcement Competent Authority (Home Office)",
        )
        PILOT_SITE = "pilot_site", "Pilot site for children"

    class Decision(models.TextChoices):
        TAKEN_ON = "taken_on", "Taken on"
        NO_FURTHER_ACTION = "no_further_action", "No further action"
        REDIRECTED = "redirected", "Belongs with another team"
        REASONABLE_GROUNDS = "reasonable_grounds", "Reasonable grounds"
        NO_REASONABLE_GROUNDS = "no_reasonable_grounds", "No reasonable grounds"

    class Outcome(models.TextChoices):
        SUPPORTED = "supported", "Support is in place"
        DECLINED = "declined", "Support was declined"
        RISK_ENDED = "risk_ended", "The risk has ended"
        ELSEWHERE = "elsewhere", "Another team has it"
        NO_FURTHER_ACTION = "no_further_action", "No further action"

    ref = models.CharField(max_length=16, unique=True)
    ocg = models.ForeignKey(Ocg, models.PROTECT, related_name="referrals")
    person = models.ForeignKey(Person, models.PROTECT, related_name="referrals")
    # The team needs the name but cannot read the person's row, which only readers of the OCG see.
    # So the name is copied here when the referral is sent and when the name is corrected. It is
    # empty for an adult who did not consent to the NRM, because they are notified without a name.
    person_name = models.CharField(max_length=120, blank=True)
    is_child = models.BooleanField(help_text="As it was on the day it was sent.")
    destination = models.CharField(max_length=24, choices=Destination)
    team = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    consent = models.CharField(max_length=24, choices=Consent)
    consent_reason = models.CharField(max_length=200, blank=True)
    threat_to_life = models.BooleanField(default=False)
    holder = models.ForeignKey(Officer, models.PROTECT, related_name="+")
    stage = models.CharField(max_length=12, choices=Stage, default=Stage.SENT)
    external_reference = models.CharField(max_length=40, blank=True)
    asked_in = models.CharField(
        max_length=16, blank=True, help_text="The request between SIO and LRO that it is made for."
    )
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey(Officer, models.PROTECT, related_name="+")
    # Empty if the destination has no known deadline.
    ack_due_on = models.DateField(null=True, blank=True)
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    acknowledged_by = models.ForeignKey(
        Officer, models.PROTECT, null=True, blank=True, related_name="+"
    )
    decision_due_on = models.DateField(null=True, blank=True)
    decision = models.CharField(max_length=24, choices=Decision, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True, help_text="When it was recorded.")
    decided_on = models.DateField(null=True, blank=True)
    authority = models.CharField(max_length=24, choices=Authority, blank=True)
    authority_reference = models.CharField(max_length=40, blank=True)
    next_chase_on = models.DateField(null=True, blank=True)
    outcome = models.CharField(max_length=20, choices=Outcome, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_because = models.CharField(max_length=400, blank=True)

    class Meta:
        ordering = ("-sent_at", "-pk")
        constraints = (
            *REFERRAL_CHECKS,
            models.UniqueConstraint(
                fields=("ocg", "person", "team", "destination"),
                condition=~Q(stage__in=ENDED),
                name="referral_open_once",
            ),
        )
        indexes = (
            models.Index(fields=("team",), condition=~Q(stage__in=ENDED), name="referral_of_team"),
            models.Index(fields=("holder",), condition=~Q(stage__in=ENDED), name="referral_held"),
        )

    def __str__(self) -> str:
        return self.ref

    @property
    def name_or_label(self) -> str:
        """Return the person's name, or a label for an adult notified without a name."""
        return self.person_name or "Adult who did not consent (no name)"

    @property
    def caption(self) -> str:
        """Return the person and the reference, for forms."""
        return f"{self.name_or_label}, {self.ref}"


class Chase(Protected):
    """A request to the receiving team for the status of a referral."""

    class How(models.TextChoices):
        TELEPHONE = "telephone", "By phone"
        EMAIL = "email", "By email"
        IN_PERSON = "in_person", "In person"

    referral = models.ForeignKey(Referral, models.PROTECT, related_name="chases")
    how = models.CharField(max_length=10, choices=How)
    chased_at = models.DateTimeField()
    chased_by = models.ForeignKey(Officer, models.PROTECT, related_name="+")

    class Meta:
        ordering = ("chased_at", "pk")

    def __str__(self) -> str:
        return f"{self.referral} chased"
