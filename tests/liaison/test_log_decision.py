"""The policy log: record a decision of one lead or of both, and sign it."""

from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from broadhurst.capabilities.liaison.commands.decide_jointly import decide_jointly
from broadhurst.capabilities.liaison.commands.log_decision import log_decision
from broadhurst.capabilities.liaison.commands.sign import sign
from broadhurst.capabilities.liaison.models import LogEntry, Signature
from broadhurst.capabilities.liaison.queries.log import as_signed, entries
from broadhurst.capabilities.liaison.queries.shown import waiting_for
from broadhurst.capabilities.register.commands.name_lead import name_lead
from broadhurst.capabilities.register.models import Ocg
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.notices.words import words
from broadhurst.foundation.workflow import Refused
from tests.conftest import NOW
from tests.doors import Machine, browser, terminal
from tests.lengths import examples
from tests.people import Cast

LATER = NOW + timedelta(hours=5)
TEXTS: dict[str, Any] = {
    "decision": "Hold the arrests until the press is found.",
    "options": "Arrest now; hold; hand to the ROCU.",
    "rationale": "The press would be moved.",
}


def joint(cast: Cast, ocg: Ocg, actor: Actor | None = None) -> LogEntry:
    return decide_jointly(actor=actor or cast.gail, ocg=ocg, made_at=clock.now(), **TEXTS)


def own(cast: Cast, ocg: Ocg, *, maker: Actor | None = None) -> LogEntry:
    made_by = (maker or cast.gail).officer
    return log_decision(actor=cast.gail, ocg=ocg, maker=made_by, made_at=clock.now(), **TEXTS)


def signed(cast: Cast, entry: LogEntry) -> dict[str, Any]:
    with as_actor(cast.gail):
        return as_signed(entries(entry.ocg).get(pk=entry.pk), cast.gail)


def test_an_entry_says_when_it_was_made_and_when_it_was_recorded(cast: Cast) -> None:
    ocg = cast.ocg()
    with clock.set_to(LATER):
        entry = log_decision(actor=cast.len, ocg=ocg, maker=cast.gail.officer, made_at=NOW, **TEXTS)
    assert (entry.number, entry.made_at, entry.recorded_at) == (1, NOW, LATER)
    assert (entry.maker, entry.recorder) == (cast.gail.officer, cast.len.officer)
    with as_actor(cast.gail):
        assert [one.what for one in waiting_for(cast.gail)] == ["Sign policy log entry"]
    assert signed(cast, entry)["unsigned"] == ["Gail Fernsby"]
    sign(actor=cast.gail, entry=entry)
    assert signed(cast, entry)["unsigned"] == []
    assert not signed(cast, entry)["is_joint"]


def test_who_records_their_own_decision_has_signed_it(cast: Cast) -> None:
    assert signed(cast, own(cast, cast.ocg()))["unsigned"] == []


def test_a_decision_is_joint_only_when_both_have_signed(cast: Cast) -> None:
    ocg = cast.ocg()
    entry = joint(cast, ocg)
    assert (signed(cast, entry)["is_joint"], signed(cast, entry)["unsigned"]) == (
        False,
        ["Len Oakapple"],
    )
    sign(actor=cast.len, entry=entry)
    assert signed(cast, entry)["is_joint"]
    with as_actor(cast.gail):
        assert waiting_for(cast.gail) == waiting_for(cast.len) == []
        event = Event.objects.get(verb="log.signed")
    assert (
        words(event) == f"Len Oakapple signed entry 1 in the policy log of {ocg.ref}. It is joint."
    )


def test_the_leads_of_the_day_sign_and_nobody_after_them(cast: Cast) -> None:
    ocg = cast.ocg()
    entry = joint(cast, ocg)
    name_lead(actor=cast.gail, ocg=ocg, role="lro", officer=cast.ned.officer, because="leave")
    with pytest.raises(Refused, match="does not need your signature"):
        sign(actor=cast.mo, entry=entry)
    with pytest.raises(Refused, match="signed this entry already"):
        sign(actor=cast.gail, entry=entry)
    sign(actor=cast.len, entry=entry)
    assert signed(cast, entry)["is_joint"]


@pytest.mark.parametrize("model", [LogEntry, Signature])
def test_the_log_and_its_signatures_are_never_changed(cast: Cast, model: Any) -> None:
    joint(cast, cast.ocg())
    with as_actor(cast.gail):
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            model.objects.update(dossier=1)
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            model.objects.all()._raw_delete("default")


def test_every_objection(cast: Cast) -> None:
    ocg = cast.ocg()
    future = NOW + timedelta(minutes=1)
    with pytest.raises(Refused) as refused:
        log_decision(
            actor=cast.cora, ocg=ocg, maker=cast.mo.officer, made_at=future, decision="SECRET",
            rationale="",
        )  # fmt: skip
    assert len(refused.value.objections) == 4
    with pytest.raises(Refused, match="before the OCG was registered"):
        decide_jointly(actor=cast.gail, ocg=ocg, made_at=datetime(2020, 1, 1, tzinfo=UTC), **TEXTS)


def test_one_made_in_the_minute_of_the_registration_is_not_before_it(cast: Cast) -> None:
    """Times that people type have no seconds."""
    with clock.set_to(NOW + timedelta(seconds=40)):
        ocg = cast.ocg()
        maker = cast.gail.officer
        alone = log_decision(actor=cast.gail, ocg=ocg, maker=maker, made_at=NOW, **TEXTS)
        together = decide_jointly(actor=cast.gail, ocg=ocg, made_at=NOW, **TEXTS)
    assert (alone.made_at, together.made_at) == (ocg.registered_at, ocg.registered_at)


