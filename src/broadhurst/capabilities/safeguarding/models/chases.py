"""That the receiving team was asked about a referral."""

from django.db import models

from broadhurst.capabilities.register.models import Protected
from broadhurst.capabilities.safeguarding.models.referrals import Referral
from broadhurst.foundation.agencies.models import Officer


class Chase(Protected):
    """That the receiving team was asked where a referral stands."""

    class How(models.TextChoices):
        TELEPHONE = "telephone", "By telephone"
        EMAIL = "email", "By email"
        IN_PERSON = "in_person", "In person"

    referral = models.ForeignKey(Referral, models.PROTECT, related_name="chases")
    how = models.CharField(max_length=10, choices=How)
    chased_at = models.DateTimeField()
    chased_by = models.ForeignKey(Officer, models.PROTECT, related_name="+")

    class Meta:
        ordering = ("chased_at", "pk")

    def __str__(self) -> str:
        return f"{self.referral} chased"
