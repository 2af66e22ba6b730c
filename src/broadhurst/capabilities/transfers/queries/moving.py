"""Read transfers, their packs, the roles on them and the steps left to do."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from django.db.models import F, Q, QuerySet

from broadhurst.capabilities.deconfliction.models import Check
from broadhurst.capabilities.deconfliction.queries.checks import ask_latest_checks, latest_checks
from broadhurst.capabilities.establishment.queries.officers import postings_of
from broadhurst.capabilities.register.models import Lead, Ocg
from broadhurst.capabilities.register.queries.leadership import Leadership, current_leadership
from broadhurst.capabilities.register.rules.registering import REGISTERING_KINDS
from broadhurst.capabilities.transfers.models import Pack, Risk, Transfer
from broadhurst.capabilities.transfers.queries.risks import (
    FoundRisk,
    asks_of,
    found_in_records,
    key_of,
    stated,
)
from broadhurst.capabilities.transfers.rules import accepting
from broadhurst.capabilities.transfers.rules.checklist import is_settled
from broadhurst.capabilities.transfers.rules.moving import RECEIVER, WORKFLOW, roles_on
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.locks import lock
from broadhurst.foundation.access.prepared_query import AnyOf, prepared_query, sent_ahead
from broadhurst.foundation.agencies.models import Agency, Officer, Unit, in_force_on
from broadhurst.foundation.database.ahead import Ask

SIDES = ("dossier", "ocg__dossier", "giver__agency", "receiver__agency")
OFFICERS = ("opened_by", "accepted_by", "new_sio", "new_lro", "closed_by")


def transfers() -> QuerySet[Transfer]:
    """Return transfers with all that a page shows of them.

    The officers are read by statements of their own: a join of fourteen tables took PostgreSQL
    three times as long to plan as these take together.
    """
    return Transfer.objects.select_related(*SIDES, "rests_on").prefetch_related(*OFFICERS)


def open_transfer_of(ocg: Ocg) -> Transfer | None:
    """Return the open transfer of an OCG, or None. An OCG has at most one."""
    return transfers().filter(ocg=ocg, stage=Transfer.Stage.OPEN).first()


def locked_transfer(transfer: Transfer) -> Transfer:
    """Lock the transfer and return it as it is now. The caller locks its OCG first."""
    return lock(Transfer.objects.select_related(*SIDES), transfer)


def pack_of(transfer: Transfer) -> Pack | None:
    """Return the latest pack, or None."""
    return transfer.packs.select_related("prepared_by").first()


def parts_of(transfer: Transfer, actor: Actor, leadership: Leadership | None = None) -> list[str]:
    """Return the roles of an actor on a transfer. Read the SIO if the leads are not given.

    The SIO acts for the giver while the transfer is open. After that the SIO is the receiver's.
    """
    if transfer.stage != Transfer.Stage.OPEN:
        sio_id = None
    elif leadership is None:
        sio_id = _sios([transfer]).get(transfer.ocg_id)
    else:
        sio_id = leadership.sio.officer_id if leadership.sio else None
    return roles_on(actor, transfer, sio_id=sio_id)


def progress(transfer: Transfer) -> list[accepting.Step]:
    """Return the steps needed before acceptance, and whether each is done."""
    return steps_of([transfer])[transfer.pk]


def steps_of(transfers: Collection[Transfer]) -> dict[int, list[accepting.Step]]:
    """Return the steps of each transfer, by its id. Queries do not grow with the transfers."""
    with sent_ahead(_asks_of_steps(transfers)):
        return _steps_of(transfers)


def _asks_of_steps(transfers: Collection[Transfer]) -> list[Ask]:
    keys, ocgs = [transfer.pk for transfer in transfers], [transfer.ocg for transfer in transfers]
    return [_latest_packs.ask(keys), _risks.ask(keys), *asks_of(ocgs), ask_latest_checks(ocgs)]


def _steps_of(transfers: Collection[Transfer]) -> dict[int, list[accepting.Step]]:
    keys = [transfer.pk for transfer in transfers]
    packs = {pack.transfer_id: pack for pack in _latest_packs(keys)}
    listed = defaultdict[int, list[Risk]](list)
    for risk in _risks(keys):
        listed[risk.transfer_id].append(risk)
    risks = found_in_records([transfer.ocg for transfer in transfers if transfer.pk in packs])
    checks = latest_checks(transfer.ocg for transfer in transfers)
    return {
        transfer.pk: _steps(
            transfer,
            packs.get(transfer.pk),
            listed[transfer.pk],
            risks.get(transfer.ocg_id, []),
            checks.get(transfer.ocg_id),
        )
        for transfer in transfers
    }


@prepared_query
def _latest_packs(transfers: list[int]) -> QuerySet[Pack]:
    latest = Pack.objects.filter(AnyOf(F("transfer"), transfers))
    return latest.order_by("transfer_id", "-number").distinct("transfer_id")


@prepared_query
def _risks(transfers: list[int]) -> QuerySet[Risk]:
    return Risk.objects.filter(AnyOf(F("transfer"), transfers), over_at=None)


def _steps(
    transfer: Transfer,
    pack: Pack | None,
    risks: Sequence[Risk],
    in_records: Sequence[FoundRisk],
    check: Check | None,
) -> list[accepting.Step]:
    """Return the steps of one transfer. `in_records` are the risks found, if it has a pack."""
    listed = {key_of(risk) for risk in risks}
    known_risks = [*stated(pack), *in_records] if pack else []
    return accepting.steps(
        transfer,
        has_pack=pack is not None,
        unlisted=[
            risk_found.text for risk_found in known_risks if key_of(risk_found) not in listed
        ],
        unacknowledged=[risk.ref for risk in risks if not is_settled(risk)],
        listed=len(risks),
        check=check,
        today=clock.today(),
    )


@dataclass(frozen=True)
class Moving:
    """An open transfer with its steps, and the roles of the actor on it."""

    transfer: Transfer
    steps: list[accepting.Step]
    parts: list[str]


def moving(transfers: Collection[Transfer], actor: Actor) -> list[Moving]:
    """Return transfers with their steps and the actor's roles, in the same order."""
    if not transfers:
        return []
    leads = _sios_of.ask([transfer.ocg_id for transfer in transfers])
    with sent_ahead([*_asks_of_steps(transfers), leads]):
        steps, sios = _steps_of(transfers), _sios(transfers)
    return [
        Moving(
            transfer,
            steps[transfer.pk],
            roles_on(actor, transfer, sio_id=sios.get(transfer.ocg_id)),
        )
        for transfer in transfers
    ]