def take(step: str, cast: Cast, ocg: Ocg, actor: Actor, written: list[LogEntry]) -> None:
    """Take one random step, which may be refused."""
    with suppress(Refused):
        if step == "joint":
            written.append(joint(cast, ocg, actor))
        elif step == "own":
            written.append(own(cast, ocg, maker=actor))
        elif step == "refused":
            own(cast, ocg, maker=cast.mo)
        elif written:
            sign(actor=actor, entry=written[0])


STEP = st.tuples(
    st.integers(0, 1), st.sampled_from(("own", "joint", "sign", "refused")), st.booleans()
)


@settings(
    max_examples=examples(15),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(steps=st.lists(STEP, max_size=12))
def test_numbers_have_no_gap_and_joint_means_two_signatures(
    cast: Cast, steps: list[tuple[int, str, bool]]
) -> None:
    ocgs = [cast.ocg(), cast.ocg()]
    written: list[list[LogEntry]] = [[], []]
    for which, step, gail in steps:
        take(step, cast, ocgs[which], cast.gail if gail else cast.len, written[which])
    with as_actor(cast.gail):
        for ocg in ocgs:
            log = list(entries(ocg))
            assert [entry.number for entry in log] == list(range(len(log), 0, -1))
            for entry in log:
                who = {signature.officer for signature in entry.signatures.all()}
                both = who == {cast.gail.officer, cast.len.officer}
                assert as_signed(entry, cast.gail)["is_joint"] is (entry.needs_both and both)


def test_the_pages(cast: Cast) -> None:
    ocg = cast.ocg()
    page, address = browser(cast.gail), f"/ocgs/{ocg.ref}/decide-jointly/"
    assert "No entries yet" in page.get(f"/ocgs/{ocg.ref}/policy-log/").content.decode()
    assert "Who made the decision" not in page.get(address).content.decode()
    wrong = page.post(address, TEXTS | {"made_at": "2031-01-01T09:00"})
    assert wrong.status_code == 409
    assert "cannot have been made in the future" in wrong.content.decode()
    assert TEXTS["rationale"] in wrong.content.decode()
    assert page.post(address, TEXTS | {"made_at": "2021-03-01T09:00"}).status_code == 302
    answers = TEXTS | {"made_at": "2021-03-01T09:00", "maker": "len-oakapple"}
    assert page.post(f"/ocgs/{ocg.ref}/log-decision/", answers).status_code == 302
    shown = browser(cast.len).get(f"/ocgs/{ocg.ref}/liaison/").content.decode()
    assert "Sign entry 1" in shown
    assert "Sign entry 2" in shown
    with as_actor(cast.len):
        first = LogEntry.objects.get(number=1)
    signing = browser(cast.len)
    assert TEXTS["decision"] in signing.get(f"/policy-log/{first.ref}/sign/").content.decode()
    assert signing.post(f"/policy-log/{first.ref}/sign/").status_code == 302
    whole = page.get(f"/ocgs/{ocg.ref}/policy-log/").content.decode()
    assert "Joint" in whole
    assert "Not signed by its maker" in whole


def test_the_api_and_the_terminal_do_the_same(cast: Cast) -> None:
    ocg = cast.ocg()
    machine = Machine(cast.gail)
    answer = machine.post(
        f"/ocgs/{ocg.ref}/decide-jointly", made_at="2021-03-01T09:00:00Z", **TEXTS
    )
    assert answer.status_code == 201, answer.content
    done = terminal(cast.len, "liaison", "sign", answer.json()["ref"])
    assert done.output == f"You signed {answer.json()['ref']}.\n"
    answer = machine.post(
        f"/ocgs/{ocg.ref}/log-decision", made_at="2021-03-01T09:00:00Z", maker="len-oakapple",
        **TEXTS,
    )  # fmt: skip
    assert answer.json()["number"] == 2
    assert Machine(cast.len).post(f"/policy-log/{answer.json()['ref']}/sign").status_code == 200
    words = [f"--{name}={text}" for name, text in TEXTS.items()]
    for verb, more in (("log-decision", ["--maker", "gail-fernsby"]), ("decide-jointly", [])):
        done = terminal(
            cast.gail, "liaison", verb, ocg.ref, "--made-at", "2021-03-01T09:00", *words, *more
        )
        assert done.exit_code == 0, done.output
    items = machine.get(f"/ocgs/{ocg.ref}/policy-log").json()["items"]
    assert [item["number"] for item in items] == [4, 3, 2, 1]
    assert sorted(items[3]["signed_by"]) == ["gail-fernsby", "len-oakapple"]


def test_olive_may_not_see_it_and_nobody_signs_in(cast: Cast) -> None:
    ocg = cast.ocg()
    entry = joint(cast, ocg)
    for path in (
        f"/ocgs/{ocg.ref}/log-decision",
        f"/ocgs/{ocg.ref}/decide-jointly",
        f"/policy-log/{entry.ref}/sign",
    ):
        assert browser(cast.olive).get(f"{path}/").status_code == 404
        assert Machine(cast.olive).post(path).status_code == 404
        assert browser(None).get(f"{path}/").status_code == 302
        assert Machine(None).post(path).status_code == 401
    assert browser(cast.olive).get(f"/ocgs/{ocg.ref}/policy-log/").status_code == 404
    assert Machine(cast.olive).get(f"/ocgs/{ocg.ref}/policy-log").status_code == 404
    assert terminal(cast.olive, "liaison", "sign", entry.ref).exit_code == 1
