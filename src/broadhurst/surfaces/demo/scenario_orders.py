"""Scenario: court orders, who monitors them, and what happens to each."""

from collections.abc import Sequence
from datetime import date, timedelta
from functools import partial
from typing import Any

from broadhurst.capabilities.orders.commands.close_breach import close_breach
from broadhurst.capabilities.orders.commands.end_order import end_order
from broadhurst.capabilities.orders.commands.record_breach import record_breach
from broadhurst.capabilities.orders.commands.record_check import record_check
from broadhurst.capabilities.orders.commands.record_order import record_order
from broadhurst.capabilities.orders.commands.vary_order import vary_order
from broadhurst.capabilities.orders.models import Entry, Order
from broadhurst.capabilities.register.models import Membership
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.wall import as_actor
from broadhurst.surfaces.demo.cast import Region
from broadhurst.surfaces.demo.scenario_ocg import Life
from broadhurst.surfaces.demo.script import A_DAY, Script
from broadhurst.surfaces.demo.words import WORDS

A_YEAR = timedelta(days=365)


def keep_orders(script: Script, lives: Sequence[Life], region: Region) -> None:
    """Record the orders of `words.toml`, each against a convicted member where there is one."""
    for words in WORDS["orders"]:
        step = partial(_record, script, lives, region, words)
        script.ago(words["recorded"], step)


def _record(script: Script, lives: Sequence[Life], region: Region, words: dict[str, Any]) -> None:
    today = script.until.date()
    person = _somebody(lives, words["by"])
    if person is None:
        return
    life, member = person
    monitor = region.partners.get(words["monitor"], life.lro)
    made_on = today - words["made"] * A_DAY
    order = record_order(
        actor=life.sio,
        ocg=life.ocg,
        person=member.person,
        kind=words["kind"],
        court=words["court"],
        made_on=made_on,
        from_on=made_on,
        until_on=made_on + words["years"] * A_YEAR if words["years"] else None,
        conditions=words["conditions"],
        monitor_unit=monitor.unit if words["monitor"] else None,
        next_check_on=_next_check(today, words),
    )
    for step in words.get("then", ()):
        script.ago(step["days"], partial(_act, life, monitor, order, step), hour=11)


def _next_check(today: date, words: dict[str, Any]) -> date:
    """Return the day of the next check. A later entry of the words may say a day in the past."""
    ahead: int = words["next"]
    return max(clock.today(), today + ahead * A_DAY)


def _somebody(lives: Sequence[Life], by: str) -> tuple[Life, Membership] | None:
    """Return an adult without an order on an OCG of a district or force, if there is one."""
    for life in lives:
        is_there = by in (life.district.key, life.force.agency.key)
        if not (is_there and life.is_worked_on and not life.is_kept):
            continue
        with as_actor(life.sio):
            members = Membership.objects.filter(ocg=life.ocg, person__orders=None)
            adults = members.filter(category__in=("convicted", "suspect"))
            membership = adults.select_related("person").order_by("category", "pk").first()
        if membership:
            return life, membership
    return None


def _act(life: Life, monitor: Actor, order: Order, words: dict[str, Any]) -> None:
    today, text = clock.today(), words["text"]
    kind = words["what"]
    if kind == "check":
        # The words count days from the day that the demo is loaded.
        ahead = timedelta(days=words["days"] + words["next"])
        record_check(
            actor=monitor, order=order, on=today, result=words["result"], text=text,
            next_check_on=today + ahead,
        )  # fmt: skip
    elif kind == "breach":
        record_breach(actor=monitor, order=order, on=today, text=text)
    elif kind == "outcome":
        with as_actor(life.lro):
            entry = Entry.objects.select_related("order").get(order=order, kind=Entry.Kind.BREACH)
        close_breach(actor=life.lro, entry=entry, on=today, outcome=text)
    elif kind == "variation":
        vary_order(
            actor=life.sio, order=order, conditions=words["conditions"], until_on=order.until_on,
            on=today, because=text,
        )  # fmt: skip
    else:
        end_order(actor=life.lro, order=order, how="discharged", on=today, because=text)
