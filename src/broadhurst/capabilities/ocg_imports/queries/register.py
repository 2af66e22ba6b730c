"""OCGs that rows name, or may mean, among those of the register that the actor sees."""

from collections import defaultdict
from types import SimpleNamespace

from broadhurst.capabilities.ocg_imports.queries.planned import PlannedOcg
from broadhurst.capabilities.ocg_imports.sheets.alike import Names
from broadhurst.capabilities.ocg_imports.sheets.words import plain
from broadhurst.capabilities.register.models import Ocg, Ownership
from broadhurst.capabilities.register.queries.archiving import entered_in_error
from broadhurst.capabilities.register.rules.duplicates import (
    LEAST_LIKE,
    Likely,
    why_ocgs_are_alike,
)
from broadhurst.capabilities.register.rules.registering import objections_to_archived
from broadhurst.foundation.access.actor import Actor
from broadhurst_linkage.normalise.person import fold

MOST_LIKELY = 5


class Register:
    """Finds OCGs of the register by the cells of rows."""

    def __init__(self, actor: Actor) -> None:
        self.actor = actor
        self.taken: dict[tuple[int, str], PlannedOcg] = {}
        self._find_register()

    def _find_register(self) -> None:
        """Find the OCGs that the actor sees, and who owns each."""
        seen = Ocg.objects.exclude(state=Ocg.State.MERGED).exclude(entered_in_error())
        self.seen = {ocg.pk: ocg for ocg in seen}
        owners = Ownership.objects.filter(until_at=None).values_list("ocg", "unit", "agency")
        self.owners = {ocg: (unit, agency) for ocg, unit, agency in owners}
        self.by_ref = {ocg.ref: ocg for ocg in self.seen.values()}
        self.own: dict[tuple[int, str], Ocg] = {}
        for known in self.seen.values():
            unit, _ = self.owners.get(known.pk, (0, 0))
            for name in filter(None, (known.name, known.national_ref)):
                self.own.setdefault((unit, plain(name)), known)
        self.names = Names.of((ocg.pk, ocg.name) for ocg in self.seen.values())
        self.same: dict[str, list[Ocg]] = defaultdict(list)
        for known in self.seen.values():
            for text in filter(None, (known.national_ref, known.place)):
                self.same[fold(text)].append(known)

    def existing(self, plan: PlannedOcg) -> Ocg | None:
        """Return the OCG of the register that the rows name, if there is one."""
        source, ref = plan.source, plan.value_of("ocg_ref").upper()
        if ref:
            known = self.by_ref.get(ref)
            if known is None:
                source.add_problem(
                    "ocg_ref", f"You cannot see an OCG with the reference {ref}. Check it, or "
                    "leave the cell empty to add a new OCG."
                )  # fmt: skip
                return None
        else:
            known = self.own.get((plan.owner.pk, plain(plan.value_of("ocg_name"))))
            if known is None:
                self._check_reference(plan)
        if known is None:
            return None
        named = "ocg_ref" if ref else "ocg_name"
        if self.owners.get(known.pk, (0, 0))[1] != self.actor.agency.pk:
            source.add_problem(
                named, "Another organisation owns this OCG, so you cannot add to it."
            )
        for objection in objections_to_archived(known):
            source.add_problem(named, f"{known.name} {known.ref}: {objection}")
        return known

    def _check_reference(self, plan: PlannedOcg) -> None:
        """A unit uses each national reference once, so the row belongs to the OCG that has it."""
        other = self.own.get((plan.owner.pk, plain(plan.value_of("national_ref"))))
        if other and plan.value_of("national_ref"):
            plan.source.add_problem(
                "national_ref", f"{other.name} {other.ref} has this national reference. If it is "
                "the same OCG, write its cover name in each row."
            )  # fmt: skip

    def likely(self, plan: PlannedOcg) -> list[Likely]:
        """Return the OCGs that a new one may be, among those that the actor sees."""
        name, ref, place = (
            plan.value_of(column) for column in ("ocg_name", "national_ref", "place")
        )
        like = self.names.alike(name, LEAST_LIKE)
        similar = {self.seen[pk].pk: self.seen[pk] for pk in like}
        for text in filter(None, (ref, place)):
            similar |= {ocg.pk: ocg for ocg in self.same.get(fold(text), ())}
        likely = []
        for ocg in sorted(similar.values(), key=lambda ocg: (-like.get(ocg.pk, 0), ocg.pk)):
            why = why_ocgs_are_alike(
                SimpleNamespace(name=name), ocg,
                likeness=like.get(ocg.pk, 0),
                is_same_ref=bool(ref) and fold(ref) == fold(ocg.national_ref),
                is_same_place=bool(place) and fold(place) == fold(ocg.place),
            )  # fmt: skip
            if why:
                likely.append(Likely(ocg, ocg.ref, ocg.name, why))
        return likely[:MOST_LIKELY]

    def take_names(self, plan: PlannedOcg) -> None:
        """A unit uses each cover name and national reference once, also within the file."""
        for name in ("ocg_name", "national_ref"):
            text = plain(plan.value_of(name))
            if not text:
                continue
            other = self.taken.setdefault((plan.owner.pk, text), plan)
            if other is not plan:
                plan.source.add_problem(
                    name, f"{other.source.rows[0].place} has another OCG with this. Write the "
                    "same cover name in all rows of one OCG."
                )  # fmt: skip
