"""The receiver acknowledges each risk by name, once: acknowledge_risk."""

from html import unescape

import pytest

from broadhurst.capabilities.transfers.commands.acknowledge_risk import acknowledge_risk
from broadhurst.capabilities.transfers.models import Risk
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.workflow import Refused
from tests.doors import Machine, browser, terminal
from tests.people import Cast
from tests.transfers.making import assessed, opened, prepared


def listed(cast: Cast) -> list[Risk]:
    transfer = opened(cast, assessed(cast))
    prepared(cast, transfer)
    with as_actor(cast.hal):
        return list(Risk.objects.select_related("transfer__ocg", "dossier").filter(over_at=None))


def test_the_name_stays_with_it(cast: Cast) -> None:
    risk = acknowledge_risk(actor=cast.hal, risk=listed(cast)[0])
    assert risk.acknowledged_by == cast.hal.officer
    with as_actor(cast.gail):
        assert Event.objects.filter(verb="transfer.risk_acknowledged").count() == 1


def test_not_twice_and_not_by_the_giver(cast: Cast) -> None:
    risk = listed(cast)[0]
    with pytest.raises(Refused, match="Only the receiving unit"):
        acknowledge_risk(actor=cast.gail, risk=risk)
    acknowledge_risk(actor=cast.hal, risk=risk)
    with pytest.raises(Refused, match="already acknowledged"):
        acknowledge_risk(actor=cast.rita, risk=risk)


def test_the_page_has_one_button_for_each_and_the_other_doors_do_the_same(cast: Cast) -> None:
    risks = listed(cast)
    one, two = risks[:2]
    page, address = browser(cast.hal), f"/transfers/{one.transfer.ref}/"
    assert page.get(address).content.decode().count(">Acknowledge risk<") == len(risks)
    assert page.post(f"/risks/{one.ref}/acknowledge/")["Location"] == f"{address}#risks"
    assert "Hal Brindlewood, 1 March 2021" in page.get(address).content.decode()
    assert two.text in unescape(page.get(f"/risks/{two.ref}/acknowledge/").content.decode())
    assert Machine(cast.hal).post(f"/risks/{one.ref}/acknowledge").status_code == 409
    done = terminal(cast.hal, "transfers", "acknowledge-risk", two.ref)
    assert done.exit_code == 0, done.output
    with as_actor(cast.hal):
        assert not Risk.objects.filter(acknowledged_at=None, over_at=None).exists()


def test_the_giver_sees_no_button(cast: Cast) -> None:
    risk = listed(cast)[0]
    body = browser(cast.gail).get(f"/transfers/{risk.transfer.ref}/").content.decode()
    assert ">Acknowledge risk<" not in body
    assert "Not yet" in body


def test_olive_does_not_find_it(cast: Cast) -> None:
    risk = listed(cast)[0]
    assert browser(cast.olive).post(f"/risks/{risk.ref}/acknowledge/").status_code == 404
    assert Machine(None).post(f"/risks/{risk.ref}/acknowledge").status_code == 401
