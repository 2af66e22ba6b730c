"""Answers that also answer a finding of another report."""

from django.db import models
from django.db.models import Q

from broadhurst.capabilities.inspections.models.answers import Answer, Publication
from broadhurst.capabilities.inspections.models.reports import Finding
from broadhurst.capabilities.register.models import Protected
from broadhurst.foundation.agencies.models import Officer


class SharedAnswer(Protected):
    """A finding of another report that an answer answers too.

    The two findings repeat or supersede each other. The database refuses a finding that two
    responses of the same policing body for the same force answer.
    """

    ref = models.CharField(max_length=16, unique=True)
    answer = models.ForeignKey(Answer, models.PROTECT, related_name="shared")
    finding = models.ForeignKey(Finding, models.PROTECT, related_name="+")
    shared_by = models.ForeignKey(Officer, models.PROTECT, related_name="+")
    shared_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+")
    withdrawn_because = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("shared_at", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("answer", "finding"),
                condition=Q(withdrawn_at=None),
                name="answer_shared_once",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_by=None, withdrawn_because="")
                | Q(
                    ~Q(withdrawn_because=""),
                    withdrawn_at__isnull=False,
                    withdrawn_by__isnull=False,
                ),
                name="shared_answer_withdrawn_with_a_reason",
            ),
        )

    def __str__(self) -> str:
        return self.ref


class SharedPublication(models.Model):
    """A finding of another report that a published response answers. Anyone may read it.

    `answered_on` is when the first version that answers it was published.
    """

    publication = models.ForeignKey(Publication, models.PROTECT, related_name="shared")
    finding = models.ForeignKey(Finding, models.PROTECT, related_name="+")
    by = models.ForeignKey(
        Finding, models.PROTECT, related_name="+", help_text="The finding with the answer."
    )
    answered_on = models.DateField()

    class Meta:
        ordering = ("finding__report__published_on", "finding__number", "pk")
        constraints = (
            models.UniqueConstraint(fields=("publication", "finding"), name="published_once"),
        )

    def __str__(self) -> str:
        return f"{self.finding} in {self.publication.ref}"
