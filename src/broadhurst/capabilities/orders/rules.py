"""Rules on court orders: who records, monitors, changes and ends them. Pure."""

from collections.abc import Collection
from datetime import date
from typing import Any

from broadhurst.capabilities.register.rules.registering import (
    COORDINATOR,
    LRO,
    OWNING_UNIT,
    SIO,
    objections_to_text,
    objections_to_work_on,
)
from broadhurst.foundation.workflow import Move, Workflow, at

MONITOR = "monitoring unit"
KEEPERS = (MONITOR, OWNING_UNIT, SIO, LRO, COORDINATOR)
IN_FORCE, ENDED = ("in_force",), ("discharged", "expired")
# The monitor is asked what comes next this many days before an order ends. Project policy.
WARN_BEFORE = 28
# The law that each kind of order is made under, in England and Wales.
LAW = {
    "serious_crime_prevention": "Serious Crime Act 2007 s.1 or s.19",
    "slavery_prevention": "Modern Slavery Act 2015 s.14 or s.15",
    "slavery_risk": "Modern Slavery Act 2015 s.23",
    "criminal_behaviour": "Sentencing Act 2020 s.331",
    "financial_reporting": "Serious Organised Crime and Police Act 2005 s.76, repealed in 2015",
    "travel_restriction": "Criminal Justice and Police Act 2001 s.33",
    "sexual_harm_prevention": "Sentencing Act 2020 s.345 or Sexual Offences Act 2003 s.103A",
    "gang_injunction": "Policing and Crime Act 2009 s.34",
    "confiscation": "Proceeds of Crime Act 2002 s.6",
    "other": "",
}
WORKFLOW = Workflow(
    "order",
    Move("record_check", IN_FORCE, "", KEEPERS),
    Move("record_breach", IN_FORCE, "", KEEPERS),
    Move("vary_order", IN_FORCE, "", KEEPERS),
    Move("end_order", IN_FORCE, "", KEEPERS),
    Move("name_monitor", IN_FORCE, "", KEEPERS),
    Move("close_breach", (*IN_FORCE, *ENDED), "", KEEPERS),
    Move("correct_order", (*IN_FORCE, *ENDED), "", KEEPERS),
    Move("withdraw_entry", (*IN_FORCE, *ENDED), "", KEEPERS),
    Move("withdraw_order", (*IN_FORCE, *ENDED), "withdrawn", KEEPERS),
)
ON_AN_ENTRY = ("close_breach", "withdraw_entry")
CAN_BE_WITHDRAWN = ("check", "breach", "ending")


def roles_on(actor: Any, order: Any, on_ocg: Collection[str]) -> list[str]:
    """Return an actor's roles on an order, with those on its OCG."""
    monitors = order.monitor_unit_id is not None and order.monitor_unit_id == actor.unit.pk
    return [*on_ocg, *([MONITOR] if monitors else [])]


def verbs_open(order: Any, parts: Collection[str]) -> list[str]:
    """Return the commands on an order itself that are open to these roles."""
    verbs = WORKFLOW.open_to(order.stage, parts)
    return [verb for verb in verbs if verb not in ON_AN_ENTRY]


def objections_to_record(
    ocg: Any, parts: Collection[str], *, is_member: bool, already: str
) -> list[str]:
    """Officers on an active OCG record an order once, against one of its people."""
    objections = objections_to_work_on(ocg, parts)
    if not is_member:
        objections += at("person", "That person is not on this OCG. Add them to the OCG first.")
    return objections + objections_to_same(already)


def objections_to_same(already: str) -> list[str]:
    """An order of a kind against a person on a day is recorded once."""
    if not already:
        return []
    return [f"This order is recorded already, as {already}. Correct that one instead."]


def objections_to_order(
    *,
    kind: str,
    other_kind: str,
    made_on: date,
    from_on: date,
    until_on: date | None,
    today: date,
    text: str,
) -> list[str]:
    """An order has been made, and begins before it ends."""
    objections = objections_to_text(text)
    if kind == "other" and not other_kind.strip():
        objections += at("other_kind", "Enter the name of the order.")
    if made_on > today:
        objections += at("made_on", "The date that the court made the order is in the future.")
    if from_on < made_on:
        objections += at("from_on", "The order cannot be in force before the court made it.")
    if until_on is not None and until_on < from_on:
        objections += at("until_on", "The last day in force must be after the first.")
    return objections


