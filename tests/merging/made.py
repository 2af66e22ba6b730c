"""An OCG with everything that a merge or a split moves, for the tests of both."""

from dataclasses import dataclass
from datetime import date

from broadhurst.capabilities.deconfliction.models import Event, HitSide
from broadhurst.capabilities.liaison.commands.ask import ask
from broadhurst.capabilities.liaison.models import Request
from broadhurst.capabilities.links.commands.link_ocgs import link_ocgs
from broadhurst.capabilities.links.commands.link_people import link_people
from broadhurst.capabilities.links.models import Link
from broadhurst.capabilities.members.commands.add_identifier import add_identifier
from broadhurst.capabilities.members.commands.add_member import add_member
from broadhurst.capabilities.orders.models import Order
from broadhurst.capabilities.register.models import Identifier, Membership, Ocg, Person
from broadhurst.capabilities.safeguarding.models import Referral
from tests.deconfliction.targets import PHONE, SAME_PHONE, far_ocg, side_of, with_phone
from tests.links.test_links import GROUNDS
from tests.orders.made import an_order
from tests.people import Cast
from tests.planned_events.events import an_event
from tests.safeguarding.story import person as at_risk
from tests.safeguarding.story import referral

BORN = date(1988, 3, 27)


@dataclass
class Whole:
    """An OCG, its records, and another OCG that it has links with."""

    ocg: Ocg
    other: Ocg
    suspect: Person
    victim: Person
    stays: Person
    vehicle: Identifier
    order: Order
    referral: Referral
    request: Request
    event: Event
    link: Link
    link_of_people: Link
    hit: HitSide


def added(cast: Cast, ocg: Ocg, name: str, category: str = "suspect") -> Membership:
    return add_member(
        actor=cast.gail, ocg=ocg, name=name, category=category, part="principal",
        is_exploited=False, born_on=BORN,
    )  # fmt: skip


def whole(cast: Cast) -> Whole:
    """Make one of each. Olive's force has the same phone number, so there is a hit."""
    ocg, other = cast.ocg(name="Copper Heron"), cast.ocg(name="Amber Stoat")
    with_phone(cast.olive, far_ocg(cast), SAME_PHONE)
    suspect = added(cast, ocg, "Barnaby Ragwort").person
    add_identifier(actor=cast.gail, ocg=ocg, kind="phone", value=PHONE, person=suspect)
    victim = at_risk(cast, ocg)
    stays = added(cast, ocg, "Otis Furze", "convicted").person
    elsewhere = added(cast, other, "Lorcan Tansyfield").person
    vehicle = add_identifier(actor=cast.gail, ocg=ocg, kind="vehicle", value="AB12 CDE")
    request = ask(actor=cast.gail, ocg=ocg, kind="local_partners", what="Bring in the council.")
    return Whole(
        ocg, other, suspect, victim, stays, vehicle,
        order=an_order(cast, ocg, person=suspect),
        referral=referral(cast, ocg, person=victim),
        request=request,
        event=an_event(cast.gail, ocg=ocg.ref),
        link=link_ocgs(actor=cast.gail, ocg=ocg, other=other, kind="supplier", **GROUNDS),
        link_of_people=link_people(
            actor=cast.gail, ocg=ocg, person=suspect, other=elsewhere, kind="associate", **GROUNDS
        ),
        hit=side_of(cast.gail),
    )  # fmt: skip
