"""Describe a row that a merge or split moves, beginning with its person or kind."""

from collections.abc import Callable
from typing import Any

from broadhurst.capabilities.liaison.models import (
    Chaser,
    Escalation,
    Extension,
    Note,
    Request,
)
from broadhurst.capabilities.links.models import Link
from broadhurst.capabilities.merging.models import PersonMerge
from broadhurst.capabilities.orders.models import Order
from broadhurst.capabilities.plans.models import Plan
from broadhurst.capabilities.register.models import Identifier, Membership, Person
from broadhurst.capabilities.safeguarding.models import NotReferred, Referral


def _request(row: Request) -> str:
    return f"Request “{row.get_kind_display()}” {row.ref}"


def _of_request(noun: str) -> Callable[[Any], str]:
    return lambda row: f"{noun} request “{row.request.get_kind_display()}” {row.request.ref}"


# For each table: its words for a row that the reader cannot see, what they need, and the words.
WORDS: dict[type, tuple[str, tuple[str, ...], Callable[[Any], str]]] = {
    Membership: (
        "A member",
        ("person", "ocg"),
        lambda row: f"{row.person}, as a member of {row.ocg.name}",
    ),
    Identifier: ("An identifier", ("ocg",), lambda row: f"{row}, of {row.ocg.name}"),
    Person: ("Details of a person", (), lambda row: f"Details of {row}"),
    Plan: ("A 4P plan", ("ocg",), lambda row: f"4P plan of {row.ocg.name}, version {row.version}"),
    Request: ("A request", (), _request),
    Referral: ("A referral", (), lambda row: f"Referral of {row.name_or_label} {row.ref}"),
    NotReferred: (
        "A reason for no referral",
        ("person",),
        lambda row: f"Reason for no referral of {row.person}",
    ),
    Order: ("A court order", (), lambda row: row.caption),
    Link: (
        "A link",
        ("ocg", "other_ocg", "person", "other_person"),
        lambda row: f"Link between {row.caption}",
    ),
    PersonMerge: (
        "A merge of two people",
        ("person", "into"),
        lambda row: f"Merge of {row.person} into {row.into}",
    ),
    Note: ("A note on a request", ("request",), _of_request("Note on")),
    Chaser: ("A reminder of a request", ("request",), _of_request("Reminder of")),
    Extension: ("An extension of a request", ("request",), _of_request("Extension of")),
    Escalation: ("An escalation of a request", ("request",), _of_request("Escalation of")),
}


def in_words(row: Any) -> str:
    """Describe a row for a reader who sees it."""
    _unseen, _needs, words = WORDS[type(row)]
    return words(row)


def words_of(model: type[Any], key: int) -> str:
    """Describe a row of a table by its key, without its details if the reader cannot see it."""
    unseen, needs, words = WORDS[model]
    row = model._base_manager.select_related(*needs).filter(pk=key).first()
    return words(row) if row else unseen
