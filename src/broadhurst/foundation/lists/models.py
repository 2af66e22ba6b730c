"""Saved filters. Each one is the address of a filtered list, under a name."""

from django.db import models

from broadhurst.foundation.agencies.models import Officer


class SavedFilter(models.Model):
    """The filters, sort and columns of a list, saved by an officer for themselves or their unit.

    Row-level security shows it to its principal: the officer, or the unit that they acted in. Only
    the officer who made it can delete it. Once that officer has left the unit, a manager of the
    unit, or a coordinator of the organisation, can. Nobody can change it.
    """

    ref = models.CharField(max_length=16, unique=True)
    list = models.CharField(max_length=30, help_text="The key of the list.")
    name = models.CharField(max_length=60)
    query = models.CharField(max_length=500, help_text="The query string of the list's address.")
    principal = models.BigIntegerField()
    made_by = models.ForeignKey(Officer, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        verbose_name = "saved filter"
        ordering = ("name", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("principal", "list", "name"), name="saved_filter_named_once"
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def is_shared(self) -> bool:
        """Whether the whole unit has it."""
        return self.principal > 0
