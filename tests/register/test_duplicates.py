"""Likely duplicates are shown while an OCG is registered or reported."""

from typing import Any

import pytest

from broadhurst.capabilities.lifecycle.commands.report import report
from broadhurst.capabilities.register.models import Ocg, ToldApart
from broadhurst.capabilities.register.rules.duplicates import (
    are_numbered_apart,
    objections_to_likely,
)
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.govuk.words import joined
from broadhurst.foundation.workflow import Refused
from tests.deconfliction.targets import far_ocg
from tests.doors import Machine, browser, terminal
from tests.people import Cast

DETAILS: dict[str, Any] = {
    "threat_types": ["drugs"], "districts": ["bolton"], "description": "Supplies Class A drugs.",
    "lro": "len-oakapple", "sio": "gail-fernsby",
    "urgent_because": "An arrest is planned for tomorrow.",
}  # fmt: skip


def test_names_with_other_numbers_are_other_names() -> None:
    assert are_numbered_apart("Heron 2", "Heron 3")
    assert not are_numbered_apart("Heron 2", "Herons 2")
    assert joined(["a", "b", "c"]) == "a, b and c"
    assert objections_to_likely([], [], "OCG") == []


@pytest.mark.parametrize("name", ["Copper Herons", "Heron Copper", "copper-heron"])
def test_an_ocg_with_nearly_the_same_name_is_told_apart_first(cast: Cast, name: str) -> None:
    ocg = cast.ocg()
    with pytest.raises(Refused, match=f"Copper Heron {ocg.ref} looks the same"):
        cast.ocg(name=name)
    other = cast.ocg(name=name, not_same_as=[ocg.ref])
    with as_actor(cast.gail):
        (told,) = ToldApart.objects.filter(ocg=other)
        assert (told.other, told.said_by) == (ocg, cast.gail.officer)
        assert Event.objects.filter(verb="ocg.told_apart", subject=other.ref).count() == 1


def test_another_name_is_no_duplicate(cast: Cast) -> None:
    cast.ocg()
    cast.ocg(name="Pewter Bunting")
    cast.ocg(name="Operation Teasel")
    cast.ocg(name="Operation Weasel")
    with as_actor(cast.gail):
        assert not ToldApart.objects.exists()


def test_the_same_place_or_national_reference_is_a_likely_duplicate(cast: Cast) -> None:
    first = cast.ocg(kind="location", place="Unit 4, Sample Street")
    with pytest.raises(Refused, match="the same address or extent"):
        cast.ocg(name="Slate Wren", kind="location", place="unit 4, sample street")
    with as_actor(cast.gail):
        assert list(Ocg.objects.all()) == [first]


def test_a_report_warns_too(cast: Cast) -> None:
    ocg = cast.ocg()
    given = {"threat_types": ["drugs"], "districts": [cast.bolton], "description": "Supplies."}
    with pytest.raises(Refused, match="nearly the same cover name"):
        report(actor=cast.gail, name="Copper Herons", **given)
    again = report(actor=cast.gail, name="Copper Herons", not_same_as=[ocg.ref], **given)
    with as_actor(cast.gail):
        assert again.told_apart.get().other == ocg


def test_an_ocg_behind_the_wall_is_not_named_counted_or_kept(cast: Cast) -> None:
    """Olive's unit may register the name of an OCG that she cannot see, and learns nothing."""
    cast.ocg()
    theirs = far_ocg(cast, name="Copper Heron")
    with as_actor(cast.olive):
        assert list(Ocg.objects.all()) == [theirs]
        assert not ToldApart.objects.exists()


def test_three_doors(cast: Cast) -> None:
    ocg = cast.ocg()
    page, href = browser(cast.gail), "/ocgs/register/"
    first = page.get(href).content.decode()
    assert 'type="hidden" name="not_same_as"' in first
    given = DETAILS | {"name": "Copper Herons"}
    refused = page.post(href, given)
    words = refused.content.decode()
    assert refused.status_code == 409
    assert f'type="checkbox" name="not_same_as" value="{ocg.ref}"' in words
    assert f'href="/ocgs/{ocg.ref}/"' in words
    assert page.post(href, given | {"not_same_as": ocg.ref}).status_code == 302

    given = DETAILS | {"name": "Copper Hern"}
    answer = Machine(cast.gail).post("/ocgs", **given)
    assert answer.status_code == 409
    assert {error["field"] for error in answer.json()["errors"]} == {"not_same_as"}
    with as_actor(cast.gail):
        refs = ", ".join(Ocg.objects.values_list("ref", flat=True))
    sent = Machine(cast.gail).post("/ocgs", **given, not_same_as=refs)
    assert sent.status_code == 201

    options = [
        f"--{name.replace('_', '-')}={value[0] if isinstance(value, list) else value}"
        for name, value in (DETAILS | {"name": "Cooper Heron"}).items()
    ]
    denied = terminal(cast.gail, "register", "register", *options)
    assert denied.exit_code == 1
    assert ocg.ref in denied.output
    with as_actor(cast.gail):
        refs = ",".join(Ocg.objects.values_list("ref", flat=True))
    done = terminal(cast.gail, "register", "register", *options, f"--not-same-as={refs}")
    assert done.exit_code == 0, done.output
