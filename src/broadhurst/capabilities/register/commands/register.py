"""Register an OCG. It has an owner, an LRO and an SIO from the start."""

from collections.abc import Iterable

from broadhurst.capabilities.establishment.forms.fields import OfficerField
from broadhurst.capabilities.establishment.queries.districts import districts_of
from broadhurst.capabilities.establishment.queries.officers import officers_of, unit_of
from broadhurst.capabilities.register.commands.change_owner import owner_sights
from broadhurst.capabilities.register.models import Area, Ocg, Ownership, ThreatType
from broadhurst.capabilities.register.queries.archiving import same_registered
from broadhurst.capabilities.register.rules.correcting import objections_to_same
from broadhurst.capabilities.register.rules.registering import objections_to_register
from broadhurst.capabilities.register.writes.begin_lead import begin_lead
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.grants import open_dossier
from broadhurst.foundation.agencies.models import District, Officer
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.references import new_reference
from broadhurst.foundation.govuk.fields import (
    ModelCheckboxesField,
    MultiChoiceField,
    TextAreaField,
    TextField,
)
from broadhurst.foundation.workflow import refuse_if


class RegisterForm(CommandForm):
    name = TextField(label="Cover name", help_text="Do not use a person’s name.", max_length=80)
    threat_types = MultiChoiceField(label="Threat types", choices=ThreatType.choices)
    districts = ModelCheckboxesField(
        District.objects.none(), label="Districts", to_field_name="key"
    )
    description = TextAreaField(
        label="Description",
        help_text="What the group does and where. Do not mention sources or covert activity.",
        max_length=4000,
    )
    lro = OfficerField(
        label="LRO",
        help_text="Lead responsible officer.",
    )
    sio = OfficerField(
        label="SIO",
        help_text="Senior investigating officer.",
    )
    national_ref = TextField(label="National reference", required=False, max_length=40)

    def narrow_choices(self) -> None:
        """Offer open districts of the actor's force (all, for a ROCU) and its officers."""
        districts = districts_of(self.actor.agency)
        self.fields["districts"].queryset = districts  # type: ignore[attr-defined]
        # A force without districts in the register can still register OCGs.
        self.fields["districts"].required = districts.exists()
        for lead in ("lro", "sio"):
            officers = officers_of(self.actor.agency, clock.today())
            self.fields[lead].queryset = officers  # type: ignore[attr-defined]


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
    national_ref: str = "",
) -> Ocg:
    """Register an OCG owned by the actor's unit."""
    name, national_ref = name.strip(), national_ref.strip()
    duplicate = same_registered(actor.unit, name=name, national_ref=national_ref)
    refuse_if(
        objections_to_register(actor, lro=lro, sio=sio, text=f"{name} {description}")
        + objections_to_same(duplicate, name=name, national_ref=national_ref)
    )

    ref, now = new_reference("OCG"), clock.now()
    dossier = open_dossier(ref, owner_sights(actor.unit))
    ocg = Ocg.objects.create(
        dossier=dossier,
        ref=ref,
        name=name,
        national_ref=national_ref,
        threat_types=list(threat_types),
        description=description,
        registered_at=now,
    )
    Ownership.objects.create(
        dossier=dossier,
        ocg=ocg,
        agency=actor.agency,
        unit=actor.unit,
        from_at=now,
        because="registered it",
    )
    Area.objects.bulk_create(Area(dossier=dossier, ocg=ocg, district=d) for d in districts)
    for role, officer in (("lro", lro), ("sio", sio)):
        unit = unit_of(officer, actor.unit, clock.today()) or actor.unit
        begin_lead(ocg, role, officer, unit, "named on registration")

    record(
        actor,
        "ocg.registered",
        ref,
        dossier=dossier,
        kind=Event.Kind.COLLECTION,
        tell=[actor.unit, lro, sio],
        name=name,
        owner=actor.unit.name,
        lro=lro.name,
        sio=sio.name,
    )
    return ocg
