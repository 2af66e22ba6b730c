"""Hits that went to a desk, by the check that raised or reused them."""

from django.db import models

from broadhurst.capabilities.deconfliction.models.hits import Hit
from broadhurst.capabilities.deconfliction.models.targets import Check


class Referral(models.Model):
    """A check and a hit of it that went to a desk.

    A reader of the check sees it as soon as they may see the hit. While only a desk knows of the
    hit, or after a desk dismissed it, the unit reads only how many targets were referred.
    """

    # Rows are only looked up by receipt, so the one index begins with it.
    receipt = models.ForeignKey(
        Check, models.PROTECT, to_field="ref", related_name="+", db_index=False
    )
    hit = models.ForeignKey(Hit, models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("receipt", "hit"), name="referred_once"),)

    def __str__(self) -> str:
        return f"{self.receipt_id} referred"
