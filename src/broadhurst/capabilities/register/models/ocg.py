"""Organised crime groups and their districts."""

from django.contrib.postgres.fields import ArrayField, DateTimeRangeField
from django.db import models
from django.db.models import Func, Q

from broadhurst.capabilities.register.rules.kinds import in_words_of, noun
from broadhurst.foundation.access.dossier_key import DossierKey
from broadhurst.foundation.access.models import Dossier
from broadhurst.foundation.agencies.models import District


class TsTzRange(Func):
    """The half-open range of two columns. A null end is still running."""

    function = "TSTZRANGE"
    output_field = DateTimeRangeField()


class Protected(models.Model):
    """A row under a dossier's row-level security.

    The policies are in the migrations. A test checks that every such model has one.
    """

    dossier = DossierKey(Dossier, models.PROTECT, related_name="+")

    class Meta:
        abstract = True


class ThreatType(models.TextChoices):
    """The categories of serious and organised crime.

    Source: 2018 strategy, as used in the National Strategic Assessment of SOC 2020, National Crime
    Agency.
    """

    CHILD_SEXUAL_ABUSE = "child_sexual_abuse", "Child sexual abuse"
    MODERN_SLAVERY = "modern_slavery", "Modern slavery and human trafficking"
    IMMIGRATION_CRIME = "immigration_crime", "Organised immigration crime"
    DRUGS = "drugs", "Illegal drugs"
    FIREARMS = "firearms", "Illegal firearms"
    ACQUISITIVE = "acquisitive", "Organised acquisitive crime"
    CYBER = "cyber", "Cyber crime"
    FRAUD = "fraud", "Fraud"
    MONEY_LAUNDERING = "money_laundering", "Money laundering"
    BRIBERY = "bribery", "Bribery, corruption and sanctions evasion"


class Ocg(Protected):
    """A threat on the register: an organised crime group, or one of the other kinds.

    The reference is opaque, and the name is a cover name. `rules/kinds.py` has the words of each
    kind, and `rules/life.py` the steps from one state to the next.
    """

    class Kind(models.TextChoices):
        OCG = "ocg", "Organised crime group"
        INDIVIDUAL = "individual", "Priority individual"
        VULNERABILITY = "vulnerability", "Vulnerability"
        LOCATION = "location", "Location"

    class State(models.TextChoices):
        REPORTED = "reported", "reported"
        ASSESSING = "assessing", "under assessment"
        NOT_ADOPTED = "not_adopted", "not adopted"
        ACTIVE = "active", "active"
        DORMANT = "dormant", "dormant"
        ARCHIVED = "archived", "archived"
        MERGED = "merged", "merged"

    class Status(models.TextChoices):
        """The status that people see: the OCG's state, or that archiving it is proposed.

        The state still decides what may be done. It is shown again if the proposal is declined.
        """

        REPORTED = "reported", "reported"
        ASSESSING = "assessing", "under assessment"
        NOT_ADOPTED = "not_adopted", "not adopted"
        ACTIVE = "active", "active"
        DORMANT = "dormant", "dormant"
        ARCHIVE_PROPOSED = "archive_proposed", "archive proposed"
        ARCHIVED = "archived", "archived"
        MERGED = "merged", "merged"

    ref = models.CharField(max_length=16, unique=True)
    kind = models.CharField(max_length=13, choices=Kind, default=Kind.OCG)
    name = models.CharField(max_length=80, help_text="A cover name, not a person's.")
    national_ref = models.CharField(max_length=40, blank=True)
    threat_types = ArrayField(models.CharField(max_length=24, choices=ThreatType))
    description = models.TextField()
    place = models.TextField(blank=True, help_text="The address of a location, or its extent.")
    group = models.TextField(blank=True, help_text="The people at risk.")
    state = models.CharField(max_length=11, choices=State)
    due_on = models.DateField(
        null=True,
        blank=True,
        help_text="The last day for the next step: to decide, to assess, or to look again.",
    )
    registered_at = models.DateTimeField()
    adopted_at = models.DateTimeField(null=True, blank=True, help_text="First active, with an LRO.")
    reactivated_at = models.DateTimeField(
        null=True, blank=True, help_text="An assessment made before it is no longer current."
    )
    is_archive_proposed = models.BooleanField(
        default=False, help_text="Whether a proposal to archive it is open."
    )
    split_off_at = models.DateTimeField(
        null=True, blank=True, help_text="When it was split off another OCG."
    )

    class Meta:
        verbose_name = "OCG"
        ordering = ("-registered_at", "-pk")
        indexes = (
            models.Index(fields=("state", "-registered_at", "-id"), name="ocg_by_state"),
            models.Index(fields=("state", "name", "id"), name="ocg_by_name"),
            models.Index(fields=("due_on",), condition=~Q(due_on=None), name="ocg_by_due"),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(kind="location") ^ Q(place=""), name="location_has_a_place"
            ),
            models.CheckConstraint(
                condition=Q(kind="vulnerability") ^ Q(group=""), name="vulnerability_has_a_group"
            ),
            models.CheckConstraint(
                condition=Q(state="active")
                | Q(state__in=("reported", "assessing", "dormant"), due_on__isnull=False)
                | Q(state__in=("not_adopted", "archived", "merged"), due_on=None),
                name="due_while_it_waits",
            ),
            models.CheckConstraint(
                condition=Q(state__in=("reported", "assessing", "not_adopted"), adopted_at=None)
                | Q(
                    state__in=("active", "dormant", "archived", "merged"), adopted_at__isnull=False
                ),
                name="adopted_before_active",
            ),
            models.CheckConstraint(
                condition=Q(is_archive_proposed=False) | Q(state__in=("active", "dormant")),
                name="archive_proposed_while_live",
            ),
        )

    def __str__(self) -> str:
        return f"{self.ref} {self.name}"

    @property
    def caption(self) -> str:
        """Return the name and then the reference, for forms."""
        return f"{self.name} {self.ref}"

    @property
    def noun(self) -> str:
        """Return what pages call it, like "OCG" or "location"."""
        return noun(self.kind)

    def own_words(self, text: str) -> str:
        """Return a sentence about OCGs in the words of this kind of threat."""
        return in_words_of(self.kind, text)

    @property
    def status(self) -> str:
        """Return the status as a code, for lists, tags and programs."""
        return self.Status.ARCHIVE_PROPOSED if self.is_archive_proposed else self.state

    @property
    def status_label(self) -> str:
        """Return the status in words."""
        return str(self.Status(self.status).label)

    @property
    def threats(self) -> str:
        """Return the threat types in words."""
        return ", ".join(ThreatType(code).label for code in self.threat_types)


class Area(Protected):
    """A district in which an OCG is active."""

    ocg = models.ForeignKey(Ocg, models.PROTECT, related_name="areas")
    district = models.ForeignKey(District, models.PROTECT, related_name="+")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("ocg", "district"), name="area_once"),)

    def __str__(self) -> str:
        return self.district.name
