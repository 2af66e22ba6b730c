"""Enter an OCG with its owner, its districts and its first state.

Not a command: the commands that register and report call it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from broadhurst.capabilities.register.models import Area, Ocg, Ownership
from broadhurst.capabilities.register.queries.archiving import same_registered
from broadhurst.capabilities.register.rules.correcting import objections_to_same
from broadhurst.capabilities.register.rules.kinds import objections_to_kind
from broadhurst.capabilities.register.writes.enter_state import begin_stage
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.grants import Sight, open_dossier
from broadhurst.foundation.access.models import Grant
from broadhurst.foundation.agencies.models import District, Unit
from broadhurst.foundation.doors.references import new_reference


@dataclass(frozen=True)
class NewOcg:
    """The details of an OCG to enter."""

    kind: str
    name: str
    national_ref: str
    threat_types: list[str]
    description: str
    place: str
    group: str

    @property
    def text(self) -> str:
        """Everything typed, to check its marking."""
        return f"{self.name} {self.description} {self.place} {self.group}"


def coordination_of(unit: Unit) -> list[Unit]:
    """Return the units that keep the register of a unit's organisation."""
    return list(Unit.objects.filter(agency=unit.agency_id, kind=Unit.Kind.COORDINATION))


def owner_sights(unit: Unit) -> list[Sight]:
    """Return the access of an owning unit and of its coordination units."""
    return [
        Sight(unit, Grant.Level.MANAGE, Grant.Why.OWNER),
        *(
            Sight(coordination_unit, Grant.Level.MANAGE, Grant.Why.COORDINATION)
            for coordination_unit in coordination_of(unit)
        ),
    ]


def objections_to_new(actor: Actor, new: NewOcg) -> list[str]:
    """A kind has its own details, and a unit uses each cover name and reference once."""
    duplicate = same_registered(actor.unit, name=new.name, national_ref=new.national_ref)
    return objections_to_kind(new.kind, place=new.place, group=new.group) + objections_to_same(
        duplicate, name=new.name, national_ref=new.national_ref
    )


def enter_ocg(
    actor: Actor,
    new: NewOcg,
    districts: Iterable[District],
    *,
    state: str,
    due_on: date,
    explanation: str = "",
    owner: Unit | None = None,
    access: Sequence[Sight] = (),
) -> Ocg:
    """Enter an OCG in its first state, owned by the actor's unit or by another unit.

    If the actor is in another unit, `access` lets them see what they enter.
    """
    ref, now, owner = new_reference("OCG"), clock.now(), owner or actor.unit
    dossier = open_dossier(ref, [*access, *owner_sights(owner)])
    ocg = Ocg.objects.create(
        dossier=dossier,
        ref=ref,
        kind=new.kind,
        name=new.name,
        national_ref=new.national_ref,
        threat_types=new.threat_types,
        description=new.description,
        place=new.place,
        group=new.group,
        state=state,
        due_on=due_on,
        registered_at=now,
        adopted_at=now if state == Ocg.State.ACTIVE else None,
    )
    begin_stage(actor, ocg, explanation=explanation)
    Ownership.objects.create(
        dossier=dossier,
        ocg=ocg,
        agency=owner.agency,
        unit=owner,
        from_at=now,
        because="registered it",
    )
    Area.objects.bulk_create(Area(dossier=dossier, ocg=ocg, district=d) for d in districts)
    return ocg
