"""The overview of an OCG on one page."""

from datetime import timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext

from broadhurst.capabilities.liaison.commands.accept import accept
from broadhurst.capabilities.liaison.commands.ask import ask
from broadhurst.capabilities.links.commands.link_ocgs import link_ocgs
from broadhurst.capabilities.register.commands.name_lead import name_lead
from broadhurst.capabilities.safeguarding.commands.withdraw import withdraw
from broadhurst.foundation import clock
from tests.conftest import NOW
from tests.disruptions.making import accepted
from tests.doors import browser
from tests.links.test_links import GROUNDS
from tests.orders.made import CHECK, MADE, an_order, convicted
from tests.people import Cast
from tests.plans.written import a_plan, for_council
from tests.register.partner import led_by_council
from tests.safeguarding.story import referral


def page_of(cast: Cast, ref: str) -> str:
    return browser(cast.len).get(f"/ocgs/{ref}/overview/").content.decode()


def test_lro_sees_leads_plan_requests_orders_and_what_is_due(cast: Cast) -> None:
    ocg = cast.ocg()
    empty = page_of(cast, ocg.ref)
    for said in (
        "There is no 4P plan",
        "no current assessment",
        "There are no court orders in force",
    ):
        assert said in empty
    for_council(cast, a_plan(cast, ocg))
    ask(actor=cast.gail, ocg=ocg, kind="local_partners", what="Ask licensing about the yard.")
    order = an_order(cast, ocg)
    sent = referral(cast, ocg)
    with clock.set_to(NOW + timedelta(days=10)):
        page = page_of(cast, ocg.ref)
    for said in (
        "Gail Fernsby", "Len Oakapple", "Open actions of the plan", "Bolton community safety",
        "Requests waiting", order.what, cast.olive.unit.name, sent.ref,
        f"Check the serious crime prevention order made at {order.court}",
    ):  # fmt: skip
        assert said in page, said
    assert "Tilly Marchbank" not in page  # a person at risk is not named on paper


def test_a_request_is_for_the_officer_who_leads_now(cast: Cast) -> None:
    ocg = cast.ocg()
    asked = ask(
        actor=cast.gail, ocg=ocg, kind="local_partners", what="Ask licensing about the yard."
    )
    name_lead(
        actor=cast.gail, ocg=ocg, role="lro", officer=cast.ned.officer, because="Len is on leave."
    )
    page = browser(cast.gail).get(f"/ocgs/{ocg.ref}/overview/").content.decode()
    waiting = page[page.index("Requests waiting") :]
    assert "Ned Ashgrove, LRO" in waiting
    assert "Len Oakapple" not in waiting
    accept(actor=cast.ned, lead_request=asked)
    page = browser(cast.gail).get(f"/ocgs/{ocg.ref}/overview/").content.decode()
    assert 'data-label="Due">No date</td>' in page, "an accepted request has no day"


def test_partner_lro_prints_what_they_see_and_nothing_else(cast: Cast) -> None:
    ocg, other = cast.ocg(), cast.ocg(name="Amber Stoat")
    order, sent = an_order(cast, ocg), referral(cast, ocg)
    for_council(cast, a_plan(cast, ocg))
    disruption = accepted(cast, ocg)
    link_ocgs(actor=cast.gail, ocg=ocg, other=other, kind="supplier", **GROUNDS)
    ask(actor=cast.gail, ocg=ocg, kind="local_partners", what="Ask licensing about the yard.")
    at = f"/ocgs/{ocg.ref}/overview/"
    assert browser(cast.connie).get(at).status_code == 404, "her unit has an action and no more"
    led_by_council(cast, ocg)
    client = browser(cast.connie)
    assert at in client.get(f"/ocgs/{ocg.ref}/").content.decode()
    answer = client.get(at)
    assert answer.status_code == 200
    page = answer.content.decode()
    for said in ("Gail Fernsby", "Inspect three premises", "Requests waiting", sent.ref, "A child"):
        assert said in page, said
    for hidden in (
        "Tilly Marchbank", order.person_name, order.court, "Court orders in force", "Linked OCGs",
        other.name, other.ref, disruption.description, disruption.kind_label, ">Disruptions<",
    ):  # fmt: skip
        assert hidden not in page, hidden
    withdraw(actor=cast.len, referral=sent, because="Sent twice.")
    assert sent.ref not in client.get(at).content.decode()


def test_it_is_not_there_for_those_who_do_not_see_the_ocg(cast: Cast) -> None:
    ocg = cast.ocg()
    an_order(cast, ocg)
    assert browser(cast.olive).get(f"/ocgs/{ocg.ref}/overview/").status_code == 404


def test_it_reads_the_same_for_one_order_as_for_many(cast: Cast) -> None:
    ocg = cast.ocg()
    person = convicted(cast, ocg)
    client, at = browser(cast.len), f"/ocgs/{ocg.ref}/overview/"

    def queries() -> int:
        client.get(at)
        with CaptureQueriesContext(connection) as taken:
            assert client.get(at).status_code == 200
        return len(taken)

    an_order(cast, ocg, person=person, next_check_on=CHECK - timedelta(days=14))
    before = queries()
    for number in range(14):
        made = MADE - timedelta(days=number + 1)
        an_order(cast, ocg, person=person, made_on=made, next_check_on=CHECK - timedelta(days=14))
    assert queries() == before
    assert "3 more are on the page of the OCG" in page_of(cast, ocg.ref)
