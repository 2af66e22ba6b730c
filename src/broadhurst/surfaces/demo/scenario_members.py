"""Scenario: the people of an OCG, and the phones, cars and addresses that they share."""

from datetime import date, timedelta

from broadhurst.capabilities.members.commands.add_identifier import add_identifier
from broadhurst.capabilities.members.commands.add_member import add_member
from broadhurst.capabilities.register.models import Person
from broadhurst.foundation import clock
from broadhurst.surfaces.demo.names import NAMES
from broadhurst.surfaces.demo.scenario_ocg import Life

PARTS = ("principal", "significant", "significant", "peripheral", "facilitator", "associate")
# Of members who could share something, or who have other names.
SHARES, HAS_PHONE, HAS_NICKNAME = 0.6, 0.4, 0.25


def add_people(life: Life) -> None:
    """Add the members of an OCG, and the person it exploits, if any."""
    for part in PARTS[: life.random.randint(2, len(PARTS))]:
        category = "convicted" if life.random.random() < 0.3 else "suspect"
        born = _birthday(life, 21, 55)
        life.people.append(add_named(life, next(life.supply.names), born, part, category))
    if life.exploits:
        life.exploited = add_exploited(life, life.exploits)


def add_exploited(life: Life, whom: str) -> Person:
    """Add someone that the OCG exploits: a "child" or an "adult"."""
    born = _birthday(life, 13, 16) if whom == "child" else _birthday(life, 22, 40)
    return add_named(life, next(life.supply.names), born, "peripheral", "victim")


def add_named(
    life: Life, name: str, born: date, part: str = "significant", category: str = "suspect"
) -> Person:
    """Add a member with a given name. Some members have a nickname."""
    is_known_by_another = category != "victim" and life.random.random() < HAS_NICKNAME
    family_name = name.rpartition(" ")[2]
    nickname = f"{life.random.choice(NAMES['nicknames'])} {family_name}"
    member = add_member(
        actor=life.sio,
        ocg=life.ocg,
        name=name,
        aliases=nickname if is_known_by_another else "",
        category=category,
        part=part,
        is_exploited=category == "victim",
        born_on=born,
    )
    return member.person


def _birthday(life: Life, youngest: int, oldest: int) -> date:
    days = life.random.randint(youngest * 365 + 100, oldest * 365)
    return clock.today() - timedelta(days=days)


def add_identifiers(life: Life) -> None:
    """Add phones, cars and addresses. Officers write what two members share in two ways."""
    first, second, *others = life.people
    third = others[0] if others else first
    phone = life.shares_phone or next(life.supply.phones)
    plate = next(life.supply.plates)
    house = f"{life.random.randint(2, 98)} {life.random.choice(life.streets)}"
    address = f"{house}, {life.district.name}, {_postcode(life)}"
    for kind, value, again, user, another in (
        ("phone", phone, f"+44 {phone[1:]}", first, second),
        ("vehicle", plate, plate.replace(" ", ""), second, third),
        ("address", address, address.replace(",", ""), third, first),
    ):
        add_thing(life, kind, value, user)
        if user != another and life.random.random() < SHARES:
            add_thing(life, kind, again, another)
        elif phone != life.shares_phone:
            life.things.append((kind, value))
    for person in others:
        if life.random.random() < HAS_PHONE:
            number = next(life.supply.phones)
            add_thing(life, "phone", number, person)
            life.things.append(("phone", number))


def _postcode(life: Life) -> str:
    """Return a postcode in the OCG's district that no address there has."""
    return f"{NAMES['outward_codes'][life.district.key]} {next(life.supply.inward_codes)}"


def add_thing(life: Life, kind: str, value: str, person: Person | None = None) -> None:
    """Add an identifier of an OCG, and who uses it."""
    add_identifier(actor=life.sio, ocg=life.ocg, kind=kind, value=value, person=person)
