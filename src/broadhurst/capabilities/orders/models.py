"""Court orders against the people of an OCG, and everything that happens to each."""

from django.db import models
from django.db.models import F, Q

from broadhurst.capabilities.orders.rules import LAW
from broadhurst.capabilities.register.models import Ocg, Person, Protected
from broadhurst.foundation.agencies.models import Officer, Unit


class Order(Protected):
    """A court order against a person of an OCG, such as a serious crime prevention order.

    It has its own dossier, a child of the OCG's. The unit that monitors it sees this row and
    nothing of the OCG, so `ocg` and `person` do not load for that unit. Without a `monitor_unit`,
    nobody has been named to monitor it yet.
    """

    class Kind(models.TextChoices):
        SERIOUS_CRIME_PREVENTION = "serious_crime_prevention", "Serious crime prevention order"
        SLAVERY_PREVENTION = "slavery_prevention", "Slavery and trafficking prevention order"
        SLAVERY_RISK = "slavery_risk", "Slavery and trafficking risk order"
        CRIMINAL_BEHAVIOUR = "criminal_behaviour", "Criminal behaviour order"
        FINANCIAL_REPORTING = "financial_reporting", "Financial reporting order"
        TRAVEL_RESTRICTION = "travel_restriction", "Travel restriction order"
        SEXUAL_HARM_PREVENTION = "sexual_harm_prevention", "Sexual harm prevention order"
        GANG_INJUNCTION = "gang_injunction", "Gang injunction"
        CONFISCATION = "confiscation", "Confiscation order"
        OTHER = "other", "Another order"

    class Stage(models.TextChoices):
        IN_FORCE = "in_force", "In force"
        DISCHARGED = "discharged", "Discharged"
        EXPIRED = "expired", "Expired"
        WITHDRAWN = "withdrawn", "Recorded in error"

    ref = models.CharField(max_length=16, unique=True)
    ocg = models.ForeignKey(Ocg, models.PROTECT, related_name="orders")
    person = models.ForeignKey(Person, models.PROTECT, related_name="orders")
    # The monitor cannot read the person's row, so the name on the order is kept here.
    person_name = models.CharField(max_length=120)
    kind = models.CharField(max_length=24, choices=Kind)
    other_kind = models.CharField(max_length=80, blank=True)
    court = models.CharField(max_length=80)
    court_reference = models.CharField(max_length=40, blank=True)
    made_on = models.DateField()
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True, help_text="Empty: until further order.")
    conditions = models.TextField()
    monitor_unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    monitor = models.ForeignKey(Officer, models.PROTECT, null=True, blank=True, related_name="+")
    next_check_on = models.DateField()
    stage = models.CharField(max_length=10, choices=Stage, default=Stage.IN_FORCE)
    ended_on = models.DateField(null=True, blank=True)
    recorded_by = models.ForeignKey(Officer, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ("-made_on", "-pk")
        constraints = (
            models.CheckConstraint(
                name="order_dates_in_order",
                condition=Q(from_on__gte=F("made_on"))
                & (Q(until_on=None) | Q(until_on__gte=F("from_on"))),
            ),
            models.CheckConstraint(
                name="order_ended_on_a_day",
                condition=Q(stage__in=("discharged", "expired"), ended_on__isnull=False)
                | Q(stage__in=("in_force", "withdrawn"), ended_on=None),
            ),
            models.CheckConstraint(
                name="order_monitor_has_unit",
                condition=Q(monitor=None) | Q(monitor_unit__isnull=False),
            ),
            models.CheckConstraint(
                name="other_order_has_a_name", condition=~Q(kind="other") | ~Q(other_kind="")
            ),
            models.UniqueConstraint(
                fields=("ocg", "person", "kind", "other_kind", "made_on"),
                condition=~Q(stage="withdrawn"),
                name="order_once",
            ),
        )
        indexes = (
            models.Index(
                fields=("monitor_unit", "next_check_on"),
                condition=Q(stage="in_force"),
                name="order_monitored",
            ),
        )

    def __str__(self) -> str:
        return f"{self.what} {self.ref}"

    @property
    def what(self) -> str:
        """Return the kind of order in words."""
        return self.other_kind or self.get_kind_display()

    @property
    def law(self) -> str:
        return LAW[self.kind]

    @property
    def caption(self) -> str:
        """Return the order and the person, for forms."""
        return f"{self.what}, {self.person_name} {self.ref}"


class Entry(Protected):
    """Something that happened to an order, in its history."""

    class Kind(models.TextChoices):
        CHECK = "check", "Checked"
        VARIATION = "variation", "Varied by the court"
        BREACH = "breach", "Breached"
        MONITOR = "monitor", "Monitor named"
        ENDING = "ending", "Ended"
        CORRECTION = "correction", "Corrected"
        WITHDRAWAL = "withdrawal", "Withdrawn as recorded in error"

    class Result(models.TextChoices):
        KEPT = "kept", "The conditions are kept"
        CONCERN = "concern", "There is a concern"
        NOT_SEEN = "not_seen", "They could not be checked"

    ref = models.CharField(max_length=16, unique=True)
    order = models.ForeignKey(Order, models.PROTECT, related_name="entries")
    kind = models.CharField(max_length=10, choices=Kind)
    on = models.DateField(help_text="The day it happened.")
    text = models.TextField(help_text="The notes, or the reason.")
    changes = models.TextField(blank=True, help_text="What it changed, in words.")
    result = models.CharField(max_length=8, choices=Result, blank=True)
    was_due_on = models.DateField(null=True, blank=True, help_text="When this check was due.")
    outcome = models.TextField(blank=True, help_text="The outcome of a breach.")
    outcome_on = models.DateField(null=True, blank=True)
    recorded_by = models.ForeignKey(Officer, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    withdrawn_by = models.ForeignKey(
        Officer, models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_because = models.TextField(blank=True)

    class Meta:
        ordering = ("-on", "-pk")
        constraints = (
            models.CheckConstraint(
                name="entry_withdrawn_with_a_reason",
                condition=Q(withdrawn_at=None, withdrawn_by=None, withdrawn_because="")
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False)
                & ~Q(withdrawn_because=""),
            ),
            models.CheckConstraint(
                name="check_has_a_result",
                condition=Q(kind="check") & ~Q(result="") | ~Q(kind="check") & Q(result=""),
            ),
            models.CheckConstraint(
                name="outcome_of_a_breach",
                condition=Q(outcome="", outcome_on=None)
                | Q(kind="breach", outcome_on__isnull=False) & ~Q(outcome=""),
            ),
            models.UniqueConstraint(
                fields=("order",),
                condition=Q(kind="ending", withdrawn_at=None),
                name="order_ends_once",
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.ref}"

    @property
    def caption(self) -> str:
        """Return the entry and its order, for forms."""
        return f"{self.get_kind_display()}, {self.order.caption}"
