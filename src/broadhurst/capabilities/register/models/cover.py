"""Deputies who cover for an absent lead, and everyone who leads on an OCG now."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value

from broadhurst.capabilities.register.models.leading import Lead
from broadhurst.capabilities.register.models.ocg import Ocg, Protected
from broadhurst.foundation.agencies.models import Officer

OPEN = Q(closed_at=None)


class Days(Func):
    """The range of days of two columns, with its last day."""

    function = "DATERANGE"
    output_field = DateRangeField()

    def __init__(self) -> None:
        super().__init__(F("from_on"), F("until_on"), Value("[]"))


class Cover(Protected):
    """A deputy does the work of an absent lead, from a day until the end of another.

    On those days the deputy can see the OCG and do what the lead can do. A correction closes the
    row and adds another. If the lead is replaced, the cover ends without being closed.
    """

    class ClosedAs(models.TextChoices):
        ENDED = "ended", "Ended early"
        CORRECTED = "corrected", "Corrected"
        WITHDRAWN = "withdrawn", "Recorded in error"

    ref = models.CharField(max_length=16, unique=True)
    ocg = models.ForeignKey(Ocg, models.PROTECT, related_name="covers")
    lead = models.ForeignKey(Lead, models.PROTECT, related_name="covers")
    deputy = models.ForeignKey(Officer, models.PROTECT, related_name="+", db_index=False)
    from_on = models.DateField()
    until_on = models.DateField(help_text="The last day.")
    because = models.CharField(max_length=200)
    named_by = models.ForeignKey(Officer, models.PROTECT, related_name="+", db_index=False)
    named_at = models.DateTimeField()
    closed_as = models.CharField(max_length=9, choices=ClosedAs, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(Officer, models.PROTECT, null=True, blank=True, related_name="+")
    closed_because = models.CharField(max_length=200, blank=True)
    replaces = models.OneToOneField("self", models.PROTECT, null=True, related_name="replaced_by")

    class Meta:
        ordering = ("-from_on", "-pk")
        constraints = (
            ExclusionConstraint(
                name="one_deputy_of_a_lead",
                expressions=[
                    ("lead", RangeOperators.EQUAL),
                    (Days(), RangeOperators.OVERLAPS),
                ],
                condition=OPEN,
            ),
            # So one deputy never does the work of both the SIO and the LRO.
            ExclusionConstraint(
                name="deputy_of_one_lead",
                expressions=[
                    ("ocg", RangeOperators.EQUAL),
                    ("deputy", RangeOperators.EQUAL),
                    (Days(), RangeOperators.OVERLAPS),
                ],
                condition=OPEN,
            ),
            models.CheckConstraint(
                condition=Q(until_on__gte=F("from_on")), name="cover_is_forward"
            ),
            models.CheckConstraint(
                condition=Q(closed_as="", closed_at=None, closed_by=None, closed_because="")
                | ~Q(closed_as="") & Q(closed_at__isnull=False) & ~Q(closed_because=""),
                name="cover_closed_with_a_reason",
            ),
        )
        indexes = (
            models.Index(fields=("deputy", "until_on"), condition=OPEN, name="covered_by_deputy"),
        )

    def __str__(self) -> str:
        return f"{self.deputy} covers as {self.lead.get_role_display()} {self.ref}"

    @property
    def caption(self) -> str:
        """Return the deputy, the lead and the OCG, for forms."""
        role = self.lead.get_role_display()
        return f"{self.deputy.name} for {self.lead.officer.name}, {role} of {self.ocg.caption}"


class ActingLead(models.Model):
    """An officer who does a lead's work now: the lead, or also the deputy of the day.

    A view of the database, with the access of the reader. Ask it whether an officer leads.
    `in_part` says whether the reader sees the OCG in part, as an LRO of a partner organisation.
    """

    lead = models.ForeignKey(Lead, models.DO_NOTHING, related_name="+")
    ocg = models.ForeignKey(Ocg, models.DO_NOTHING, related_name="acting_leads")
    role = models.CharField(max_length=3, choices=Lead.Role)
    officer = models.ForeignKey(Officer, models.DO_NOTHING, related_name="+")
    until_at = models.DateTimeField(null=True)
    is_cover = models.BooleanField()
    in_part = models.BooleanField()

    class Meta:
        managed = False
        db_table = "register_acting_lead"

    def __str__(self) -> str:
        return f"{self.get_role_display()} {self.officer}"
