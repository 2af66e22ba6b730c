"""The spans of time that an OCG was in one state, with who began each and why."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q

from broadhurst.capabilities.register.models.ocg import Ocg, Protected, TsTzRange
from broadhurst.foundation.agencies.models import Officer


class Stage(Protected):
    """A span of an OCG in one state. The open span is the state of the OCG itself.

    Figures of an earlier day are counted from these spans.
    """

    class Reason(models.TextChoices):
        BELOW_CRITERIA = "below_criteria", "Below the criteria"
        NOT_CREDIBLE = "not_credible", "The report is not credible"
        KNOWN = "known", "On the register already"
        ANOTHER_LEAD = "another_lead", "Another organisation leads on it"
        NOT_SOC = "not_soc", "Not serious and organised crime"
        IN_CUSTODY = "in_custody", "Key members are in custody"
        NO_ACTIVITY = "no_activity", "No activity in the review period"
        ABROAD = "abroad", "It works abroad at present"
        DISPLACED = "displaced", "It was displaced"
        IN_ERROR = "in_error", "Entered in error"

    ocg = models.ForeignKey(Ocg, models.PROTECT, related_name="stages")
    state = models.CharField(max_length=11, choices=Ocg.State)
    reason = models.CharField(max_length=14, choices=Reason, blank=True)
    explanation = models.TextField(blank=True)
    due_on = models.DateField(null=True, help_text="The last day for the next step, as set then.")
    begun_by = models.ForeignKey(Officer, models.PROTECT, related_name="+")
    from_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("from_at", "pk")
        constraints = (
            ExclusionConstraint(
                name="one_state_at_a_time",
                expressions=[
                    ("ocg", RangeOperators.EQUAL),
                    (TsTzRange("from_at", "until_at"), RangeOperators.OVERLAPS),
                ],
            ),
            models.CheckConstraint(
                condition=Q(until_at=None) | Q(until_at__gte=F("from_at")), name="stage_is_forward"
            ),
            models.CheckConstraint(
                condition=Q(state__in=("not_adopted", "dormant")) ^ Q(reason=""),
                name="stage_has_its_reason",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("not_adopted", "dormant")) | ~Q(explanation=""),
                name="stage_is_explained",
            ),
        )

    def __str__(self) -> str:
        return f"{self.ocg.ref} {self.get_state_display()}"


NOT_ADOPTED_BECAUSE = tuple(list(Stage.Reason.choices)[:5])
DORMANT_BECAUSE = tuple(list(Stage.Reason.choices)[5:9])
