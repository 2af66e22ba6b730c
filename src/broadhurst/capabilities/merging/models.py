"""Merges and splits of OCGs, and merges of people, with each row that changed."""

from django.db import models
from django.db.models import F, Q

from broadhurst.capabilities.register.models import Ocg, Person, Protected
from broadhurst.foundation.agencies.models import Officer


class Undoable(Protected):
    """A move that can be undone, with each row that changed and its columns before and after.

    `kept` has the records that were not moved back, because they changed in the meantime.
    """

    ref = models.CharField(max_length=16, unique=True)
    because = models.TextField()
    rows = models.JSONField(default=list)
    undone_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True)
    undone_because = models.TextField(blank=True)
    kept = models.JSONField(default=list)

    class Meta:
        abstract = True


class Merged(Undoable):
    """A merge of two records."""

    merged_by = models.ForeignKey(Officer, models.PROTECT, related_name="+")
    merged_at = models.DateTimeField()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"Merge {self.ref}"


class Merge(Merged):
    """A merge of an OCG into another, kept with the other one, which its readers see.

    `entries` has the ids of the deconfliction records that moved, `follows` those of the followers
    who now follow the other one.
    """

    ocg = models.ForeignKey(Ocg, models.PROTECT, related_name="merges")
    into = models.ForeignKey(Ocg, models.PROTECT, related_name="merged_in")
    was_state = models.CharField(max_length=11, choices=Ocg.State)
    was_due_on = models.DateField(null=True)
    entries = models.JSONField(default=dict)
    follows = models.JSONField(default=list)
    counts = models.JSONField(default=dict)

    class Meta:
        ordering = ("-merged_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=("ocg",), condition=Q(undone_at=None), name="merged_into_one"
            ),
            models.CheckConstraint(condition=~Q(ocg=F("into")), name="merged_into_another"),
            models.CheckConstraint(condition=~Q(because=""), name="merged_with_a_reason"),
            models.CheckConstraint(
                condition=Q(undone_at=None, undone_by=None, undone_because="")
                | Q(undone_at__isnull=False, undone_by__isnull=False) & ~Q(undone_because=""),
                name="merge_undone_with_a_reason",
            ),
        )

    @property
    def caption(self) -> str:
        """Return both OCGs, for forms."""
        return f"{self.ocg.name} {self.ocg.ref} into {self.into.name} {self.into.ref}"


class PersonMerge(Merged):
    """A merge of two records of one person of an OCG."""

    ocg = models.ForeignKey(Ocg, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="merges")
    into = models.ForeignKey(Person, models.PROTECT, related_name="merged_in")

    class Meta:
        ordering = ("-merged_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=("person",), condition=Q(undone_at=None), name="person_merged_into_one"
            ),
            models.CheckConstraint(
                condition=~Q(person=F("into")), name="person_merged_into_another"
            ),
            models.CheckConstraint(condition=~Q(because=""), name="person_merged_with_a_reason"),
            models.CheckConstraint(
                condition=Q(undone_at=None, undone_by=None, undone_because="")
                | Q(undone_at__isnull=False, undone_by__isnull=False) & ~Q(undone_because=""),
                name="person_merge_undone_with_a_reason",
            ),
        )

    @property
    def caption(self) -> str:
        """Return both people, for forms."""
        return f"{self.person} {self.person.ref} into {self.into} {self.into.ref}"


class Split(Undoable):
    """A split of an OCG into it and a new one, kept with the first one, which its readers see.

    Undoing it merges the new one back. That is `undone_as`. Readers of the new one alone see only
    its `split_off_at`.
    """

    ocg = models.ForeignKey(Ocg, models.PROTECT, related_name="splits")
    new = models.OneToOneField(Ocg, models.PROTECT, related_name="split_off")
    split_by = models.ForeignKey(Officer, models.PROTECT, related_name="+")
    split_at = models.DateTimeField()
    counts = models.JSONField(default=dict)
    undone_as = models.OneToOneField(Merge, models.PROTECT, null=True, related_name="undid")

    class Meta:
        ordering = ("-split_at", "-pk")
        constraints = (
            models.CheckConstraint(condition=~Q(ocg=F("new")), name="split_off_another"),
            models.CheckConstraint(condition=~Q(because=""), name="split_with_a_reason"),
            models.CheckConstraint(
                condition=Q(undone_at=None, undone_by=None, undone_as=None, undone_because="")
                | Q(undone_at__isnull=False, undone_by__isnull=False, undone_as__isnull=False)
                & ~Q(undone_because=""),
                name="split_undone_with_a_reason",
            ),
        )

    def __str__(self) -> str:
        return f"Split {self.ref}"

    @property
    def caption(self) -> str:
        """Return both OCGs, for forms."""
        return f"{self.new.name} {self.new.ref} off {self.ocg.name} {self.ocg.ref}"
