"""Check constraints that the database enforces on every referral."""

from django.db import models
from django.db.models import Q

NOTIFIED = Q(destination="nrm", is_child=False, consent="refused_duty_to_notify")

REFERRAL_CHECKS = (
    models.CheckConstraint(
        name="adult_to_nrm_with_consent",
        condition=~Q(destination="nrm", is_child=False)
        | Q(consent__in=("given", "refused_duty_to_notify")),
    ),
    models.CheckConstraint(
        name="adult_notified_without_name",
        condition=NOTIFIED & Q(person_name="") | ~NOTIFIED & ~Q(person_name=""),
    ),
    models.CheckConstraint(
        name="child_needs_no_consent",
        condition=Q(is_child=False) | Q(consent__in=("given", "not_needed")),
    ),
    models.CheckConstraint(
        name="consent_not_sought_says_why",
        condition=~Q(consent="not_sought") | ~Q(consent_reason=""),
    ),
    models.CheckConstraint(
        name="referral_open_until_acknowledged",
        condition=Q(stage="sent", acknowledged_at=None, acknowledged_by=None)
        | Q(stage="withdrawn")
        | ~Q(stage__in=("sent", "withdrawn"))
        & Q(acknowledged_at__isnull=False, acknowledged_by__isnull=False),
    ),
    models.CheckConstraint(
        name="referral_closed_once_decided",
        condition=Q(
            stage__in=("sent", "acknowledged", "withdrawn"),
            decision="",
            decided_at=None,
            decided_on=None,
        )
        | Q(stage__in=("decided", "closed"), decided_at__isnull=False, decided_on__isnull=False)
        & ~Q(decision=""),
    ),
    models.CheckConstraint(
        name="grounds_by_competent_authority",
        condition=~Q(decision__in=("reasonable_grounds", "no_reasonable_grounds"))
        | Q(destination="nrm") & ~Q(authority=""),
    ),
    models.CheckConstraint(
        name="pilot_site_for_a_child",
        condition=~Q(authority="pilot_site") | Q(is_child=True),
    ),
    models.CheckConstraint(
        name="referral_withdrawn_says_why",
        condition=Q(stage="withdrawn", withdrawn_at__isnull=False) & ~Q(withdrawn_because="")
        | ~Q(stage="withdrawn") & Q(withdrawn_at=None, withdrawn_because=""),
    ),
)
