"""The layout of a network that an officer arranged."""

from django.db import models

from broadhurst.foundation.agencies.models import Officer


class Layout(models.Model):
    """Where an officer put what is in the network around an OCG, or in that of a unit.

    Only that officer can read it. It names records by their references alone, and gives no access.
    """

    officer = models.ForeignKey(Officer, models.CASCADE, related_name="+", db_index=False)
    about = models.CharField(
        max_length=50, help_text="The reference of the OCG, or the key of the unit."
    )
    spots = models.JSONField(help_text="The place in px of each reference, from the top left.")
    kept_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("officer", "about"), name="layout_once_for_each_network"
            ),
        )

    def __str__(self) -> str:
        return f"{self.officer_id} {self.about}"
