"""The readers of each table of deconfliction, in direct SQL.

The tables are discovered, so that a new table fails here until it has a row and its readers. Nobody
else can read them.
"""

from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction

from broadhurst.capabilities.deconfliction.matching.hits import record_referrals
from broadhurst.capabilities.deconfliction.models import (
    CommonName,
    Flag,
    Hit,
    OverMatching,
)
from broadhurst.capabilities.duty_desks.commands.review_hit import review_hit
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.wall import as_actor, elevated
from tests.architecture.test_wall import OPEN
from tests.bulk_checks.tables import checked
from tests.conftest import NOW
from tests.deconfliction.fishing import asked
from tests.deconfliction.test_stop_value import stopped
from tests.duty_desks.desks import in_review, on_duty
from tests.people import Cast
from tests.planned_events.events import two_events

TABLES = {
    model._meta.db_table.removeprefix("deconfliction_"): model
    for model in apps.get_app_config("deconfliction").get_models(include_auto_created=True)
}
WALLED = [name for name, model in TABLES.items() if model._meta.label_lower not in OPEN]
OF_HITS = {"hit", "hitside", "reasons", "review"}
OWN = {"entry", "key", "check"}
# Users who are not named read no row of any of these tables.
READ: dict[str, set[str]] = {
    "gail": OWN | {"hit", "hitside", "event", "bulkcheck", "bulkrow"},
    "len": OWN | {"hit", "hitside", "event", "bulkcheck", "bulkrow"},
    "olive": OWN | {"hit", "hitside", "event", "referral"},
    "otto": OWN | {"hit", "hitside", "event", "referral"},
    # Its own silent entry, and others' hits that a desk reviews, chases and answers.
    "dot": OWN | OF_HITS | {"flag"},
    "roz": OF_HITS,
}
WHO = [name for name in Cast.__annotations__ if name not in ("bolton", "registered")]


def a_row_of_each(cast: Cast) -> None:
    """Write a row into every table, for the units of Gail, Olive and Dot only."""
    asked(cast.gail)
    asked(cast.olive)
    asked(cast.dot, phone=["07700 900456"], is_silent=True, because="A threat to life.")
    asked(cast.olive, phone=["07700 900456"])
    with as_actor(cast.dot):
        referred = Hit.objects.get(state=Hit.State.REFERRED)
    review_hit(actor=cast.dot, hit=referred, decision="confirm", reason="Theirs for now.")
    two_events(cast.gail, cast.olive)
    checked(cast.gail)
    review_hit(actor=cast.dot, hit=in_review(cast), decision="dismiss", reason="Another person.")
    on_duty(cast, cast.gail.unit, NOW, 8)
    stopped(cast.dot, value="07700 900789", form="+447700900789")
    with elevated("a test makes them"):
        Flag.objects.create(
            ref="FLG-1", officer=cast.gail.officer, posting=cast.gail.posting, unit=cast.gail.unit,
            desk=cast.dot.unit, rule="limit", raised_at=NOW,
        )  # fmt: skip
        CommonName.objects.create(of_name=0, word=1, steps=80)
        OverMatching.objects.create(hash=1, kind="phone", told_at=NOW)


def read(table: str) -> list[dict[str, Any]]:
    """Return the rows that a reader gets."""
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT * FROM "deconfliction_{table}"')  # noqa: S608
        names = [column.name for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def is_of(actor: Actor, row: dict[str, Any]) -> bool:
    """Return whether a row names the actor's unit, as its own or as its desk."""
    theirs = [row[name] for name in ("unit_id", "desk_id") if name in row]
    return not theirs or actor.unit.pk in theirs


def test_a_table_is_read_by_those_it_is_for_and_by_nobody_else(cast: Cast) -> None:
    a_row_of_each(cast)
    for table in WALLED:
        with elevated("to prove in a test that there is something to read"):
            everything = read(table)
        assert everything, f"no row of {table}, so nothing is proved"
        for who in WHO:
            actor: Actor = getattr(cast, who)
            with as_actor(actor):
                shown = read(table)
            assert bool(shown) == (table in READ.get(who, ())), (table, who)
            assert all(is_of(actor, row) for row in shown), (table, who)
        with as_actor(None):
            assert read(table) == [], table


def test_a_key_a_row_and_reasons_are_read_with_what_they_hang_on_alone(cast: Cast) -> None:
    """They name no unit, so they are read with their entry, bulk check or side."""
    a_row_of_each(cast)
    for who in WHO:
        with as_actor(getattr(cast, who)):
            entries, tables = ({row["id"] for row in read(t)} for t in ("entry", "bulkcheck"))
            hits = {row["hit_id"] for row in read("hitside")}
            assert {row["entry_id"] for row in read("key")} <= entries
            assert {row["bulk_id"] for row in read("bulkrow")} <= tables
            assert {row["id"] for row in read("hit")} == hits
            for table in ("reasons", "review", "referral"):
                assert {row["hit_id"] for row in read(table)} <= hits


def test_a_referral_is_refused_without_the_check_that_it_names(cast: Cast) -> None:
    """The matcher writes it before the check, so the database must see that the check follows."""
    asked(cast.gail)
    asked(cast.olive)

    @transaction.atomic
    def recorded(hit: int) -> None:
        record_referrals("DCN-2026-NONESUCH", [hit])
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")

    with elevated("to try in a test what the database must refuse"):
        hit = Hit.objects.get().pk
        with pytest.raises(IntegrityError, match="receipt"):
            recorded(hit)
