"""Read transfers, their packs, the roles on them and the steps left to do."""

from collections.abc import Sequence

from django.db.models import QuerySet

from broadhurst.capabilities.deconfliction.queries.checks import latest_check
from broadhurst.capabilities.establishment.queries.officers import postings_of
from broadhurst.capabilities.register.models import Ocg
from broadhurst.capabilities.register.queries.leadership import Leadership, current_leadership
from broadhurst.capabilities.register.rules.registering import REGISTERING_KINDS
from broadhurst.capabilities.transfers.models import Pack, Transfer
from broadhurst.capabilities.transfers.queries.risks import found_risks
from broadhurst.capabilities.transfers.rules import accepting
from broadhurst.capabilities.transfers.rules.moving import RECEIVER, WORKFLOW, roles_on
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.locks import lock
from broadhurst.foundation.agencies.models import Agency, Officer, Unit, in_force_on

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
    """Return the roles of an actor on a transfer. Reads the OCG's leads if they are not given."""
    sio = (leadership or current_leadership(transfer.ocg)).sio
    return roles_on(actor, transfer, sio_id=sio.officer_id if sio else None)


def progress(transfer: Transfer) -> list[accepting.Step]:
    """Return the steps needed before acceptance, and whether each is done."""
    pack = pack_of(transfer)
    risks = list(transfer.risks.filter(over_at=None))
    listed = {(risk.source, risk.about, risk.text) for risk in risks}
    found = found_risks(transfer.ocg, pack.threat_to_life) if pack else []
    return accepting.steps(
        transfer,
        has_pack=pack is not None,
        unlisted=[
            risk_found.text
            for risk_found in found
            if (risk_found.source, risk_found.about, risk_found.text) not in listed
        ],
        unacknowledged=[risk.ref for risk in risks if risk.acknowledged_by_id is None],
        check=latest_check(transfer.ocg),
        now=clock.now(),
        today=clock.today(),
    )


def may_accept(transfer: Transfer, actor: Actor, steps: Sequence[accepting.Step]) -> bool:
    """Return whether this actor can accept the transfer now.

    All steps must be done, and the actor must not have opened it or act for the giver.
    """
    parts = parts_of(transfer, actor)
    if "accept" not in WORKFLOW.open_to(transfer.stage, parts):
        return False
    own = accepting.objections_to_accept_own(actor, transfer, parts)
    return RECEIVER in parts and not own and all(step.is_done for step in steps)


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
    """Return whether an organisation owned an OCG before."""
    return ocg.ownerships.filter(agency=agency).exclude(until_at=None).exists()


def receiving_units(giver: Unit | None) -> QuerySet[Unit]:
    """Return the units of other organisations that may own an OCG's risk today.

    `giver` is the owner now. If it is None, units of all organisations are returned.
    """
    units = Unit.objects.filter(
        in_force_on(clock.today()), kind=Unit.Kind.TEAM, agency__kind__in=REGISTERING_KINDS
    )
    others = units.exclude(agency=giver.agency_id) if giver else units
    return others.select_related("agency").order_by("agency__name", "name")


def bodies_of(officer: Officer) -> set[int]:
    """Return the ids of the organisations in which an officer has a posting today."""
    return {posting.unit.agency_id for posting in postings_of(officer, clock.today())}
