"""Draft the 4P plans of imported OCGs with their actions, and take them back. Bulk."""

from collections.abc import Collection, Sequence

from broadhurst.capabilities.ocg_imports.queries.planned import PlannedAction, PlannedOcg
from broadhurst.capabilities.ocg_imports.writes.numbered import numbered
from broadhurst.capabilities.plans.models import Action, Background, Objective, Plan
from broadhurst.capabilities.register.models import Ocg
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.grants import Sight, open_dossiers
from broadhurst.foundation.access.models import Grant
from broadhurst.foundation.audit.record import About, record_each
from broadhurst.foundation.govuk.words import day

BACKGROUND = "Imported from a tracker."
Pairs = Sequence[tuple[PlannedOcg, Ocg]]


def add_plans(actor: Actor, pairs: Pairs) -> None:
    """Draft a plan for each OCG that has an aim, with the objectives and actions of its rows."""
    if not pairs:
        return
    now = clock.now()

    def write(batch: Pairs, refs: Sequence[str]) -> Sequence[Plan]:
        return Plan.objects.bulk_create(
            Plan(
                dossier=ocg.dossier, ref=ref, ocg=ocg, version=1, aim=planned_ocg.aim,
                owner_unit=planned_ocg.owner, because="imported", drafted_by=actor.officer,
                drafted_at=now,
            )
            for ref, (planned_ocg, ocg) in zip(refs, batch, strict=True)
        )  # fmt: skip

    plans = numbered("PLN", pairs, write)
    record_each(
        actor,
        "plan.drafted",
        [About(plan.ocg.ref, [], {"plan": plan.ref, "version": 1}, plan.dossier) for plan in plans],
        dossier=None,
    )
    objectives = _objectives(actor, list(zip(pairs, plans, strict=True)))
    actions = [
        (action, planned_ocg, ocg) for planned_ocg, ocg in pairs for action in planned_ocg.actions
    ]
    _actions(actor, actions, objectives)


def _objectives(
    actor: Actor, planned: Sequence[tuple[tuple[PlannedOcg, Ocg], Plan]]
) -> dict[tuple[int, str, str], Objective]:
    """Add each objective once. Return them by OCG, P and text."""
    wanted = {
        (ocg.pk, action.p, action.objective): plan
        for (planned_ocg, ocg), plan in planned
        for action in planned_ocg.actions
    }

    def write(
        batch: Sequence[tuple[tuple[int, str, str], Plan]], refs: Sequence[str]
    ) -> Sequence[Objective]:
        return Objective.objects.bulk_create(
            Objective(
                dossier=plan.dossier, ref=ref, plan=plan, p=p, text=text, added_at=clock.now()
            )
            for ref, ((_, p, text), plan) in zip(refs, batch, strict=True)
        )

    rows = numbered("OBJ", list(wanted.items()), write)
    record_each(
        actor,
        "plan.objective_added",
        [
            About(
                row.plan.ocg.ref, [],
                {"objective": row.ref, "p": row.get_p_display(), "text": row.text}, row.dossier,
            )
            for row in rows
        ],
        dossier=None,
    )  # fmt: skip
    return dict(zip(wanted, rows, strict=True))


def _actions(
    actor: Actor,
    wanted: Sequence[tuple[PlannedAction, PlannedOcg, Ocg]],
    objectives: dict[tuple[int, str, str], Objective],
) -> None:
    """Ask the units of the organisation for the actions. Each sees its own."""

    def write(
        batch: Sequence[tuple[PlannedAction, PlannedOcg, Ocg]], refs: Sequence[str]
    ) -> Sequence[Action]:
        pairs = list(zip(refs, batch, strict=True))
        dossiers = open_dossiers(
            {
                ref: [Sight(action.unit, Grant.Level.WORK, Grant.Why.PARTNER, ref)]
                if action.unit != planned_ocg.owner
                else []
                for ref, (action, planned_ocg, _) in pairs
            },
            {ref: ocg.dossier for ref, (_, _, ocg) in pairs},
        )
        return Action.objects.bulk_create(
            Action(
                dossier=dossiers[ref],
                ref=ref,
                objective=objectives[ocg.pk, action.p, action.objective],
                p=action.p,
                title=action.title,
                accountable_unit=action.unit,
                due_on=action.due_on,
                asked_by=actor.officer,
                asking_unit=planned_ocg.owner,
                asked_at=clock.now(),
            )
            for ref, (action, planned_ocg, ocg) in pairs
        )

    actions = numbered("ACT", wanted, write)
    Background.objects.bulk_create(
        Background(dossier=action.dossier, action=action, text=BACKGROUND) for action in actions
    )
    record_each(
        actor,
        "action.added",
        [
            About(
                action.ref, [],
                {
                    "title": action.title, "p": action.get_p_display(), "under": "",
                    "unit": action.accountable_unit.name, "due_on": day(action.due_on),
                },
                action.dossier,
            )
            for action in actions
        ],
        dossier=None,
    )  # fmt: skip


def remove_plans(ocgs: Collection[int], because: str) -> None:
    """Cancel the actions of OCGs that were entered in error, and put their plans aside."""
    actions = Action.objects.filter(objective__plan__ocg__in=ocgs, closed_at=None)
    Action.objects.filter(pk__in=list(actions.values_list("pk", flat=True))).update(
        stage=Action.Stage.CANCELLED, closed_at=clock.now(), outcome=because
    )
    Plan.objects.filter(ocg__in=ocgs, superseded_at=None).update(
        stage=Plan.Stage.SUPERSEDED, superseded_at=clock.now()
    )
