"""Transfers themselves: the open one, its pack, who plays what part, what is still to be done."""

from collections.abc import Sequence

from django.db.models import QuerySet

from broadhurst.capabilities.deconfliction.queries import latest_check
from broadhurst.capabilities.establishment.queries import postings_of
from broadhurst.capabilities.register.models import Ocg
from broadhurst.capabilities.register.queries import standing
from broadhurst.capabilities.register.rules import REGISTERING_KINDS
from broadhurst.capabilities.transfers import rules
from broadhurst.capabilities.transfers.models import Pack, Transfer
from broadhurst.capabilities.transfers.queries.risks import found_risks
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.locks import lock
from broadhurst.foundation.agencies.models import Agency, Officer, Unit, in_force_on


def transfers() -> QuerySet[Transfer]:
    """Transfers with what a page shows of them."""
    return Transfer.objects.select_related(
        "dossier", "ocg__dossier", "giver__agency", "receiver__agency",
        "opened_by", "accepted_by", "new_sio", "new_lro", "rests_on", "closed_by",
    )  # fmt: skip


def open_transfer(ocg: Ocg) -> Transfer | None:
    """The one open transfer of an OCG."""
    return transfers().filter(ocg=ocg, stage=Transfer.Stage.OPEN).first()


def locked(transfer: Transfer) -> Transfer:
    """The transfer's row as it is now, locked; the OCG's lock is taken first."""
    return lock(transfers(), transfer)


def pack_of(transfer: Transfer) -> Pack | None:
    """The latest pack."""
    return transfer.packs.select_related("prepared_by").first()


def parts_of(transfer: Transfer, actor: Actor) -> list[str]:
    """The parts that an actor plays in a transfer."""
    sio = standing(transfer.ocg).sio
    return rules.parts_played(actor, transfer, sio_id=sio.officer_id if sio else None)


def progress(transfer: Transfer) -> list[rules.Step]:
    """What must be done before it is accepted, and whether it is."""
    pack = pack_of(transfer)
    risks = list(transfer.risks.filter(over_at=None))
    listed = {(risk.source, risk.about, risk.text) for risk in risks}
    found = found_risks(transfer.ocg, pack.threat_to_life) if pack else []
    return rules.steps(
        transfer,
        has_pack=pack is not None,
        unlisted=[one.text for one in found if (one.source, one.about, one.text) not in listed],
        unacknowledged=[risk.ref for risk in risks if risk.acknowledged_by_id is None],
        check=latest_check(transfer.ocg),
        now=clock.now(),
        today=clock.today(),
    )


def may_accept(transfer: Transfer, actor: Actor, steps: Sequence[rules.Step]) -> bool:
    """Whether this actor can accept it now: each step is done, and they did not offer it."""
    parts = parts_of(transfer, actor)
    own = rules.objections_to_accept_own(actor, transfer, parts)
    return rules.RECEIVER in parts and not own and all(step.is_done for step in steps)


def linked_unit(transfer: Transfer) -> Unit:
    """The unit whose body the LRO belongs to: the giver's, or on a return the receiver's."""
    return transfer.receiver if transfer.kind == Transfer.Kind.RETURN else transfer.giver


def expected_lro(transfer: Transfer) -> Officer:
    """Who becomes the LRO unless another is named."""
    now = standing(transfer.ocg)
    leads = {lead.role: lead.officer for lead in now.leads}
    officer: Officer = rules.expected_lro(transfer.kind, sio=leads.get("sio"), lro=leads["lro"])
    return officer


def has_owned(agency: Agency, ocg: Ocg) -> bool:
    """Whether a body has owned an OCG before."""
    return ocg.ownerships.filter(agency=agency).exclude(until_at=None).exists()


def receiving_units(giver: Unit | None) -> QuerySet[Unit]:
    """Units of other bodies that may own the risk of an OCG today; `giver` owns it, if known."""
    units = Unit.objects.filter(
        in_force_on(clock.today()), kind=Unit.Kind.TEAM, agency__kind__in=REGISTERING_KINDS
    )
    others = units.exclude(agency=giver.agency_id) if giver else units
    return others.select_related("agency").order_by("agency__name", "name")


def bodies_of(officer: Officer) -> set[int]:
    """The bodies in which an officer has a posting today."""
    return {posting.unit.agency_id for posting in postings_of(officer, clock.today())}
