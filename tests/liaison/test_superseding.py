"""Full decisions, and entries of the policy log that supersede earlier ones."""

from contextlib import suppress
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from broadhurst.capabilities.liaison.commands.decide_jointly import decide_jointly
from broadhurst.capabilities.liaison.commands.log_decision import log_decision
from broadhurst.capabilities.liaison.models import LogEntry
from broadhurst.capabilities.liaison.queries.log import entries
from broadhurst.capabilities.liaison.rules.headings import HEADINGS
from broadhurst.capabilities.liaison.rules.superseding import chain_of
from broadhurst.capabilities.register.models import Ocg
from broadhurst.foundation import clock
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.workflow import Refused
from tests.at_once import at_once, refusals
from tests.conftest import NOW
from tests.doors import Machine, browser, terminal
from tests.lengths import examples
from tests.liaison.test_log_decision import TEXTS
from tests.people import Cast

FULL: dict[str, Any] = {
    "extent": "full",
    "decision": "Arrest at dawn.",
    "rationale": "The press is found.",
    "ethics": "It is fair to those who live there, because the search is short.",
    "information": "Two reports, graded B2.",
    "strategy": "Children live next door. Keep them safe.",
    "powers": "PACE 1984, section 8.",
    "options": "Wait, or arrest now. If the door holds, withdraw.",
    "action": "Gail leads. Review at noon.",
}
NEWER = {"superseded_because": "The press was moved."}


def own(cast: Cast, ocg: Ocg, **changes: Any) -> LogEntry:
    words = TEXTS | changes
    return log_decision(
        actor=cast.gail, ocg=ocg, maker=cast.gail.officer, made_at=clock.now(), **words
    )


def written_past_the_rules(entry: LogEntry, **changes: Any) -> None:
    """Insert a copy of an entry, to see what the database refuses."""
    for name, value in {"pk": None, "number": 9, "ref": "LOG-X", **changes}.items():
        setattr(entry, name, value)
    entry.save(force_insert=True)


def test_a_full_decision_has_every_heading(cast: Cast) -> None:
    ocg = cast.ocg()
    entry = own(cast, ocg, **FULL)
    assert entry.is_full
    page = browser(cast.len).get(f"/policy-log/{entry.ref}/").content.decode()
    for name, label in HEADINGS.items():
        assert label in page
        assert FULL[name].split(",")[0] in page
    with pytest.raises(Refused) as refused:
        own(cast, ocg, **FULL | {"powers": " ", "ethics": ""})
    assert len(refused.value.objections) == 2
    assert "Enter “Code of Ethics”" in str(refused.value)
    with pytest.raises(Refused, match="Choose a full decision"):
        own(cast, ocg, powers="PACE 1984, section 8.")
    assert not own(cast, ocg).is_full
    with as_actor(cast.gail), pytest.raises(IntegrityError, match="heading"), transaction.atomic():
        written_past_the_rules(entry, ethics="")


def test_an_entry_supersedes_an_earlier_one_and_both_say_so(cast: Cast) -> None:
    ocg = cast.ocg()
    first = own(cast, ocg)
    page = browser(cast.gail).get(f"/policy-log/{first.ref}/").content.decode()
    assert "Supersede entry 1" in page
    form = browser(cast.gail).get(f"/ocgs/{ocg.ref}/log-decision/?supersedes={first.ref}")
    assert f'value="{first.ref}" selected' in form.content.decode()
    second = own(cast, ocg, supersedes=first, **NEWER)
    third = own(cast, ocg, supersedes=second, superseded_because="It was found.")
    shown = browser(cast.len).get(f"/policy-log/{second.ref}/").content.decode()
    for said in ("Supersedes", "Superseded by", "The press was moved.", "It was found."):
        assert said in shown
    assert "Supersede entry 2" not in shown
    assert "From the first entry to the latest" in shown
    log = browser(cast.len).get(f"/ocgs/{ocg.ref}/policy-log/").content.decode()
    assert log.count("Superseded by") == 2
    with as_actor(cast.gail):
        chain = chain_of(second, entries(ocg))
    assert chain == [first, second, third]


