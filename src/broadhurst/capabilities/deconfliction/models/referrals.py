"""What a check was answered with that went to a desk."""

from django.db import models

from broadhurst.capabilities.deconfliction.models.hits import Hit
from broadhurst.capabilities.deconfliction.models.targets import Check


class Referral(models.Model):
    """That a check was answered with a hit which went to a desk.

    It is there for whoever reads the check, once the hit is: while a desk alone knows, or after it
    has dismissed it, the unit that asked reads no more than how many targets were referred.
    """

    # What is looked for is a receipt's: the one index begins with it.
    receipt = models.ForeignKey(
        Check, models.PROTECT, to_field="ref", related_name="+", db_index=False
    )
    hit = models.ForeignKey(Hit, models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("receipt", "hit"), name="referred_once"),)

    def __str__(self) -> str:
        return f"{self.receipt_id} referred"
