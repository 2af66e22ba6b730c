"""Links between two OCGs, and between two people."""

from django.db import models
from django.db.models import F, Q

from broadhurst.capabilities.links.rules import (
    FROM_THE_OTHER_END,
    HANDLING,
    INTELLIGENCE,
    SOURCE,
)
from broadhurst.capabilities.register.models import Ocg, Person
from broadhurst.foundation.access.models import Dossier
from broadhurst.foundation.agencies.models import Officer


class Link(models.Model):
    """A link of an OCG with another, or of one of its people with a person of any OCG.

    A reader sees it only if they can see the dossiers of both ends. So it has no `dossier`: the log
    of one OCG would then say that there is a link. A correction withdraws the row and adds another,
    which `replaces` it.
    """

    class Kind(models.TextChoices):
        RIVAL = "rival", "Rival"
        SUPPLIER = "supplier", "Supplier"
        CUSTOMER = "customer", "Customer"
        SUCCESSOR = "successor", "Successor"
        PREDECESSOR = "predecessor", "Predecessor"
        SHARES_MEMBERS = "shares_members", "Shares members"
        FAMILY = "family", "Family"
        PARTNER = "partner", "Partner or former partner"
        ASSOCIATE = "associate", "Criminal associate"
        BUSINESS = "business", "In business together"
        OTHER = "other", "Other link"

    ref = models.CharField(max_length=16, unique=True)
    ocg = models.ForeignKey(Ocg, models.PROTECT, related_name="+")
    other_ocg = models.ForeignKey(Ocg, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    other_person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    one_dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="+")
    other_dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=16, choices=Kind, help_text="What the other one is to it.")
    from_on = models.DateField(null=True, blank=True, help_text="Empty if it is not known.")
    until_on = models.DateField(null=True, blank=True, help_text="Empty while it lasts.")
    ended_because = models.CharField(max_length=400, blank=True)
    source = models.CharField(max_length=1, choices=SOURCE)
    intelligence = models.CharField(max_length=1, choices=INTELLIGENCE)
    handling = models.CharField(max_length=1, choices=HANDLING)
    conditions = models.CharField(max_length=200, blank=True)
    reason = models.TextField()
    recorded_by = models.ForeignKey(Officer, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    replaces = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="replaced_by"
    )
    withdrawn_by = models.ForeignKey(
        Officer, models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_because = models.CharField(max_length=400, blank=True)

    class Meta:
        ordering = ("recorded_at", "pk")
        constraints = (
            models.CheckConstraint(
                name="link_of_two_ocgs_or_two_people",
                condition=Q(person=None, other_person=None) & ~Q(ocg=F("other_ocg"))
                | Q(person__isnull=False, other_person__isnull=False)
                & ~Q(person=F("other_person")),
            ),
            models.CheckConstraint(
                name="link_dates_in_order",
                condition=Q(from_on=None) | Q(until_on=None) | Q(until_on__gte=F("from_on")),
            ),
            models.CheckConstraint(
                name="link_withdrawn_with_a_reason",
                condition=Q(withdrawn_at=None, withdrawn_by=None, withdrawn_because="")
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False)
                & ~Q(withdrawn_because=""),
            ),
            models.CheckConstraint(
                name="link_with_conditions", condition=~Q(handling="C") | ~Q(conditions="")
            ),
        )

    def __str__(self) -> str:
        return f"Link {self.ref}"

    @property
    def caption(self) -> str:
        """Return the two ends, for forms."""
        if self.person and self.other_person:
            return f"{self.person.name} and {self.other_person.name} {self.ref}"
        return f"{self.ocg.name} and {self.other_ocg.name} {self.ref}"

    @property
    def grade(self) -> str:
        """Return the grade as intelligence reports write it, like 1B P."""
        return f"{self.source}{self.intelligence} {self.handling}"

    def seen_from(self, ocg: Ocg) -> str:
        """Return what the other end is to this OCG, in words."""
        is_first = self.ocg_id == ocg.pk
        kind = self.kind if is_first else FROM_THE_OTHER_END.get(self.kind, self.kind)
        return str(self.Kind(kind).label)
