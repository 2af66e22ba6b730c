"""Under what agreement and limits two instances compare targets. Pure."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

# Only what is either the same or not: two instances compare no likeness. Nor do they compare
# addresses without a UPRN or companies without a number, which are written in many ways.
COMPARED = (
    "person", "phone", "imei", "vehicle", "address", "company", "account", "wallet", "handle",
    "device",
)  # fmt: skip

# Policy of this project, as are all limits here: decision 0015 says what each is against.
EPOCH = timedelta(hours=24)
# So that a query begun on the old set still ends on it.
OVERLAP = timedelta(hours=1)
CONFIRM_WITHIN = timedelta(minutes=10)
QUERIES_AN_HOUR = 120
# Answers that the other side never came back from, or came back from with what is not in the set:
# one may be a broken line, a row of them is not.
MOST_BROKEN_OFF = 3
# More hits in one query than two bodies should share: more likely a set made to draw items out.
MOST_HITS = 32
# Days for which a hub keeps tokens: today's and those of whoever has not published yet today.
HUB_DAYS = 2
RUNNING_ROLES = ("administrator", "desk")

PAST_EPOCH = "This set is past its epoch: ask for the one in force."
NO_SUCH_QUERY = "There is no such query of yours."
# All or nothing, without saying which: else each claim would be a question of its own.
NOT_IN_THE_SET = "Not all of these are in the set: none was recorded, and this query is closed."
ALONE_AT_THE_HUB = (
    "Nobody else has published to this hub under your key today. If it stays so, ask the others "
    "whether they set the same key: under different keys nothing ever meets."
)
PEER_CAVEAT = (
    "Only exact identifiers are compared with another instance, and no entry that is kept silent: "
    "no hit there does not mean that nobody there is interested."
)


@dataclass(frozen=True)
class Use:
    """What a peer has used of its allowance."""

    items_today: int
    queries_this_hour: int
    broken_off_this_hour: int


def objections_to_agree(
    roles: Collection[str], *, is_own_body: bool, kinds: Collection[str], until_on: date, day: date
) -> list[str]:
    """An administrator enters an agreement that ends, with another body, on exact identifiers."""
    objections = objections_to_administer(roles)
    if is_own_body:
        objections.append("Choose a unit that stands for the other instance, not one of yours.")
    if strange := set(kinds) - set(COMPARED):
        objections.append(f"Not compared with another instance: {', '.join(sorted(strange))}.")
    if until_on <= day:
        objections.append("The agreement ends before it begins.")
    return objections


def objections_to_address(address: str, authority: str) -> list[str]:
    """Where another instance is, and the one authority that its certificate must be of."""
    parts = urlsplit(address)
    objections = []
    if parts.scheme != "https" or not parts.hostname or parts.path.strip("/") or parts.query:
        objections.append("Enter the address as https://host or https://host:port.")
    if "-----BEGIN CERTIFICATE-----" not in authority:
        objections.append("Give the authority of the other instance's certificate as PEM.")
    return objections


def objections_to_administer(roles: Collection[str]) -> list[str]:
    """Agreements, and the keys of a hub, are an administrator's."""
    return [] if "administrator" in roles else ["Only an administrator can do this."]


def objections_to_run(roles: Collection[str]) -> list[str]:
    """Comparing is the system's job, or an administrator's or a deconfliction desk's."""
    if set(roles) & set(RUNNING_ROLES):
        return []
    return ["Only an administrator or the deconfliction desk can do this."]


def objections_to_peer(peer: Any, way: str, now: datetime) -> list[str]:
    """Nothing is compared without an agreement in force."""
    if peer is None or peer.way != way or not peer.from_at <= now < peer.until_at:
        return ["There is no agreement in force under which this is compared with you."]
    return []


def objections_to_query(peer: Any, use: Use, size: int, *, is_replay: bool) -> list[str]:
    """A query is new, and within the peer's allowance."""
    objections = []
    if is_replay:
        objections.append("This query was answered before: each is blinded anew.")
    if use.items_today + size > peer.items_a_day:
        objections.append(f"More than the {peer.items_a_day:,} items a day that were agreed.")
    if use.queries_this_hour >= QUERIES_AN_HOUR:
        objections.append(f"More than {QUERIES_AN_HOUR} queries in an hour.")
    if use.broken_off_this_hour > MOST_BROKEN_OFF:
        objections.append("Too many of your queries in this hour ended without hits that we know.")
    return objections


def objections_to_confirm(exchange: Any, now: datetime, *, claimed: int, said: str) -> list[str]:
    """A client says once, in time, what hit.

    It may say the same again, where our answer was lost on the way.
    """
    objections = []
    if exchange.closed_at is not None and exchange.hits_digest != said:
        objections.append("You said already what hit.")
    if now > exchange.opened_at + CONFIRM_WITHIN:
        objections.append("Too late: ask again.")
    if claimed > exchange.size:
        objections.append("More hits than the query had items.")
    return objections


def objections_to_publish(
    peer: Any, use: Use, size: float, day: date, today: date, *, is_replay: bool
) -> list[str]:
    """A hub takes in tokens of today, or of yesterday while clocks differ, within the allowance."""
    objections = []
    if day not in hub_days(today):
        objections.append("Publish under today's key.")
    if is_replay:
        objections.append("These tokens were taken in before.")
    if size != int(size) or int(size) & (int(size) - 1) or size < 1:
        objections.append("Publish a power of two of tokens, of 16 bytes each.")
    if use.items_today + size > peer.items_a_day:
        objections.append(f"More than the {peer.items_a_day:,} items a day that were agreed.")
    return objections


def hub_days(today: date) -> set[date]:
    """The days whose tokens a hub holds."""
    return {today - timedelta(days=back) for back in range(HUB_DAYS)}


def objections_to_key(key: str, smallest: int, from_on: date, today: date) -> list[str]:
    """A key is long enough, and is not set for a day that is over."""
    objections = []
    if len(key) < 2 * smallest or len(key) % 2 or set(key.lower()) - set("0123456789abcdef"):
        objections.append(f"Enter the key as {2 * smallest} hexadecimal digits or more.")
    if from_on < today:
        objections.append("Choose today or a later day.")
    return objections


def is_too_many(hits: int, most: int) -> bool:
    """Whether so many hits are a reason to tell nothing and ring first."""
    return hits > most
