"""Register an OCG at once. It has an owner, an LRO and an SIO from the start.

This is for work that cannot wait. Otherwise an OCG is reported, assessed and adopted, by the verbs
of the room `lifecycle`.
"""

from collections.abc import Collection, Iterable
from typing import Any

from broadhurst.capabilities.establishment.forms.fields import OfficerField
from broadhurst.capabilities.establishment.queries.districts import districts_of
from broadhurst.capabilities.establishment.queries.officers import unit_of
from broadhurst.capabilities.register.forms.details import DetailsForm
from broadhurst.capabilities.register.forms.leads import offer_leads, officers_who_lead
from broadhurst.capabilities.register.forms.not_same_as import NotSameAsField, offer_likely_ocgs
from broadhurst.capabilities.register.models import Ocg
from broadhurst.capabilities.register.queries.assessing import assess_by
from broadhurst.capabilities.register.queries.duplicates import likely_ocgs
from broadhurst.capabilities.register.queries.who_leads import objections_of_leads
from broadhurst.capabilities.register.rules.duplicates import objections_to_likely
from broadhurst.capabilities.register.rules.registering import (
    objections_to_register,
    objections_to_register_here,
)
from broadhurst.capabilities.register.writes.begin_lead import begin_leads
from broadhurst.capabilities.register.writes.enter_ocg import NewOcg, enter_ocg, objections_to_new
from broadhurst.capabilities.register.writes.tell_apart import tell_ocg_apart
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.agencies.models import District, Officer
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.may_open import for_actors
from broadhurst.foundation.govuk.fields import TextField
from broadhurst.foundation.govuk.words import day
from broadhurst.foundation.workflow import refuse_if


class RegisterForm(DetailsForm):
    lro = OfficerField(
        label="LRO",
        help_text="Lead responsible officer.",
    )
    sio = OfficerField(
        label="SIO",
        help_text="Senior investigating officer.",
    )
    urgent_because = TextField(
        label="Why work cannot wait for an assessment",
        help_text="For example, an arrest is planned for tomorrow.",
        max_length=400,
    )
    not_same_as = NotSameAsField("OCG")

    def clean(self) -> dict[str, Any]:
        """Show the OCGs that this one may be."""
        answers = super().clean()
        offer_likely_ocgs(self, answers)
        return answers

    def narrow_choices(self) -> None:
        """Offer open districts of the actor's force (all, for a ROCU), and who can lead there."""
        self.offer_districts(districts_of(self.actor.agency))
        for lead in ("lro", "sio"):
            offer_leads(self, lead, lead, officers_who_lead(lead, [self.actor.agency]))


@for_actors(objections_to_register_here)
@command
def register(
    *,
    actor: Actor,
    name: str,
    threat_types: list[str],
    districts: Iterable[District],
    description: str,
    lro: Officer,
    sio: Officer,
    urgent_because: str,
    national_ref: str = "",
    kind: str = Ocg.Kind.OCG,
    place: str = "",
    group: str = "",
    not_same_as: Collection[str] = (),
) -> Ocg:
    """Register an OCG owned by the actor's unit, and start the clock for its assessment.

    `not_same_as` are the references of likely duplicates that are different OCGs.
    """
    new = NewOcg(kind, name.strip(), national_ref.strip(), list(threat_types), description,
                 place.strip(), group.strip())  # fmt: skip
    refuse_if(
        objections_to_register(actor, lro=lro, sio=sio, text=f"{new.text} {urgent_because}")
        + objections_of_leads(actor.unit, lro=lro, sio=sio)
        + objections_to_new(actor, new)
    )
    likely = likely_ocgs(new)
    refuse_if(objections_to_likely(likely, not_same_as, "OCG"))

    due_on = assess_by(actor.agency)
    ocg = enter_ocg(
        actor, new, districts, state=Ocg.State.ACTIVE, due_on=due_on, explanation=urgent_because
    )
    tell_ocg_apart(actor, ocg, likely)
    leads = {
        role: (officer, unit_of(officer, actor.unit, clock.today()) or actor.unit)
        for role, officer in (("lro", lro), ("sio", sio))
    }
    begin_leads(ocg, "named on registration", **leads)

    record(
        actor,
        "ocg.registered",
        ocg.ref,
        dossier=ocg.dossier,
        kind=Event.Kind.COLLECTION,
        tell=[actor.unit, lro, sio],
        name=ocg.name,
        owner=actor.unit.name,
        lro=lro.name,
        sio=sio.name,
        assess_by=day(due_on),
        because=urgent_because,
    )
    return ocg
