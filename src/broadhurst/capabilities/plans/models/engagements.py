"""Which partners act on plans: open, because it names no OCG and no action."""

from django.db import models

from broadhurst.foundation.agencies.models import Agency


class Engagement(models.Model):
    """That an organisation gave a partner an action on a day; not which action, nor about whom.

    Open, so that a letter counts partners truly: behind the wall each reader would count their own.
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