def _sios(transfers: Iterable[Transfer]) -> dict[int, int]:
    """Return the officer who is SIO now, by the id of the OCG."""
    return dict(_sios_of([transfer.ocg_id for transfer in transfers]))


@prepared_query
def _sios_of(ocgs: list[int]) -> QuerySet[Lead, tuple[int, int]]:
    leads = Lead.objects.filter(AnyOf(F("ocg"), ocgs), role=Lead.Role.SIO, until_at=None)
    return leads.values_list("ocg", "officer")


def may_accept(transfer: Transfer, actor: Actor, steps: Sequence[accepting.Step]) -> bool:
    """Return whether this actor can accept the transfer now.

    All steps must be done, and the actor must not have opened it or act for the giver.
    """
    return may_accept_in(actor, Moving(transfer, list(steps), parts_of(transfer, actor)))


def may_accept_in(actor: Actor, move: Moving) -> bool:
    """Return whether an actor can accept a transfer whose steps and roles are known."""
    transfer, parts = move.transfer, move.parts
    if "accept" not in WORKFLOW.open_to(transfer.stage, parts):
        return False
    objections = accepting.objections_to_accept_own(actor, transfer, parts)
    return RECEIVER in parts and not objections and all(step.is_done for step in move.steps)


def linked_unit(transfer: Transfer) -> Unit:
    """Return the unit whose organisation the LRO belongs to.

    This is the giver, or on a return the receiver.
    """
    return transfer.receiver if transfer.kind == Transfer.Kind.RETURN else transfer.giver


def expected_lro(transfer: Transfer, leadership: Leadership | None = None) -> Officer:
    """Return the officer who becomes the LRO unless another is named."""
    leadership = leadership or current_leadership(transfer.ocg)
    leads = {lead.role: lead.officer for lead in leadership.leads}
    officer: Officer = accepting.expected_lro(transfer.kind, sio=leads.get("sio"), lro=leads["lro"])
    return officer


def has_owned(agency: Agency, ocg: Ocg) -> bool:
    """Return whether an organisation owned an OCG before, or a unit that it has taken over did."""
    of_agency = Q(agency=agency) | Q(unit__agency=agency)
    return ocg.ownerships.filter(of_agency).exclude(until_at=None).exists()


def receiving_units(giver: Unit | None) -> QuerySet[Unit]:
    """Return the units of other organisations that may own an OCG's risk today.

    `giver` is the owner now. If it is None, units of all organisations are returned.
    """
    units = Unit.objects.filter(
        in_force_on(clock.today()), kind=Unit.Kind.TEAM, agency__kind__in=REGISTERING_KINDS
    )
    candidates = units.exclude(agency=giver.agency_id) if giver else units
    return candidates.select_related("agency").order_by("agency__name", "name")


def agencies_of(officer: Officer, *, roles: Collection[str] = ()) -> set[int]:
    """Return the ids of the organisations in which an officer has a posting today.

    With `roles`, only of postings that have one of them.
    """
    postings = postings_of(officer, clock.today())
    if roles:
        postings = postings.filter(roles__overlap=list(roles))
    return {posting.unit.agency_id for posting in postings}
