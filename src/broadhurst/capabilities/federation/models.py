"""Other instances, the sets that we blind for them, and every exchange with one."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from broadhurst.capabilities.deconfliction.models.targets import Kind
from broadhurst.foundation.agencies.models import Unit


class Peer(models.Model):
    """Another instance, by the agreement under which targets are compared with it.

    It is a unit of its body here, so that a hit names the body; its machine signs in as an officer
    of that unit. What is sealed can be read with this site's secret key alone.
    """

    class Way(models.TextChoices):
        PRIVATE = "private", "Private set intersection, both ways"
        HUB = "hub", "A hub to which we publish"
        PUBLISHER = "publisher", "It publishes to us: we are the hub"

    unit = models.OneToOneField(Unit, models.PROTECT, related_name="+")
    way = models.CharField(max_length=10, choices=Way)
    agreement = models.CharField(max_length=200, help_text="Reference of the sharing agreement.")
    kinds = ArrayField(models.CharField(max_length=10, choices=Kind), default=list)
    address = models.CharField(max_length=200, blank=True, help_text="https://host:port")
    authority = models.TextField(blank=True, help_text="The one authority of its certificate, PEM.")
    credential = models.BinaryField(default=b"", help_text="The token it gave us, sealed.")
    items_a_day = models.PositiveIntegerField(help_text="That it may ask about, padding included.")
    most_items = models.PositiveIntegerField(help_text="That its set may hold, padding included.")
    from_at = models.DateTimeField()
    until_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(until_at__gte=models.F("from_at")), name="peer_span_is_forward"
            ),
        )

    def __str__(self) -> str:
        return f"{self.unit.agency}"


class BlindedSet(models.Model):
    """Our set for one peer and one epoch: blinded under a key that is deleted with it."""

    ref = models.CharField(max_length=16, unique=True)
    peer = models.ForeignKey(Peer, models.PROTECT, related_name="sets")
    key = models.BinaryField(help_text="Sealed.")
    nonce = models.BinaryField()
    message = models.BinaryField(help_text="What the peer is given.")
    places = models.BinaryField(help_text="Hit tokens and the entries that they are of: places.")
    size = models.PositiveIntegerField(help_text="Items, padding included.")
    made_at = models.DateTimeField()
    until_at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=("peer", "-made_at"), name="set_by_peer"),)

    def __str__(self) -> str:
        return self.ref


class Exchange(models.Model):
    """That one side asked the other, with sizes and digests: never an item, never a hit's item."""

    class Direction(models.TextChoices):
        ASKED = "asked", "We asked"
        ANSWERED = "answered", "We answered"
        PUBLISHED = "published", "We published to a hub"
        TAKEN = "taken", "We took in, as the hub"

    ref = models.CharField(max_length=16, unique=True)
    peer = models.ForeignKey(Peer, models.PROTECT, related_name="exchanges")
    direction = models.CharField(max_length=10, choices=Direction)
    set_ref = models.CharField(
        max_length=16, help_text="The set that was asked, or the day and mark of a hub's key."
    )
    set_made_at = models.DateTimeField()
    size = models.PositiveIntegerField(help_text="Items, padding included.")
    asked_to = models.BigIntegerField(null=True, help_text="The last own entry that went with it.")
    digest = models.CharField(max_length=64, help_text="SHA-256 of what was sent.")
    hits = models.PositiveIntegerField(null=True)
    hits_digest = models.CharField(max_length=64, blank=True)
    objection = models.CharField(max_length=200, blank=True, help_text="Why it was broken off.")
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (models.Index(fields=("peer", "-opened_at"), name="exchange_by_peer"),)
        constraints = (
            # A query is blinded with a fresh key: the same bytes again are a replay.
            models.UniqueConstraint(fields=("peer", "direction", "digest"), name="exchange_once"),
        )

    def __str__(self) -> str:
        return self.ref


class HubKey(models.Model):
    """The key of a day, which the publishers to a hub share and the hub does not have."""

    peer = models.ForeignKey(Peer, models.PROTECT, related_name="keys")
    day = models.DateField()
    key = models.BinaryField(help_text="Sealed.")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("peer", "day"), name="hub_key_once"),)

    def __str__(self) -> str:
        return f"key of {self.day}"


class HubToken(models.Model):
    """At the hub: 128 bits that say nothing without the publishers' key, and whose they are.

    Those under another key of that day are deleted as soon as their publisher sends new ones.
    """

    peer = models.ForeignKey(Peer, models.PROTECT, related_name="tokens")
    day = models.DateField()
    mark = models.CharField(max_length=8, help_text="Of the key: `protocol.hub.mark`.")
    token = models.BinaryField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("day", "token", "peer"), name="hub_token_once"),
        )

    def __str__(self) -> str:
        return f"token of {self.peer}"


class Pointer(models.Model):
    """At the hub: that two publishers have the same token. Each learns whom to ring."""

    ref = models.CharField(max_length=16, unique=True)
    day = models.DateField()
    token = models.BinaryField()
    one = models.ForeignKey(Peer, models.PROTECT, related_name="+")
    other = models.ForeignKey(Peer, models.PROTECT, related_name="+")
    raised_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("day", "token", "one", "other"), name="pointer_once"),
            models.CheckConstraint(
                condition=models.Q(one__lt=models.F("other")), name="pointer_has_an_order"
            ),
        )

    def __str__(self) -> str:
        return self.ref
