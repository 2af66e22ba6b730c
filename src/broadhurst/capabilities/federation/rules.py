"""Rules for the agreements and limits under which two instances compare targets.

The functions are pure.
"""

import base64
import binascii
from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

# Kinds with exact identifiers. Addresses without a UPRN and companies without a number are not
# compared, because people write them in many ways.
COMPARED = (
    "person", "phone", "imei", "vehicle", "address", "company", "account", "wallet", "handle",
    "device",
)  # fmt: skip

# Limits of this project. Decision 0015 gives the reason for each.
# Days for which a hub keeps tokens: today, and yesterday for a publisher that is late.
HUB_DAYS = 2
SEALING_KEY_BYTES = 32

ALONE_AT_THE_HUB = (
    "No other publisher has sent tokens under your key today. If this continues, ask the others "
    "whether they set the same key. Tokens made with different keys never match."
)
PEER_CAVEAT = (
    "Only exact identifiers are compared with another instance, and silent entries are not. "
    "No hit does not mean that nobody there is interested."
)


def objections_to_set_up(missing: Collection[str], sealing_keys: Sequence[str]) -> list[str]:
    """Refuse to start without libraries and valid Fernet keys. A key is never quoted."""
    objections = []
    if missing:
        objections.append(
            f"Federation needs {' and '.join(missing)}: install “broadhurst[federation]”, "
            "or set BROADHURST_FEDERATION to off."
        )
    objections += [
        f"Key {at} in BROADHURST_SEALING_KEYS is not a Fernet key: 32 bytes in URL-safe base64."
        for at, key in enumerate(sealing_keys, start=1)
        if not _is_fernet_key(key)
    ]
    return objections


def _is_fernet_key(key: str) -> bool:
    try:
        return len(base64.urlsafe_b64decode(key)) == SEALING_KEY_BYTES
    except (binascii.Error, ValueError):
        return False


def objections_to_agree(
    roles: Collection[str], *, is_own_body: bool, kinds: Collection[str], until_on: date, day: date
) -> list[str]:
    """Refuse an agreement with your own organisation, of the past, or on other kinds."""
    objections = objections_to_administer(roles)
    if is_own_body:
        objections.append("Choose a unit that represents the other instance, not one of yours.")
    if strange := set(kinds) - set(COMPARED):
        objections.append(f"Not compared with another instance: {', '.join(sorted(strange))}.")
    if until_on <= day:
        objections.append("The agreement ends before it begins.")
    return objections


def objections_to_address(address: str, authority: str) -> list[str]:
    """Refuse an address that is not HTTPS, or has no authority for its certificate."""
    parts = urlsplit(address)
    objections = []
    if parts.scheme != "https" or not parts.hostname or parts.path.strip("/") or parts.query:
        objections.append("Enter the address as https://host or https://host:port.")
    if "-----BEGIN CERTIFICATE-----" not in authority:
        objections.append("Enter the certificate authority of the other instance, in PEM format.")
    return objections


def objections_to_administer(roles: Collection[str]) -> list[str]:
    """Refuse anyone but the system and administrators of the service."""
    return [] if "administrator" in roles else ["Only an administrator can do this."]


def objections_to_peer(peer: Any, way: str, now: datetime) -> list[str]:
    """Refuse an exchange without an agreement in force."""
    if peer is None or peer.way != way or not peer.from_at <= now < peer.until_at:
        return ["You have no agreement in force that allows this."]
    return []


def objections_to_publish(
    peer: Any, sent_today: int, size: float, day: date, today: date, *, is_replay: bool
) -> list[str]:
    """Refuse tokens that are replayed, badly sized, too many, or of another day.

    A hub takes tokens of today, and of yesterday because clocks differ.
    """
    objections = []
    if day not in hub_days(today):
        objections.append("Publish under today's key.")
    if is_replay:
        objections.append("These tokens were received before.")
    if size != int(size) or int(size) & (int(size) - 1) or size < 1:
        objections.append("Publish tokens of 16 bytes each. Their number must be a power of two.")
    if sent_today + size > peer.items_a_day:
        objections.append(
            f"This is more than the {peer.items_a_day:,} items a day that were agreed."
        )
    return objections


def hub_days(today: date) -> set[date]:
    """Return the days whose tokens a hub holds."""
    return {today - timedelta(days=back) for back in range(HUB_DAYS)}


def objections_to_key(key: str, smallest: int, from_on: date, today: date) -> list[str]:
    """Refuse a key that is too short, or for a day that is over."""
    objections = []
    if len(key) < 2 * smallest or len(key) % 2 or set(key.lower()) - set("0123456789abcdef"):
        objections.append(f"Enter the key as {2 * smallest} hexadecimal digits or more.")
    if from_on < today:
        objections.append("Choose today or a later day.")
    return objections
