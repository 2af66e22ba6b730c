"""Planned events: a unit's operations, with their place and time."""

from django.db import models

from broadhurst.capabilities.deconfliction.rules.hits import other_event_notice
from broadhurst.capabilities.deconfliction.rules.planning import (
    LONGEST_WIDE,
    WIDE_M,
    WIDEST_RADIUS_M,
)
from broadhurst.foundation.agencies.models import Officer, Unit

# Events planned before these limits existed may still end.
ENDED = models.Q(state__in=("done", "cancelled"))


class Event(models.Model):
    """An operation on the ground that must not conflict unnoticed with another unit's.

    Only its own unit reads it. When it has ended and its buffer is over, it is deleted. The window
    is half-open, and a comparison widens it by the buffer at both ends.
    """

    class Kind(models.TextChoices):
        WARRANT = "warrant", "Search or arrest warrant"
        SURVEILLANCE = "surveillance", "Surveillance"
        TEST_PURCHASE = "test_purchase", "Test purchase"
        CONTROLLED_DELIVERY = "controlled_delivery", "Controlled delivery"
        RAID = "raid", "Raid"
        VISIT = "visit", "Visit"
        OTHER = "other", "Other"

    class State(models.TextChoices):
        PLANNED = "planned", "planned"
        LIVE = "live", "live"
        DONE = "done", "done"
        CANCELLED = "cancelled", "cancelled"

    TO_COME = (State.PLANNED, State.LIVE)

    ref = models.CharField(max_length=16, unique=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    ocg_ref = models.CharField(max_length=16, blank=True)
    asked_in = models.CharField(
        max_length=16, blank=True, help_text="The request between SIO and LRO that it is made for."
    )
    cover_name = models.CharField(max_length=80)
    kind = models.CharField(max_length=20, choices=Kind)
    state = models.CharField(max_length=10, choices=State, default=State.PLANNED)
    place = models.CharField(max_length=160, help_text="The place in words, for its own unit.")
    latitude = models.FloatField(help_text="Degrees (WGS 84). The middle of an area.")
    longitude = models.FloatField(help_text="Degrees (WGS 84). The middle of an area.")
    radius_m = models.PositiveIntegerField(
        help_text="Metres. For an area, the distance to its farthest corner."
    )
    polygon = models.JSONField(null=True, help_text="A GeoJSON ring, if the place is an area.")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    buffer_minutes = models.PositiveIntegerField(default=0)
    is_armed = models.BooleanField(default=False)
    is_undercover = models.BooleanField(default=False)
    contact = models.CharField(
        max_length=120, help_text="A role and phone number on the scene, never a person's own."
    )
    late_reason = models.TextField(blank=True, help_text="The reason for a late check.")
    override_reason = models.TextField(
        blank=True, help_text="The reason for going live with an open hit."
    )
    override_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+")
    planned_by = models.ForeignKey(Officer, models.PROTECT, related_name="+")
    planned_at = models.DateTimeField()
    begins_at = models.DateTimeField(help_text="The start minus the buffer.")
    expires_at = models.DateTimeField(help_text="The end plus the buffer.")

    class Meta:
        ordering = ("starts_at", "pk")
        indexes = (
            models.Index(fields=("unit", "starts_at"), name="event_by_unit"),
            models.Index(fields=("expires_at",), name="event_by_expiry"),
        )
        constraints = (
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")), name="event_has_length"
            ),
            models.CheckConstraint(
                condition=ENDED | models.Q(radius_m__lte=WIDEST_RADIUS_M),
                name="event_reach_is_bounded",
            ),
            models.CheckConstraint(
                condition=ENDED
                | models.Q(radius_m__lte=WIDE_M)
                | models.Q(expires_at__lte=models.F("begins_at") + LONGEST_WIDE),
                name="event_that_is_wide_is_short",
            ),
            models.CheckConstraint(
                condition=models.Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
                name="event_is_on_the_globe",
            ),
            models.CheckConstraint(
                condition=models.Q(override_reason="", override_by=None)
                | (~models.Q(override_reason="") & models.Q(override_by__isnull=False)),
                name="override_has_a_name_and_a_reason",
            ),
        )

    def __str__(self) -> str:
        return f"{self.ref} {self.cover_name}"

    @property
    def caption(self) -> str:
        """Return the cover name and the reference, for forms."""
        return f"{self.cover_name} {self.ref}"

    @property
    def of_theirs(self) -> str:
        """Return in words what happened to the events it conflicted with.

        Empty if it never conflicted, or still does. Raises LookupError unless the row comes from
        `planned_events.queries.events`, which counts its hits.
        """
        annotations = vars(self)
        if "conflict_count" not in annotations:
            raise LookupError(
                f"The hits of {self.ref} are not counted. Load it with `queries.events`."
            )
        return (
            "" if annotations["conflict_count"] else other_event_notice(annotations["over_since"])
        )
