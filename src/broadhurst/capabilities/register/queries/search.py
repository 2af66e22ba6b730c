"""How search finds OCGs, their people and their identifiers, and what it shows of them."""

from collections.abc import Iterator, Sequence

from broadhurst.capabilities.register.models import Identifier, Ocg
from broadhurst.capabilities.register.queries.ocgs import listed
from broadhurst.capabilities.register.queries.people import identifiers, members
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.database.prepared import send
from broadhurst.foundation.doors.routes import record_address
from broadhurst.foundation.govuk.words import first_capital
from broadhurst.foundation.search.asked import Asked
from broadhurst.foundation.search.found import Found, Kind

# A number of 8 or 14 digits may be a bank account, with or without its sort code.
ACCOUNT_DIGITS = (8, 14)
KEYS = """
SELECT DISTINCT key FROM unnest(%s::text[]) AS kind, register_identifier_keys(kind, %s) AS key
WHERE length(key) BETWEEN 6 AND 170
"""


def identifier_keys(query: Asked) -> list[str]:
    """Return the normalised forms of a text as each kind of identifier, like 07700900123.

    They are made by the function that makes the keys of the register's own identifiers, so any way
    of writing a number finds it.
    """
    if not query.has_digits and "@" not in query.text:
        return []
    kinds = [kind.value for kind in Identifier.Kind if kind != Identifier.Kind.ACCOUNT]
    if sum(map(str.isdecimal, query.folded)) in ACCOUNT_DIGITS:
        kinds.append(Identifier.Kind.ACCOUNT.value)
    return [key for (key,) in send(KEYS, [kinds, query.text]).rows()]


def _ocgs(_actor: Actor, ids: Sequence[int]) -> Iterator[Found]:
    for ocg in listed().filter(pk__in=ids):
        led = f"SIO {ocg.sio}. " if ocg.sio else ""
        is_usual = ocg.status == Ocg.Status.ACTIVE
        state = "" if is_usual else f"{first_capital(ocg.status_label)}. "
        kind = "" if ocg.kind == Ocg.Kind.OCG else f"{ocg.get_kind_display()}. "
        owner = f"Owned by {ocg.owner_unit}, {ocg.owner_agency}. "
        lro = f"LRO {ocg.lro}." if ocg.lro else "No LRO yet."
        context = f"{kind}{state}{owner}{led}{lro}"
        yield Found(ocg.pk, ocg.name, ocg.ref, context, _ocg_href(ocg), suggests=ocg.name)


def _people(_actor: Actor, ids: Sequence[int]) -> Iterator[Found]:
    for member in members().filter(pk__in=ids):
        person, ocg = member.person, member.ocg
        also = f" Also known as {', '.join(person.aliases)}." if person.aliases else ""
        context = f"{member.get_category_display()} in {ocg.name} {ocg.ref}.{also}"
        href = record_address("dossier:ocg_people", ocg.ref)
        yield Found(member.pk, person.name, person.ref, context, href, suggests=person.name)


def _identifiers(_actor: Actor, ids: Sequence[int]) -> Iterator[Found]:
    for identifier in identifiers().filter(pk__in=ids):
        user = identifier.person.name if identifier.person else "the group"
        ocg = identifier.ocg
        context = f"{identifier.get_kind_display()} of {user} in {ocg.name} {ocg.ref}."
        href = record_address("dossier:ocg_people", ocg.ref)
        yield Found(identifier.pk, identifier.value, identifier.ref, context, href)


def _ocg_href(ocg: Ocg) -> str:
    return record_address("dossier:ocg", ocg.ref)


OCGS = Kind("ocg", "OCGs", _ocgs)
PEOPLE = Kind("person", "People", _people)
IDENTIFIERS = Kind("identifier", "Phone numbers, vehicles, addresses and accounts", _identifiers)