def test_every_objection_to_superseding(cast: Cast) -> None:
    ocg = cast.ocg()
    first = own(cast, ocg)
    joint = decide_jointly(actor=cast.gail, ocg=ocg, made_at=NOW, **TEXTS)
    with pytest.raises(Refused, match="Say why this supersedes entry 1"):
        own(cast, ocg, supersedes=first)
    with pytest.raises(Refused, match="Choose the entry"):
        own(cast, ocg, **NEWER)
    with pytest.raises(Refused, match="Record a joint decision"):
        own(cast, ocg, supersedes=joint, **NEWER)
    own(cast, ocg, supersedes=first, **NEWER)
    with pytest.raises(Refused, match="Entry 3 supersedes entry 1 already"):
        own(cast, ocg, supersedes=first, **NEWER)
    decide_jointly(actor=cast.len, ocg=ocg, made_at=NOW, supersedes=joint, **TEXTS | NEWER)
    later = NOW + timedelta(days=1)
    with clock.set_to(later):
        newest = own(cast, ocg)
        with pytest.raises(Refused, match="Enter a time after entry 5"):
            log_decision(
                actor=cast.gail, ocg=ocg, maker=cast.gail.officer, made_at=NOW,
                supersedes=newest, **TEXTS | NEWER,
            )  # fmt: skip


def test_the_database_refuses_a_fork_and_an_entry_of_another_log(cast: Cast) -> None:
    ocg, other = cast.ocg(), cast.ocg()
    first, foreign = own(cast, ocg), own(cast, other)
    second = own(cast, ocg, supersedes=first, **NEWER)
    for old, error in ((first, "supersedes"), (foreign, "of its own log")):
        with as_actor(cast.gail), pytest.raises(IntegrityError, match=error), transaction.atomic():
            written_past_the_rules(second, supersedes=old)


def test_two_who_supersede_one_entry_at_once(committed: Cast) -> None:
    ocg = committed.ocg()
    first = own(committed, ocg)
    supersede = lambda: own(committed, ocg, supersedes=first, **NEWER)  # noqa: E731
    assert ["supersedes entry 1 already" in one for one in refusals(at_once(*[supersede] * 2))] == [
        True
    ]


@settings(
    max_examples=examples(12),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(steps=st.lists(st.tuples(st.integers(0, 9), st.booleans()), min_size=2, max_size=8))
def test_a_chain_never_forks_and_keeps_its_order(cast: Cast, steps: list[tuple[int, bool]]) -> None:
    ocg = cast.ocg()
    written: list[LogEntry] = []
    for which, is_joint in steps:
        old = written[which % len(written)] if written and which < 8 else None
        changes = {"supersedes": old, **NEWER} if old else {}
        with suppress(Refused):
            if is_joint:
                words = TEXTS | changes
                entry = decide_jointly(actor=cast.gail, ocg=ocg, made_at=NOW, **words)
            else:
                entry = own(cast, ocg, **changes)
            written.append(entry)
    with as_actor(cast.gail):
        log = list(entries(ocg))
        chains = {tuple(one.pk for one in chain_of(entry, log)) for entry in log}
    assert sum(map(len, chains)) == len(log) == len(written), "each entry is in one chain"
    for chain in chains:
        numbers = [next(one.number for one in log if one.pk == pk) for pk in chain]
        assert numbers == sorted(numbers)


def test_the_api_and_the_terminal_record_full_and_superseding_decisions(cast: Cast) -> None:
    ocg = cast.ocg()
    machine, made = Machine(cast.gail), "2021-03-01T09:00:00Z"
    first = machine.post(f"/ocgs/{ocg.ref}/decide-jointly", made_at=made, **FULL).json()
    assert (first["is_full"], first["powers"]) == (True, FULL["powers"])
    answer = machine.post(
        f"/ocgs/{ocg.ref}/decide-jointly", made_at=made, supersedes=first["ref"], **TEXTS | NEWER
    )
    assert answer.status_code == 201, answer.content
    newest, oldest = machine.get(f"/ocgs/{ocg.ref}/policy-log").json()["items"]
    assert (newest["supersedes"], oldest["superseded_by"]) == (first["ref"], newest["ref"])
    words = [f"--{name}={text}" for name, text in TEXTS.items()]
    done = terminal(
        cast.gail, "liaison", "decide-jointly", ocg.ref, "--made-at", "2021-03-01T09:00",
        f"--supersedes={newest['ref']}", "--superseded-because=It was found.", *words,
    )  # fmt: skip
    assert done.exit_code == 0, done.output


def test_olive_sees_no_entry(cast: Cast) -> None:
    entry = own(cast, cast.ocg())
    assert browser(cast.olive).get(f"/policy-log/{entry.ref}/").status_code == 404
    assert browser(None).get(f"/policy-log/{entry.ref}/").status_code == 302
