"""The partners that act on plans.

Everyone can read them: they name no OCG or action.
"""

from django.db import models

from broadhurst.foundation.agencies.models import Agency


class Engagement(models.Model):
    """The fact that an organisation gave a partner an action on a day.

    It does not say which action, or about which OCG. Everyone can read these rows, so that a letter
    can count all partners. Under row-level security, each reader would count only those they can
    see.
    """

    partner = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    by = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    given_on = models.DateField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("by", "partner", "given_on"), name="engaged_once_a_day"
            ),
        )

    def __str__(self) -> str:
        return f"{self.partner_id} on {self.given_on}"
