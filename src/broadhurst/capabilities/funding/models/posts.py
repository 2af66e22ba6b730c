"""Posts, and the lines that pay for them."""

from django.db import models
from django.db.models import F, Q

from broadhurst.capabilities.funding.models.lines import Line, OfRecipient
from broadhurst.capabilities.tasking.models import Capability


class Post(OfRecipient):
    """A post that money pays for. It names no person.

    `tenure_ends` is the last day of a fixed term. `filled_on` is the day it was filled,
    or None while it is vacant.
    """

    ref = models.CharField(max_length=16, unique=True)
    role = models.CharField(max_length=120)
    capability = models.ForeignKey(
        Capability, models.PROTECT, null=True, blank=True, related_name="+"
    )
    opened_on = models.DateField()
    tenure_ends = models.DateField(null=True, blank=True)
    filled_on = models.DateField(null=True)
    closed_on = models.DateField(null=True)
    closed_because = models.CharField(max_length=400, blank=True)

    class Meta:
        verbose_name = "post"
        ordering = ("role", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(closed_on=None, closed_because="")
                | Q(~Q(closed_because=""), closed_on__gte=F("opened_on")),
                name="post_closes_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(tenure_ends=None) | Q(tenure_ends__gte=F("opened_on")),
                name="tenure_ends_after_it_opens",
            ),
            models.CheckConstraint(
                condition=Q(closed_on=None) | Q(filled_on=None), name="closed_post_is_vacant"
            ),
        )
        indexes = (models.Index(fields=("recipient", "closed_on"), name="post_of_recipient"),)

    def __str__(self) -> str:
        return self.role

    @property
    def is_open(self) -> bool:
        """Whether the post was not closed."""
        return self.closed_on is None


class Rest(OfRecipient):
    """The share of a post, in per cent, that a line pays while it runs. 0 ends it."""

    post = models.ForeignKey(Post, models.PROTECT, related_name="rests")
    line = models.ForeignKey(Line, models.PROTECT, related_name="rests")
    share = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ("line__last_day", "pk")
        constraints = (
            models.UniqueConstraint(fields=("post", "line"), name="post_rests_once_on_a_line"),
            models.CheckConstraint(condition=Q(share__lte=100), name="share_is_at_most_whole"),
        )

    def __str__(self) -> str:
        return f"{self.share}% of {self.post} on {self.line}"
