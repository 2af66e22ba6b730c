"""What an LRO from a partner sees of an OCG with everything on it: every table, page and form.

The OCG is walked to the end, then Connie of the council becomes its LRO. What she sees afterwards
and did not see before is what a part shows.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import connection, models
from django.test import Client

from broadhurst.capabilities.register.models import Membership, Ocg, Person
from broadhurst.foundation import clock
from broadhurst.foundation.access.models import Dossier
from broadhurst.foundation.access.wall import as_actor, elevated
from tests.architecture.test_wall import rooms
from tests.conftest import NOW, clone
from tests.doors import browser
from tests.foundation import test_offered
from tests.people import Cast, load_cast
from tests.register.partner import led_by_council
from tests.site_walk import AFTERWARDS, PHONE, set_out, walked

# The tables of an OCG that an LRO from a partner organisation sees: the whole list.
IN_PART = {
    "register.ocg", "register.stage", "register.area", "register.ownership", "register.lead",
    "register.assessment", "register.moderation", "register.archiving", "register.cover",
    "register.exemption",
    "plans.plan", "plans.objective", "plans.action", "plans.background", "plans.progress",
    "plans.review", "plans.outcome", "plans.grading", "plans.gap", "plans.exitcriterion",
    "plans.closing", "plans.message", "plans.dependency",
    "liaison.jointreview", "liaison.reviewaction", "liaison.reviewanswer",
    "liaison.request", "liaison.note", "liaison.chaser", "liaison.extension",
    "liaison.escalation", "liaison.logentry", "liaison.signature", "liaison.meeting",
    "liaison.seen",
}  # fmt: skip
# The view of leads, and what she is notified of: that she leads.
BESIDES = {"register.actinglead", "audit.event", "audit.notification"}


@dataclass
class Named:
    """The cast, the OCG, and the keys of each table that Connie saw before and after."""

    cast: Cast
    ocg: Ocg
    before: dict[str, set[Any]]
    after: dict[str, set[Any]]


def seen_by(cast: Cast) -> dict[str, set[Any]]:
    with as_actor(cast.connie):
        return {
            model._meta.label_lower: set(model._base_manager.values_list("pk", flat=True))
            for model in rooms()
        }


@pytest.fixture(scope="module")
def named(worker: str, django_db_blocker: Any) -> Iterator[Named]:
    with django_db_blocker.unblock(), clone(f"broadhurst_{worker}_partner"):
        with clock.set_to(NOW):
            cast = load_cast()
            made = walked(cast, set_out(cast))
        with clock.set_to(AFTERWARDS):
            before = seen_by(cast)
            with as_actor(cast.rita):
                ocg = Ocg.objects.get(ref=made["ocg"])
            led_by_council(cast, ocg, by=cast.rita)
            yield Named(cast, ocg, before, seen_by(cast))


@pytest.fixture(autouse=True)
def afterwards(at_nine_on_the_first_of_march: None) -> Iterator[None]:
    with clock.set_to(AFTERWARDS):
        yield


def test_only_these_tables_have_the_policy_of_a_part(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_policies WHERE qual LIKE '%wall_parts%'")
        tables = {table for (table,) in cursor.fetchall()}
    assert tables == {label.replace(".", "_") for label in IN_PART}


@pytest.mark.parametrize("model", rooms(), ids=lambda model: model._meta.label_lower)
def test_nothing_else_becomes_visible(named: Named, model: type[models.Model]) -> None:
    label = model._meta.label_lower
    if label not in IN_PART | BESIDES:
        assert named.after[label] == named.before[label], label


def test_a_part_shows_all_rows_of_its_tables(named: Named) -> None:
    with elevated("a test"):
        tree = {named.ocg.dossier_id}
        while below := Dossier.objects.filter(parent__in=tree).exclude(pk__in=tree):
            tree |= {dossier.pk for dossier in below}
        rows = {
            model._meta.label_lower: model._base_manager.filter(dossier__in=tree)
            for model in rooms()
            if model._meta.label_lower in IN_PART
        }
        rows["plans.gap"] = rows["plans.gap"].exclude(is_about_people=True)
        of_ocg = {label: set(found.values_list("pk", flat=True)) for label, found in rows.items()}
    filled = {label for label, keys in of_ocg.items() if keys}
    assert len(filled) >= 20, "the walk fills most of them"
    for label, keys in of_ocg.items():
        assert keys <= named.after[label], label


class Reading(Client):
    """A browser that keeps every page it was shown."""

    pages: dict[str, str]

    def request(self, **request: Any) -> Any:
        answer = super().request(**request)
        if not answer.streaming:
            self.pages[request["PATH_INFO"]] = answer.content.decode(errors="replace")
        return answer


def test_whatever_is_offered_works_and_names_nobody(
    named: Named, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages: dict[str, str] = {}

    def reading(actor: Any) -> Client:
        signed_in = Reading()
        signed_in.pages = pages
        signed_in.cookies = browser(actor).cookies
        return signed_in

    monkeypatch.setattr(test_offered, "browser", reading)
    wrong = list(test_offered.faults(named.cast.connie))
    assert wrong == [], "\n".join(wrong)
    assert f"/ocgs/{named.ocg.ref}/liaison/" in pages
    with as_actor(named.cast.rita):
        names = {row.person.name for row in Membership.with_ended.select_related("person")}
        names |= set(Person.objects.values_list("name", flat=True))
    assert "Barnaby Crickmere" in names
    for path, text in pages.items():
        for secret in (*names, PHONE):
            assert secret not in text, f"{secret} is on {path}"
