"""The overview of an OCG on one printed page: what its LRO needs in their hand."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from broadhurst.capabilities.disruptions.queries.disruptions import disruptions_of
from broadhurst.capabilities.liaison.models import Request
from broadhurst.capabilities.liaison.queries.requests import due, open_requests
from broadhurst.capabilities.liaison.queries.reviews import reviews_for
from broadhurst.capabilities.liaison.queries.shown import lead_now
from broadhurst.capabilities.links.queries.links import links_of, seen_from
from broadhurst.capabilities.orders.queries.orders import open_orders
from broadhurst.capabilities.plans.queries.actions import open_actions
from broadhurst.capabilities.plans.queries.versions import live_plan
from broadhurst.capabilities.register.models import Ocg
from broadhurst.capabilities.register.rules.registering import PARTNER_LRO
from broadhurst.capabilities.safeguarding.models import Referral
from broadhurst.capabilities.safeguarding.queries.referrals import due_on, open_referrals
from broadhurst.capabilities.safeguarding.queries.without_names import without_names
from broadhurst.capabilities.safeguarding.rules.referring import ENDED
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.govuk.words import when
from broadhurst.surfaces.dossier.attention import Facts, attention_on

MOST = 12  # rows of each table, so that the page stays one


def _asked(request: Request, facts: Facts) -> str:
    """Return who answers a request now: the role was asked, and another may lead since."""
    lead = lead_now(request, facts.leadership)
    officer = lead.officer if lead else request.asked_of
    return f"{officer.name}, {request.get_asked_role_display()}"


def on_one_page(ocg: Ocg, actor: Actor, facts: Facts) -> dict[str, Any]:
    """Return the plan, disruptions, requests, orders, referrals, links and tasks of an OCG.

    All are read behind row-level security. An LRO from a partner gets the tables of the parts that
    they see, and no empty table of another part. A table with more than 12 rows says how many are
    left out.
    """
    in_part = PARTNER_LRO in facts.leadership.parts_of(actor)
    if in_part:
        referrals = [sent for sent in without_names(ocg) if sent.stage not in ENDED]
        tables = [_actions(ocg), _requests(ocg, facts), _reviews(ocg), _referrals(referrals)]
    else:
        tables = [
            _actions(ocg),
            _disruptions(ocg),
            _requests(ocg, facts),
            _reviews(ocg),
            _orders(ocg),
            _referrals(open_referrals(ocg).order_by("sent_at", "pk")),
            _links(ocg),
        ]
    return {
        "attention": attention_on(ocg, actor, facts)[:MOST],
        "plan": live_plan(ocg),
        "tables": tables,
        "in_part": in_part,
    }


def _actions(ocg: Ocg) -> dict[str, Any]:
    return _table(
        "Open actions of the plan",
        ("Action", "P", "Accountable unit", "Due", "Status"),
        [
            (
                action.title,
                action.get_p_display(),
                action.accountable_unit.name,
                action.due_on,
                action.get_stage_display(),
            )
            for action in open_actions(ocg).order_by("due_on", "pk")
        ],
        "There are no open actions.",
    )


def _disruptions(ocg: Ocg) -> dict[str, Any]:
    return _table(
        "Disruptions",
        ("Disruption", "Date", "Grade", "Lead organisation", "Status"),
        [
            (
                disruption.kind_label,
                disruption.happened_on,
                disruption.get_grade_display()
                or f"{disruption.get_grade_claimed_display()} claimed",
                disruption.lead.name,
                disruption.get_stage_display(),
            )
            for disruption in disruptions_of(ocg)
        ],
        "No disruptions have been claimed.",
    )


def _requests(ocg: Ocg, facts: Facts) -> dict[str, Any]:
    return _table(
        "Requests waiting",
        ("Request", "Asked of", "Due", "Status"),
        [
            (
                request.get_kind_display(),
                _asked(request, facts),
                due(request) or "No date",
                request.get_stage_display(),
            )
            for request in open_requests(ocg).order_by("answer_due_at", "pk")
        ],
        "There are no open requests.",
    )


def _reviews(ocg: Ocg) -> dict[str, Any]:
    return _table(
        "Joint reviews of SIO and LRO",
        ("Met", "Agreed", "Next review", "Status"),
        [
            (
                review["review"].meeting.met_on,
                review["review"].agreed,
                review["next_on"],
                "Confirmed by both"
                if review["is_confirmed"]
                else f"Waits for the {review['waits_for']}",
            )
            for review in reviews_for(ocg, None, 2)
        ],
        "There are no joint reviews.",
    )


def _orders(ocg: Ocg) -> dict[str, Any]:
    return _table(
        "Court orders in force",
        ("Order", "Person", "Monitored by", "Next check", "In force until"),
        [
            (
                order.what,
                order.person_name,
                order.monitor_unit.name if order.monitor_unit else "Nobody named",
                order.next_check_on,
                order.until_on or "Further order",
            )
            for order in open_orders(ocg).order_by("next_check_on", "pk")
        ],
        "There are no court orders in force.",
    )


def _referrals(referrals: Iterable[Referral]) -> dict[str, Any]:
    return _table(
        "Open safeguarding referrals",
        ("Referral", "Who", "Team", "Answer due", "Holder"),
        [
            (
                referral.ref,
                "A child" if referral.is_child else "An adult",
                referral.team.name,
                due_on(referral) or "Not known",
                referral.holder.name,
            )
            for referral in referrals
        ],
        "There are no open referrals.",
    )


def _links(ocg: Ocg) -> dict[str, Any]:
    between_ocgs = [link for link in links_of(ocg) if not (link.person_id or link.until_on)]
    return _table(
        "Linked OCGs",
        ("OCG", "Link", "Grade"),
        [
            (f"{row.other}, {row.other_ocg.ref}", row.what, row.link.grade)
            for row in seen_from(ocg, between_ocgs)
        ],
        "No link that you can see.",
    )


def _in_words(cell: Any) -> str:
    return when(cell) if isinstance(cell, date) else str(cell)


def _table(
    title: str, heads: tuple[str, ...], rows: list[tuple[Any, ...]], none: str
) -> dict[str, Any]:
    return {
        "title": title,
        "heads": heads,
        "rows": [
            [(head, _in_words(cell)) for head, cell in zip(heads, row, strict=True)]
            for row in rows[:MOST]
        ],
        "left_out": max(len(rows) - MOST, 0),
        "none": none,
    }
