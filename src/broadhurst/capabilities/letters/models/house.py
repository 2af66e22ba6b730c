"""A unit's house style: its address, its crest, and who signs its letters."""

from django.db import models
from django.db.models import Q

from broadhurst.capabilities.register.models import Protected
from broadhurst.foundation.agencies.models import Officer, Unit


class Picture(Protected):
    """A crest or a signature, with the words for those who cannot see it. It never changes."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    ref = models.CharField(max_length=16, unique=True)
    digest = models.CharField(max_length=64, help_text="SHA-256 of the content.")
    kind = models.CharField(max_length=4, help_text="png or jpeg.")
    width = models.PositiveSmallIntegerField()
    height = models.PositiveSmallIntegerField()
    content = models.BinaryField()
    alt = models.CharField(max_length=120)
    added_by = models.ForeignKey(Officer, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=~Q(alt=""), name="picture_has_words"),
            models.CheckConstraint(
                condition=Q(kind__in=("png", "jpeg")), name="picture_is_png_or_jpeg"
            ),
        )

    def __str__(self) -> str:
        return self.ref


class HouseStyle(Protected):
    """The sender's address and the crest on the letters of a unit."""

    unit = models.OneToOneField(Unit, models.PROTECT, related_name="+")
    sender = models.TextField(help_text="The address block.")
    crest = models.ForeignKey(Picture, models.PROTECT, null=True, related_name="+")
    changed_by = models.ForeignKey(Officer, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()

    class Meta:
        verbose_name = "house style"

    def __str__(self) -> str:
        return f"House style of {self.unit.name}"


class Signatory(Protected):
    """Somebody who signs letters of a unit, with the image of their signature, if any."""

    ref = models.CharField(max_length=16, unique=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    office = models.CharField(max_length=120)
    signature = models.ForeignKey(Picture, models.PROTECT, null=True, related_name="+")
    changed_by = models.ForeignKey(Officer, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_because = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = "signatory"
        ordering = ("name", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_because="")
                | Q(withdrawn_at__isnull=False) & ~Q(withdrawn_because=""),
                name="signatory_withdrawn_because",
            ),
        )

    def __str__(self) -> str:
        return f"{self.ref} {self.name}"

    @property
    def caption(self) -> str:
        """Return the name and the reference, for forms."""
        return f"{self.name} {self.ref}"
