"""Give one record to its successor, by the command of its room, if the officer still has it."""

from collections.abc import Callable

from broadhurst.capabilities.cover.commands.correct_cover import correct_cover
from broadhurst.capabilities.cover.queries.covers import covers, locked_cover
from broadhurst.capabilities.leavers.models import Rehoming, RehomingRow
from broadhurst.capabilities.leavers.rules import objections_to_give
from broadhurst.capabilities.orders.commands.name_monitor import name_monitor
from broadhurst.capabilities.orders.models import Order
from broadhurst.capabilities.orders.queries.orders import locked as locked_order
from broadhurst.capabilities.orders.queries.orders import orders
from broadhurst.capabilities.register.commands.name_lead import name_lead
from broadhurst.capabilities.register.models import Cover, Lead
from broadhurst.capabilities.register.queries.leadership import locked as locked_ocg
from broadhurst.capabilities.safeguarding.commands.pass_on import pass_on
from broadhurst.capabilities.safeguarding.models import Referral
from broadhurst.capabilities.safeguarding.queries.referrals import locked as locked_referral
from broadhurst.capabilities.safeguarding.rules.referring import ENDED
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.agencies.models import Officer
from broadhurst.foundation.workflow import refuse_if

Give = Callable[[Actor, Rehoming, RehomingRow], None]


def _lead(actor: Actor, rehoming: Rehoming, row: RehomingRow) -> None:
    led = Lead.objects.select_related("ocg")
    lead = led.filter(pk=row.record).first()
    if lead:
        locked_ocg(lead.ocg)
        lead = led.filter(pk=row.record, until_at=None).first()
    _refuse_unless_held(rehoming, lead.officer if lead else None)
    if lead:
        name_lead(
            actor=actor, ocg=lead.ocg, role=lead.role, officer=row.successor,
            because=rehoming.because,
        )  # fmt: skip


def _cover(actor: Actor, rehoming: Rehoming, row: RehomingRow) -> None:
    cover: Cover | None = covers().filter(pk=row.record).first()
    if cover:
        cover = locked_cover(cover)
    is_held = cover and cover.closed_at is None
    _refuse_unless_held(rehoming, cover.deputy if cover and is_held else None)
    if cover:
        correct_cover(
            actor=actor, cover=cover, deputy=row.successor,
            from_on=max(cover.from_on, clock.today()), until_on=cover.until_on,
            because=rehoming.because,
        )  # fmt: skip


def _order(actor: Actor, rehoming: Rehoming, row: RehomingRow) -> None:
    order = orders().filter(pk=row.record).first()
    if order:
        order = locked_order(order)
    is_held = order and order.stage == Order.Stage.IN_FORCE
    _refuse_unless_held(rehoming, order.monitor if order and is_held else None)
    if order and order.monitor_unit:
        name_monitor(
            actor=actor, order=order, monitor_unit=order.monitor_unit, monitor=row.successor,
            next_check_on=max(order.next_check_on, clock.today()), because=rehoming.because,
        )  # fmt: skip


def _referral(actor: Actor, rehoming: Rehoming, row: RehomingRow) -> None:
    referral = Referral.objects.filter(pk=row.record).first()
    if referral:
        referral = locked_referral(referral)
    is_held = referral and referral.stage not in ENDED
    _refuse_unless_held(rehoming, referral.holder if referral and is_held else None)
    if referral:
        pass_on(actor=actor, referral=referral, holder=row.successor, because=rehoming.because)


def _refuse_unless_held(rehoming: Rehoming, holder: Officer | None) -> None:
    """Refuse if somebody gave the record away, or closed it, since the successors were chosen."""
    refuse_if(objections_to_give(rehoming.officer.name, is_held=holder == rehoming.officer))


GIVE: dict[str, Give] = {
    RehomingRow.Kind.LEAD: _lead,
    RehomingRow.Kind.COVER: _cover,
    RehomingRow.Kind.ORDER: _order,
    RehomingRow.Kind.REFERRAL: _referral,
}
