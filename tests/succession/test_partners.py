"""Partner organisations merge. What their officers lead, do and see goes on."""

from typing import Any

import pytest
from django.db import transaction

from broadhurst.capabilities.establishment.commands.open_agency import open_agency
from broadhurst.capabilities.liaison.commands.accept import accept
from broadhurst.capabilities.liaison.commands.ask import ask
from broadhurst.capabilities.liaison.models import Request
from broadhurst.capabilities.plans.models import Action
from broadhurst.capabilities.register.models import Lead, Ocg
from broadhurst.capabilities.succession.commands.carry_out import carry_out
from broadhurst.capabilities.succession.commands.plan_succession import plan_succession
from broadhurst.capabilities.succession.commands.rehearse import rehearse
from broadhurst.capabilities.succession.models import Succession
from broadhurst.foundation.access.models import Grant
from broadhurst.foundation.access.wall import as_actor, elevated
from broadhurst.foundation.agencies.models import Agency
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.workflow import Refused
from tests.conftest import NOW
from tests.doors import Machine, browser, terminal
from tests.people import SINCE, Cast, load_cast
from tests.plans.written import a_plan, for_council
from tests.register.partner import led_by_council

DAY = NOW.date()
LOOKING = "to see in a test what nobody alone may see"


def council(cast: Cast, key: str, name: str, kind: str = "council") -> Agency:
    return open_agency(
        actor=cast.system, key=key, name=name, short_name=key.upper(), kind=kind, nation="ENG",
        from_on=SINCE,
    )  # fmt: skip


def planned(cast: Cast, *keys: str, successor: Agency, **changes: Any) -> Succession:
    given: dict[str, Any] = {
        "kind": "whole", "predecessors": [Agency.objects.get(key=key) for key in keys],
        "effective_on": DAY, "reason": "The Councils (Made-up) Order.",
    }  # fmt: skip
    return plan_succession(actor=cast.system, successor=successor, **(given | changes))


def test_what_a_partner_leads_and_does_goes_on_after_a_merger(cast: Cast) -> None:
    """Connie is LRO of one OCG, and her team has an action on another. A request waits for her."""
    ocg, other = cast.ocg(), cast.ocg(name="Slate Wren")
    led_by_council(cast, ocg)
    request = ask(actor=cast.gail, ocg=ocg, kind="local_partners", what="Bring in the landlords.")
    action = for_council(cast, a_plan(cast, other))
    token = Machine(cast.connie)
    council(cast, "bury-council", "Bury Council")
    succession = planned(
        cast, "bolton-council", "bury-council",
        successor=council(cast, "twin-council", "Twin Towns Council"),
    )  # fmt: skip
    with elevated(LOOKING):
        grants = set(Grant.objects.values_list("pk", "principal", "level", "until_at"))

    dry = rehearse(actor=cast.system, succession=succession).rehearsed
    wanted = {"ocgs": 0, "leads": 1, "actions": 1, "requests": 1, "postings": 1, "tokens": 1}
    assert wanted.items() <= dry["counts"].items()
    assert dry["counts"]["grants"] >= 2, "her team's, for the action, and hers as LRO"
    assert not any(dry["stops"].values())
    assert cast.connie.agency.key == "bolton-council"

    done = carry_out(actor=cast.system, succession=succession)
    assert (done.moved["leads"], done.moved["actions"]) == (1, 1)
    with elevated(LOOKING):
        assert set(Grant.objects.values_list("pk", "principal", "level", "until_at")) == grants
    goes_on(ocg, request, action)
    assert token.get(f"/ocgs/{ocg.ref}").status_code == 200
    cast.bolton.refresh_from_db()
    assert cast.bolton.council == done.successor
    assert Agency.objects.get(key="bolton-council").until_on == DAY


def goes_on(ocg: Ocg, request: Request, action: Action) -> None:
    """Check what Connie and Gail see and do once the councils are one."""
    later = load_cast()
    connie, gail = later.connie, later.gail
    assert connie.agency.key == "twin-council"
    with as_actor(connie):
        assert Ocg.objects.filter(pk=ocg.pk).exists()
        assert Action.objects.filter(pk=action.pk).exists()
    assert accept(actor=connie, lead_request=request).stage == "accepted"
    assert browser(connie).get(f"/ocgs/{ocg.ref}/plan/").status_code == 200
    assert browser(later.olive).get(f"/ocgs/{ocg.ref}/").status_code == 404
    with as_actor(gail):
        lead = Lead.objects.get(ocg=ocg, role="lro", until_at=None)
        assert (lead.officer, lead.unit.agency.key) == (connie.officer, "twin-council")
        event = Event.objects.get(subject=ocg.ref, verb="ocg.lead_succeeded")
        assert (event.detail["was"], event.detail["now"]) == (
            "Bolton Council, Bury Council", "Twin Towns Council",
        )  # fmt: skip
    said = browser(gail).get(f"/ocgs/{ocg.ref}/timeline/").content.decode()
    assert "Twin Towns Council took over from Bolton Council, Bury Council." in said


def test_what_does_not_fit_a_partner(cast: Cast) -> None:
    north = Agency.objects.get(key="northshire")
    partner = council(cast, "housing", "Northshire Housing", "partner")
    for keys, successor in (
        (("bolton-council",), north), (("northshire",), partner), (("bolton-council",), partner),
    ):  # fmt: skip
        with pytest.raises(Refused, match="of the same kind"), transaction.atomic():
            planned(cast, *keys, successor=successor)


def test_a_policing_body_is_not_merged_while_it_oversees_a_force(cast: Cast) -> None:
    successor = council(cast, "twin-council", "Twin Towns Council")
    succession = planned(cast, "authority", successor=successor)
    dry = rehearse(actor=cast.system, succession=succession).rehearsed
    assert dry["stops"]["oversight"] == 1
    with pytest.raises(Refused, match="Give each force another policing body first"):
        carry_out(actor=cast.system, succession=succession)
    assert load_cast().pol.agency.key == "authority"


def test_at_each_door(cast: Cast) -> None:
    led_by_council(cast, cast.ocg())
    authority = Agency.objects.get(key="authority")
    page = browser(cast.system)
    form = page.get("/administration/successions/plan/").content.decode()
    assert 'value="bolton-council"' in form
    answers = {
        "kind": "whole", "predecessors": ["bolton-council"], "successor": "authority",
        "effective_on": DAY.isoformat(), "reason": "The Order.",
    }  # fmt: skip
    assert page.post("/administration/successions/plan/", answers).status_code == 302
    with as_actor(cast.system):
        ref = Succession.objects.get().ref
    shown = page.get(f"/administration/successions/{ref}/").content.decode()
    assert "Districts of the council" in shown
    told = Machine(cast.system).post(f"/successions/{ref}/rehearse")
    assert (told.status_code, told.json()["counts"]["leads"]) == (200, 1)
    done = terminal(cast.system, "succession", "carry-out", ref)
    assert done.exit_code == 0, done.output
    assert "1  leads of OCGs" in done.output
    assert load_cast().connie.agency == authority
    assert Machine(load_cast().connie).post(f"/successions/{ref}/carry-out").status_code == 404
