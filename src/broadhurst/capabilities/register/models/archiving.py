"""Proposals to archive an OCG, their decisions, and reactivation."""

from django.db import models
from django.db.models import F, Q

from broadhurst.capabilities.register.models.ocg import Ocg, Protected
from broadhurst.foundation.agencies.models import Officer


class Archiving(Protected):
    """A proposal to archive an OCG, with its decision (rule 11).

    Owner and leads stay unchanged, so an archived OCG still has responsible officers.
    """

    class Reason(models.TextChoices):
        DISMANTLED = "dismantled", "Dismantled"
        BELOW_CRITERIA = "below_criteria", "No longer meets the criteria for an OCG"
        NO_INTELLIGENCE = "no_intelligence", "No intelligence in the review period"
        MERGED = "merged", "Merged with another OCG"
        IN_CUSTODY = "in_custody", "All members in custody with no capability"
        ANOTHER_LIST = "another_list", "Moved to another organisation’s list"
        DUPLICATE = "duplicate", "Duplicate of another OCG"

    class Outcome(models.TextChoices):
        PROPOSED = "proposed", "Proposed"
        APPROVED = "approved", "Approved"
        DECLINED = "declined", "Declined"

    ocg = models.ForeignKey(Ocg, models.PROTECT, related_name="archivings")
    reason = models.CharField(max_length=16, choices=Reason)
    explanation = models.TextField()
    proposed_by = models.ForeignKey(Officer, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    outcome = models.CharField(max_length=8, choices=Outcome, default=Outcome.PROPOSED)
    decided_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    decided_because = models.TextField(blank=True)
    reactivated_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+")
    reactivated_at = models.DateTimeField(null=True)
    reactivated_because = models.TextField(blank=True)

    class Meta:
        ordering = ("-proposed_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=("ocg",), condition=Q(outcome="proposed"), name="one_proposal_to_archive"
            ),
            models.UniqueConstraint(
                fields=("ocg",),
                condition=Q(outcome="approved", reactivated_at=None),
                name="archived_once",
            ),
            models.CheckConstraint(
                condition=Q(outcome="proposed", decided_by=None, decided_at=None)
                | ~Q(outcome="proposed") & Q(decided_by__isnull=False, decided_at__isnull=False),
                name="archiving_decided_by_someone",
            ),
            models.CheckConstraint(
                condition=~Q(outcome="approved") | ~Q(decided_by=F("proposed_by")),
                name="proposer_does_not_approve_archiving",
            ),
            models.CheckConstraint(
                condition=~Q(outcome="declined") | ~Q(decided_because=""),
                name="archiving_declined_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(reactivated_at=None, reactivated_by=None, reactivated_because="")
                | Q(outcome="approved", reactivated_at__isnull=False, reactivated_by__isnull=False)
                & ~Q(reactivated_because=""),
                name="reactivated_with_a_reason",
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_outcome_display()}: archive {self.ocg.ref}"
