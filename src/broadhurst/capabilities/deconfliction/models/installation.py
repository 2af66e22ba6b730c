"""The table of this installation: the mark of its secret key."""

from django.db import models


class SecretMark(models.Model):
    """By which the secret key is recognised that entries are keyed with. There is one row.

    It is a keyed hash, so the key cannot be read from it. A site with another key would find
    nothing of what is entered and say "No hit", so it refuses to check.
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    mark = models.CharField(max_length=64)
    since = models.DateTimeField()

    class Meta:
        constraints = (models.CheckConstraint(condition=models.Q(id=1), name="one_secret_mark"),)

    def __str__(self) -> str:
        return f"mark of the secret key since {self.since}"
