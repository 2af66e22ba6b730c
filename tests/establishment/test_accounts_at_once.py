"""Two administrators act at the same moment."""

from functools import partial

from broadhurst.capabilities.establishment.commands.begin_oversight import begin_oversight
from broadhurst.capabilities.establishment.commands.close_account import close_account
from broadhurst.capabilities.establishment.commands.close_agency import close_agency
from broadhurst.capabilities.establishment.commands.close_unit import close_unit
from broadhurst.capabilities.establishment.commands.end_posting import end_posting
from broadhurst.capabilities.establishment.commands.enrol import enrol
from broadhurst.capabilities.establishment.commands.join_region import join_region
from broadhurst.capabilities.establishment.commands.open_agency import open_agency
from broadhurst.capabilities.establishment.commands.open_post import open_post
from broadhurst.capabilities.establishment.commands.open_unit import open_unit
from broadhurst.capabilities.establishment.commands.post import post
from broadhurst.capabilities.establishment.commands.reset_password import reset_password
from broadhurst.foundation.agencies.models import (
    Agency,
    Officer,
    Oversight,
    Post,
    Region,
    Unit,
)
from tests.at_once import at_once, refusals, while_it_waits
from tests.establishment.admins import TODAY, administrator, make_admins
from tests.people import SINCE, Cast


def test_one_username_and_one_key_for_two_at_once(committed: Cast) -> None:
    admins = make_admins(committed)

    def enrolled() -> Officer:
        return enrol(actor=admins.ada, username="nell", name="Nell Bracken")

    def opened() -> Agency:
        return open_agency(
            actor=admins.ivy, key="westshire", name="Westshire Police", short_name="W",
            kind="police_force", nation="ENG", from_on=SINCE,
        )  # fmt: skip

    def unit() -> Unit:
        return open_unit(
            actor=admins.ada, agency=committed.gail.agency, key="second", name="Second team",
            kind="team", duty_contact="Desk, 0161 496 0100", from_on=SINCE,
        )  # fmt: skip

    for act in (enrolled, opened, unit):
        assert len(refusals(at_once(act, act))) == 1
    assert Officer.objects.filter(username="nell").count() == 1
    assert Agency.objects.filter(key="westshire").count() == 1
    assert Unit.objects.filter(key="second").count() == 1


def test_two_administrators_cannot_close_each_other(committed: Cast) -> None:
    admins = make_admins(committed)
    joe = administrator(committed, "Joe Larkrise", admins.ivy.unit, "administrator")
    outcomes = while_it_waits(
        lambda: close_account(actor=admins.ivy, officer=joe.officer, reason="Left"),
        lambda: close_account(actor=joe, officer=admins.ivy.officer, reason="Left"),
    )
    assert refusals(outcomes) == [
        "Your own posting has ended, so nothing was changed. Sign in again."
    ]
    assert Officer.objects.get(pk=admins.ivy.officer.pk).is_active


def test_who_acts_in_a_posting_that_ends_is_refused(committed: Cast) -> None:
    admins = make_admins(committed)
    outcomes = while_it_waits(
        lambda: end_posting(actor=admins.ivy, posting=admins.ada.posting, until_on=TODAY),
        lambda: reset_password(actor=admins.ada, officer=committed.gail.officer),
    )
    assert refusals(outcomes) == [
        "Your own posting has ended, so nothing was changed. Sign in again."
    ]


def test_nobody_is_posted_to_a_unit_that_closes(committed: Cast) -> None:
    admins = make_admins(committed)
    unit = open_unit(
        actor=admins.ada, agency=committed.gail.agency, key="second", name="Second team",
        kind="team", duty_contact="Desk, 0161 496 0100", from_on=SINCE,
    )  # fmt: skip
    outcomes = while_it_waits(
        lambda: close_unit(actor=admins.ivy, unit=unit, until_on=TODAY),
        lambda: post(actor=admins.ada, officer=committed.mo.officer, unit=unit, title="DC",
                     roles=[], from_on=TODAY),
    )  # fmt: skip
    assert refusals(outcomes) == ["The unit closed on 01 March 2021."]
    assert not unit.postings.exists()


def test_no_unit_opens_in_an_organisation_that_closes(committed: Cast) -> None:
    admins = make_admins(committed)
    body = open_agency(
        actor=admins.ivy, key="westshire", name="Westshire Police", short_name="W",
        kind="police_force", nation="ENG", from_on=SINCE,
    )  # fmt: skip
    outcomes = while_it_waits(
        lambda: close_agency(actor=admins.ivy, agency=body, until_on=TODAY),
        lambda: open_unit(
            actor=admins.ivy, agency=body, key="second", name="Second team", kind="team",
            duty_contact="Desk, 0161 496 0100", from_on=TODAY,
        ),
    )  # fmt: skip
    assert refusals(outcomes) == ["The organisation closed on 1 March 2021."]
    assert not Unit.objects.filter(key="second").exists()


def test_nothing_begins_in_an_organisation_that_closes(committed: Cast) -> None:
    """Covers oversight of and by the organisation, a post and a region."""
    admins = make_admins(committed)
    region = Region.objects.create(key="west", name="West")
    bodies = [
        open_agency(
            actor=admins.ivy, key=f"body-{number}", name=f"Body {number}", short_name="B",
            kind=kind, nation="ENG", from_on=SINCE,
        )
        for number, kind in enumerate(
            ("police_force", "local_policing_body", "police_force", "police_force")
        )
    ]  # fmt: skip
    force, policing_body, other, last = bodies
    acts = (
        (force, lambda: begin_oversight(
            actor=admins.ivy, agency=force, body=committed.pol.agency, from_on=TODAY)),
        (policing_body, lambda: begin_oversight(
            actor=admins.ivy, agency=other, body=policing_body, from_on=TODAY)),
        (last, lambda: join_region(actor=admins.ivy, agency=last, region=region, from_on=TODAY)),
    )  # fmt: skip
    for closing, act in acts:
        closed = partial(close_agency, actor=admins.ivy, agency=closing, until_on=TODAY)
        assert refusals(while_it_waits(closed, act)) == [
            f"{closing.name} closes on 1 March 2021. Choose an organisation that stays open."
        ]
    assert not Oversight.objects.filter(body=policing_body).exists()
    closed = partial(close_agency, actor=admins.ivy, agency=other, until_on=TODAY)
    opened = partial(
        open_post, actor=admins.ivy, agency=other, title="ACC", kind="force", from_on=SINCE
    )
    told = ["The organisation closes on 1 March 2021. Enter that day or earlier."]
    assert refusals(while_it_waits(closed, opened)) == told
    assert not Post.objects.filter(agency=other).exists()
