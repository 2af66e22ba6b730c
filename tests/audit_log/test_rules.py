"""Rules about reading the audit log, and its words."""

from datetime import date
from pathlib import Path

import pytest

from broadhurst.capabilities.audit_log.rules.reading import (
    as_subject,
    objections_to_read,
    objections_to_search,
)
from broadhurst.capabilities.audit_log.rules.words import NOUNS, WORDS, in_words
from broadhurst.foundation.doors.references import new_reference
from broadhurst.foundation.workflow import field_of

EVENTS = {path.stem for path in Path("src").rglob("templates/events/*.txt")}


def test_only_an_auditor_reads_the_log() -> None:
    assert objections_to_read({"auditor", "desk"}) == []
    for role in ("investigator", "administrator", "organisation_administrator", "inspector"):
        assert objections_to_read({role}) == ["Only an auditor can read the audit log."]


def test_a_search_names_an_officer_or_a_record() -> None:
    days = {"since": None, "until": None}
    [objection] = objections_to_search(names_officer=False, subject="", **days)
    assert field_of(objection) == "officer"
    assert objections_to_search(names_officer=True, subject="", **days) == []
    assert objections_to_search(names_officer=False, subject="OCG-7K3QF2", **days) == []
    assert objections_to_search(names_officer=False, subject="gail-fernsby", **days) == []


@pytest.mark.parametrize("subject", ["-", "john smith", "ocg-7k3qf2%", "100%", "OCG"])
def test_a_record_is_named_by_its_reference(subject: str) -> None:
    [objection] = objections_to_search(names_officer=True, subject=subject, since=None, until=None)
    assert field_of(objection) == "reference"


def test_the_last_day_is_on_or_after_the_first() -> None:
    [objection] = objections_to_search(
        names_officer=True, subject="", since=date(2026, 3, 2), until=date(2026, 3, 1)
    )
    assert field_of(objection) == "until"


def test_a_reference_is_read_as_people_type_it() -> None:
    assert as_subject(" ocg-7k3qf2 ") == "OCG-7K3QF2"
    assert as_subject("DCN-2026-7K3QF2BX") == "DCN-2026-7K3QF2BX"
    assert as_subject("Gail-Fernsby") == "gail-fernsby"
    assert as_subject(made := new_reference("POST", 8)) == made


def test_every_verb_has_words_without_detail() -> None:
    assert len(EVENTS) > 400
    assert set(WORDS) <= EVENTS
    assert set(NOUNS) <= {verb.partition(".")[0] for verb in EVENTS}
    for verb in EVENTS:
        words = in_words(verb)
        assert words[0].isupper(), verb
        assert not set("_{}.") & set(words), verb
    assert in_words("ocg.lead_named") == "OCG: lead named"
    assert in_words("audit_log.read", "For criminal proceedings").endswith(
        "for criminal proceedings"
    )
    assert in_words("bid.withdrawn") == "Bid: withdrawn"
