"""Records of this installation: the fingerprints of its match keys."""

from django.db import models

from broadhurst.capabilities.deconfliction.rules.match_keys import FIRST_GENERATION


class MatchKeyMark(models.Model):
    """The fingerprints of the match keys that entries are keyed with. There is one row.

    A fingerprint is a keyed hash, so the key cannot be read from it. A site with another key would
    find no entries and say "No hit", so it refuses to check. See `rules.match_keys.Marks`.
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    current = models.CharField(
        max_length=64, help_text="The fingerprint of the key that entries are looked up by."
    )
    next = models.CharField(
        max_length=64,
        blank=True,
        help_text="The fingerprint of the new key, while entries are keyed again.",
    )
    old = models.CharField(
        max_length=64,
        blank=True,
        help_text="The fingerprint of the old key, while hits are keyed again.",
    )
    generation = models.PositiveSmallIntegerField(default=FIRST_GENERATION)
    since = models.DateTimeField()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=models.Q(id=1), name="one_match_key_mark"),
            models.CheckConstraint(
                condition=models.Q(next="") | models.Q(old=""), name="one_match_key_change"
            ),
        )

    def __str__(self) -> str:
        return f"fingerprint of the match key since {self.since}"
