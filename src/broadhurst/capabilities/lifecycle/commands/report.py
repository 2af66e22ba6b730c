"""Report an OCG that may be active. Its unit assesses it before any work starts on it."""

from collections.abc import Collection, Iterable
from typing import Any

from broadhurst.capabilities.establishment.queries.districts import districts_of
from broadhurst.capabilities.register.forms.details import DetailsForm
from broadhurst.capabilities.register.forms.not_same_as import NotSameAsField, offer_likely_ocgs
from broadhurst.capabilities.register.models import Ocg
from broadhurst.capabilities.register.queries.archiving import approvers
from broadhurst.capabilities.register.queries.assessing import decide_by
from broadhurst.capabilities.register.queries.duplicates import likely_ocgs
from broadhurst.capabilities.register.rules.duplicates import objections_to_likely
from broadhurst.capabilities.register.rules.registering import (
    objections_to_register_here,
    objections_to_text,
)
from broadhurst.capabilities.register.writes.enter_ocg import NewOcg, enter_ocg, objections_to_new
from broadhurst.capabilities.register.writes.tell_apart import tell_ocg_apart
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.agencies.models import District
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.may_open import for_actors
from broadhurst.foundation.govuk.words import day, in_sentence
from broadhurst.foundation.workflow import refuse_if


class ReportForm(DetailsForm):
    """The details of the OCG. Its unit names its leads when it adopts it."""

    not_same_as = NotSameAsField("OCG")

    def clean(self) -> dict[str, Any]:
        """Show the OCGs that this one may be."""
        answers = super().clean()
        offer_likely_ocgs(self, answers)
        return answers

    def narrow_choices(self) -> None:
        """Offer open districts of the actor's force, or all of them for a ROCU."""
        self.offer_districts(districts_of(self.actor.agency))


@for_actors(objections_to_register_here)
@command
def report(
    *,
    actor: Actor,
    name: str,
    threat_types: list[str],
    districts: Iterable[District],
    description: str,
    national_ref: str = "",
    kind: str = Ocg.Kind.OCG,
    place: str = "",
    group: str = "",
    not_same_as: Collection[str] = (),
) -> Ocg:
    """Report an OCG to the actor's unit, which owns the risk from now on.

    `not_same_as` are the references of likely duplicates that are different OCGs.
    """
    new = NewOcg(kind, name.strip(), national_ref.strip(), list(threat_types), description,
                 place.strip(), group.strip())  # fmt: skip
    refuse_if(
        objections_to_register_here(actor)
        + objections_to_text(new.text)
        + objections_to_new(actor, new)
    )
    likely = likely_ocgs(new)
    refuse_if(objections_to_likely(likely, not_same_as, "OCG"))

    due_on = decide_by(actor.agency)
    ocg = enter_ocg(actor, new, districts, state=Ocg.State.REPORTED, due_on=due_on)
    tell_ocg_apart(actor, ocg, likely)

    record(
        actor,
        "ocg.reported",
        ocg.ref,
        dossier=ocg.dossier,
        kind=Event.Kind.COLLECTION,
        tell=[actor.unit, *approvers(actor.unit)],
        name=ocg.name,
        what=in_sentence(ocg.get_kind_display()),
        owner=actor.unit.name,
        due_on=day(due_on),
    )
    return ocg
