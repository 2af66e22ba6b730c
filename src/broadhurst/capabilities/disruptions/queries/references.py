"""The records that a claim names as its evidence."""

from collections.abc import Iterable

from broadhurst.capabilities.disruptions.models import Disruption
from broadhurst.capabilities.liaison.models import Request
from broadhurst.capabilities.operations.models import Operation
from broadhurst.capabilities.plans.models import Action
from broadhurst.capabilities.register.models import Ocg
from broadhurst.foundation.doors.routes import record_address


def unknown_references(
    refs: Iterable[str], ocg: Ocg | None, action: Action | None, kept: Iterable[str] = ()
) -> list[str]:
    """Return the references that name no action or request of the OCG and no operation.

    Somebody who cannot see the OCG can name their own action and operations. `kept` are those that
    the claim had before.
    """
    before = set(kept)
    wanted = [ref for ref in refs if ref not in before]
    if not wanted:
        return []
    known = set(Operation.objects.filter(ref__in=wanted).values_list("ref", flat=True))
    if ocg:
        actions = Action.objects.filter(objective__plan__ocg=ocg, ref__in=wanted)
        requests = Request.objects.filter(ocg=ocg, ref__in=wanted)
        known |= {*actions.values_list("ref", flat=True), *requests.values_list("ref", flat=True)}
    if action:
        known.add(action.ref)
    return [ref for ref in wanted if ref not in known]


def evidence_of(disruption: Disruption) -> list[tuple[str, str]]:
    """Return each reference with its address, which is empty if the reader cannot see it."""
    refs = disruption.references
    pages = (
        (Action, "plans:action"),
        (Request, "liaison:request"),
        (Operation, "operations:operation"),
    )
    by_ref: dict[str, str] = {}
    for model, address in pages if refs else ():
        rows = model._default_manager.filter(ref__in=refs)
        by_ref |= {ref: record_address(address, ref) for ref in rows.values_list("ref", flat=True)}
    return [(ref, by_ref.get(ref, "")) for ref in refs]
