"""Records of this installation: the mark of its secret key, and its job workers."""

from django.db import models


class SecretMark(models.Model):
    """The mark of the secret key that entries are keyed with. There is one row.

    The mark is a keyed hash, so the key cannot be read from it. A site with another key would find
    no entries and say "No hit", so it refuses to check.
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    mark = models.CharField(max_length=64)
    since = models.DateTimeField()

    class Meta:
        constraints = (models.CheckConstraint(condition=models.Q(id=1), name="one_secret_mark"),)

    def __str__(self) -> str:
        return f"mark of the secret key since {self.since}"