def objections_to_monitor(unit: Any, monitor: Any, *, is_posted: bool) -> list[str]:
    """The officer who monitors an order is posted to the unit that does."""
    if monitor is None:
        return []
    if unit is None:
        return at("monitor_unit", f"Choose the unit in which {monitor.name} monitors the order.")
    if not is_posted:
        return at("monitor", f"{monitor.name} has no posting in {unit.name}. Choose another.")
    return []


def objections_to_next_check(next_check_on: date, *, today: date) -> list[str]:
    """The next check is still to come."""
    if next_check_on < today:
        return at("next_check_on", "The next check must be today or later.")
    return []


def objections_to_name_monitor(
    order: Any, parts: Collection[str], *, unit: Any, monitor: Any, is_posted: bool, because: str
) -> list[str]:
    """Monitoring passes to another unit or officer, with a reason."""
    objections = WORKFLOW.objections("name_monitor", order.stage, parts)
    objections += objections_to_monitor(unit, monitor, is_posted=is_posted)
    monitor_id = monitor.pk if monitor else None
    if (order.monitor_unit_id, order.monitor_id) == (unit.pk, monitor_id):
        objections.append("They already monitor this order. Choose another unit or officer.")
    return objections + at("because", objections_to_text(because))


def objections_to_verb(
    verb: str,
    order: Any,
    parts: Collection[str],
    *,
    on: date,
    today: date,
    text: str,
    since: date | None = None,
) -> list[str]:
    """An event on an order is past, and not before `since` or the day it was made."""
    objections = WORKFLOW.objections(verb, order.stage, parts)
    objections += objections_to_text(text)
    if on > today:
        objections += at("on", "Enter a date that is today or in the past.")
    earliest = since or order.made_on
    if on < earliest:
        objections += at("on", f"Enter a date on or after {earliest:%-d %B %Y}.")
    return objections


def objections_to_vary(order: Any, *, until_on: date | None, is_changed: bool) -> list[str]:
    """A variation changes the conditions or the last day."""
    objections = []
    if until_on is not None and until_on < order.from_on:
        objections += at("until_on", "The last day in force must be after the first.")
    if not is_changed:
        objections.append(
            "You have not changed the conditions or the last day. Change at least one."
        )
    return objections


def objections_to_end(order: Any, *, how: str, on: date) -> list[str]:
    """An order expires on its last day, and not before."""
    if how == "expired" and (order.until_on is None or on < order.until_on):
        return at(
            "how",
            "This order expires on its last day. If a court ended it earlier, choose “Discharged”.",
        )
    return []


def objections_to_correct(
    order: Any, parts: Collection[str], *, changes: Any, because: str
) -> list[str]:
    """A correction changes something, and gives a reason."""
    objections = WORKFLOW.objections("correct_order", order.stage, parts)
    objections += at("because", objections_to_text(because))
    if not changes:
        objections.append("You have not changed anything. Change at least one answer, or go back.")
    return objections


def objections_to_withdraw(order: Any, parts: Collection[str], *, because: str) -> list[str]:
    """An order recorded in error is withdrawn with a reason."""
    objections = WORKFLOW.objections("withdraw_order", order.stage, parts)
    return objections + at("because", objections_to_text(because))


def objections_to_withdraw_entry(
    order: Any, parts: Collection[str], *, entry: Any, because: str
) -> list[str]:
    """A check, a breach or an ending recorded in error is withdrawn with a reason."""
    objections = WORKFLOW.objections("withdraw_entry", order.stage, parts)
    if entry.withdrawn_at is not None:
        objections.append("This entry has already been withdrawn.")
    elif entry.kind not in CAN_BE_WITHDRAWN:
        objections.append("This entry cannot be withdrawn. Correct the order instead.")
    return objections + at("because", objections_to_text(because))


def objections_to_close_breach(order: Any, parts: Collection[str], *, entry: Any) -> list[str]:
    """A breach gets one outcome."""
    objections = WORKFLOW.objections("close_breach", order.stage, parts)
    if entry.kind != "breach" or entry.withdrawn_at is not None:
        objections.append("This entry is not a breach that needs an outcome.")
    elif entry.outcome:
        objections.append("The outcome of this breach has already been recorded.")
    return objections
