"""Other instances, the tokens exchanged with them, and a record of each exchange."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from broadhurst.capabilities.deconfliction.models.targets import Kind
from broadhurst.foundation.agencies.models import Unit


class Peer(models.Model):
    """Another instance, and the agreement to compare targets with it.

    A unit of its organisation represents it here, so that a hit names the organisation. Its machine
    signs in as an officer of that unit. Sealed values can be read only with this site's sealing
    keys.
    """

    class Way(models.TextChoices):
        HUB = "hub", "A hub that we publish to"
        PUBLISHER = "publisher", "A publisher to our hub"

    unit = models.OneToOneField(Unit, models.PROTECT, related_name="+")
    way = models.CharField(max_length=10, choices=Way)
    agreement = models.CharField(max_length=200, help_text="Reference of the sharing agreement.")
    kinds = ArrayField(models.CharField(max_length=10, choices=Kind), default=list)
    address = models.CharField(max_length=200, blank=True, help_text="https://host:port")
    authority = models.TextField(blank=True, help_text="The one authority of its certificate, PEM.")
    credential = models.BinaryField(default=b"", help_text="The token it gave us, sealed.")
    items_a_day = models.PositiveIntegerField(
        help_text="Tokens it may publish in a day, padding included."
    )
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


class Exchange(models.Model):
    """One publication to a hub, with its size and digest. It never holds an item."""

    class Direction(models.TextChoices):
        PUBLISHED = "published", "We published to a hub"
        TAKEN = "taken", "We received as the hub"

    ref = models.CharField(max_length=16, unique=True)
    peer = models.ForeignKey(Peer, models.PROTECT, related_name="exchanges")
    direction = models.CharField(max_length=10, choices=Direction)
    key_ref = models.CharField(max_length=16, help_text="The day and mark of the hub's key.")
    size = models.PositiveIntegerField(help_text="Tokens, padding included.")
    last_entry = models.BigIntegerField(null=True, help_text="Number of our last entry in it.")
    digest = models.CharField(max_length=64, help_text="SHA-256 of what was sent.")
    hits = models.PositiveIntegerField(null=True)
    objection = models.CharField(max_length=200, blank=True, help_text="Why it was broken off.")
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (models.Index(fields=("peer", "-opened_at"), name="exchange_by_peer"),)
        constraints = (
            # The padding is new each time, so the same bytes again are a replay.
            models.UniqueConstraint(fields=("peer", "direction", "digest"), name="exchange_once"),
        )

    def __str__(self) -> str:
        return self.ref


class HubKey(models.Model):
    """The key of a day. The publishers share it, and the hub does not have it."""

    peer = models.ForeignKey(Peer, models.PROTECT, related_name="keys")
    day = models.DateField()
    key = models.BinaryField(help_text="Sealed.")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("peer", "day"), name="hub_key_once"),)

    def __str__(self) -> str:
        return f"key of {self.day}"


class HubToken(models.Model):
    """A token at the hub: 128 bits, and the publisher who sent it.

    Without the publishers' key the bits say nothing. When a publisher sends tokens under a new key,
    its tokens under that day's old key are deleted.
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
    """The fact that two publishers have the same token at the hub.

    Each of them learns who to contact.
    """

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
