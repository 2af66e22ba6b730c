"""The OCGs that each officer follows."""

from django.db import models

from broadhurst.capabilities.register.models import Ocg, Protected
from broadhurst.foundation.agencies.models import Officer


class Follow(Protected):
    """An officer follows an OCG. It gives no access, and is hidden while the officer has none.

    The officer has read the changes until `read_at`.
    """

    officer = models.ForeignKey(Officer, models.PROTECT, related_name="+", db_index=False)
    ocg = models.ForeignKey(Ocg, models.PROTECT, related_name="+")
    since = models.DateTimeField()
    read_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("officer", "ocg"), name="follow_each_ocg_once"),
        )

    def __str__(self) -> str:
        return f"{self.officer} follows {self.ocg}"
