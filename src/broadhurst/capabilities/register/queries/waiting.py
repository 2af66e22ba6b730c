"""Tasks of an actor in the register."""

from datetime import date, timedelta

from django.db.models import Exists, OuterRef, QuerySet

from broadhurst.capabilities.register.models import Archiving, Assessment, Lead, Ocg
from broadhurst.capabilities.register.queries.archiving import archives_to_decide
from broadhurst.capabilities.register.queries.assessing import ask_to_moderate, first_to_moderate
from broadhurst.capabilities.register.queries.leadership import led_by
from broadhurst.capabilities.register.queries.ocgs import led_now, owned_now
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.agencies.models import Role
from broadhurst.foundation.database.ahead import Ask
from broadhurst.foundation.database.prepared import columns, read, send
from broadhurst.foundation.doors.routes import record_address
from broadhurst.foundation.notices.waiting import TaskSource, Waiting, tasks_of

# Days from scoring. This is the project's own policy.
MODERATE_WITHIN = 7
DECIDE_WITHIN = 7  # from a proposal to archive


SOON = timedelta(days=14)

# Home begins its statement with these two tables, so that the OCGs are found once for the tasks of
# all rooms: those that the unit owns, without the archived ones, and those that the officer leads
# on, also as a deputy.
OWNED_AND_LED = """
WITH owned AS MATERIALIZED (
    SELECT o.id, o.state, o.due_on
    FROM register_ownership w JOIN register_ocg o ON o.id = w.ocg_id
    WHERE w.unit_id = %(unit)s AND w.until_at IS NULL AND o.state <> 'archived'
), led AS MATERIALIZED (
    SELECT ocg_id, role, lead_id, officer_id FROM register_acting_lead
    WHERE officer_id = %(officer)s AND until_at IS NULL
)
"""
MAY_DECIDE = """
EXISTS (SELECT FROM register_archiving WHERE outcome = 'proposed')
AND (%(roles)s::text[] && '{coordinator}' OR EXISTS (SELECT FROM led))
"""
MAY_NAME_AN_SIO = """
EXISTS (
    SELECT FROM owned o
    WHERE o.state = 'active' AND NOT EXISTS (
        SELECT FROM register_lead l
        WHERE l.ocg_id = o.id AND l.role = 'sio' AND l.until_at IS NULL
    )
)
OR EXISTS (
    SELECT FROM led m JOIN register_ocg o ON o.id = m.ocg_id
    WHERE o.state = 'active' AND NOT EXISTS (
        SELECT FROM register_lead l
        WHERE l.ocg_id = o.id AND l.role = 'sio' AND l.until_at IS NULL
    )
)
OR (
    %(roles)s::text[] && '{coordinator}'
    AND EXISTS (
        SELECT FROM register_ownership w
        JOIN agencies_unit u ON u.id = %(unit)s AND u.agency_id = w.agency_id
        JOIN register_ocg o ON o.id = w.ocg_id AND o.state = 'active'
        WHERE w.until_at IS NULL AND NOT EXISTS (
            SELECT FROM register_lead l
            WHERE l.ocg_id = o.id AND l.role = 'sio' AND l.until_at IS NULL
        )
    )
)
"""
MAY_MODERATE = "%(roles)s::text[] && '{moderator}'"
MAY_ASSESS = """
EXISTS (
    SELECT FROM led l JOIN register_ocg o ON o.id = l.ocg_id WHERE o.state = 'active'
)
OR EXISTS (
    SELECT FROM owned WHERE due_on IS NOT NULL AND state IN ('assessing', 'active')
)
"""
# The OCGs that an officer leads, whose latest accepted assessment needs a review soon or that
# have none, and for which no assessment waits for a moderator. Also those that the officer's unit
# has to assess for the first time.
TO_ASSESS = f"""
SELECT {columns(Ocg, "o")}, least(latest.review_due_on, o.due_on)
FROM register_ocg o LEFT JOIN LATERAL (
    SELECT m.review_due_on FROM register_assessment a
    JOIN register_moderation m ON m.assessment_id = a.id AND m.outcome = 'accepted'
    WHERE a.ocg_id = o.id AND (o.reactivated_at IS NULL OR a.scored_at >= o.reactivated_at)
    ORDER BY a.scored_at DESC LIMIT 1
) latest ON true
WHERE o.state IN ('assessing', 'active')
  AND o.id IN (
    SELECT ocg_id FROM register_acting_lead
    WHERE officer_id = %(officer)s AND until_at IS NULL AND NOT in_part
    UNION ALL
    SELECT w.ocg_id FROM register_ownership w JOIN register_ocg g ON g.id = w.ocg_id
    WHERE w.unit_id = %(unit)s AND w.until_at IS NULL AND g.due_on IS NOT NULL
  )
  AND coalesce(least(latest.review_due_on, o.due_on) <= %(soon)s::date, true)
  AND NOT EXISTS (
    SELECT FROM register_assessment a
    WHERE a.ocg_id = o.id AND (o.reactivated_at IS NULL OR a.scored_at >= o.reactivated_at)
      AND NOT EXISTS (SELECT FROM register_moderation m WHERE m.assessment_id = a.id)
  )
ORDER BY o.registered_at DESC, o.id DESC LIMIT 50
"""  # noqa: S608 - names of columns


def waiting_for(actor: Actor) -> list[Waiting]:
    """Return the actor's tasks: archiving, moderation, SIOs to name, and assessments due."""
    return tasks_of(SOURCES, actor)


def _sios(actor: Actor) -> list[Waiting]:
    return [name_lead_task(ocg, "an SIO") for ocg in _without_sio(actor)[:50]]


def _archives(actor: Actor) -> list[Waiting]:
    return [decide_archive_task(proposal) for proposal in archives_to_decide(actor)[:50]]


def _assessments(actor: Actor) -> list[Waiting]:
    if not actor.has(Role.MODERATOR):
        return []
    return [moderate_task(assessment) for assessment in first_to_moderate(actor)]


def _reviews(actor: Actor) -> list[Waiting]:
    rows = (iter(row) for row in send(*_to_assess(actor)).rows())
    return [assess_task(read(Ocg, row), next(row)) for row in rows]


def _to_assess(actor: Actor) -> Ask:
    soon = clock.today() + SOON
    return TO_ASSESS, {"officer": actor.officer.pk, "unit": actor.unit.pk, "soon": soon}


def is_assessment_due(review_due_on: date | None) -> bool:
    """Return whether an OCG must be assessed soon: it is not assessed, or the review is near."""
    return review_due_on is None or review_due_on <= clock.today() + SOON


def _without_sio(actor: Actor) -> QuerySet[Ocg]:
    """Return the active OCGs without an SIO for which the actor may name one."""
    without_sio = ~Exists(led_now(role=Lead.Role.SIO, ocg=OuterRef("ocg")))
    by = {"agency": actor.agency} if actor.has(Role.COORDINATOR) else {"unit": actor.unit}
    owned = owned_now(**by, ocg__state=Ocg.State.ACTIVE).filter(without_sio)
    led = led_by(actor.officer, states=(Ocg.State.ACTIVE,)).filter(without_sio)
    # The ids are read first: PostgreSQL would test every OCG for one of two sub-selects.
    ids = [row["ocg"] for row in owned.union(led)]
    return Ocg.objects.filter(pk__in=ids).order_by("registered_at", "pk")


def name_lead_task(ocg: Ocg, called: str) -> Waiting:
    href = record_address("register:name_lead", ocg.ref)
    return Waiting(f"Name {called} for", ocg.name, href, None, "register", ocg.ref, for_unit=True)


def assess_task(ocg: Ocg, due: date | None) -> Waiting:
    href = record_address("register:assess", ocg.ref)
    key = f"assess {ocg.ref}"
    return Waiting("Assess", ocg.name, href, due, "register", ocg.ref, key=key)


def moderate_task(assessment: Assessment) -> Waiting:
    due = assessment.scored_at.astimezone(clock.LONDON).date() + timedelta(days=MODERATE_WITHIN)
    href, ocg = record_address("register:moderate", assessment.ref), assessment.ocg
    label = "Moderate the assessment of"
    return Waiting(label, ocg.name, href, due, "register", ocg.ref, for_unit=True)


def decide_archive_task(proposal: Archiving) -> Waiting:
    ocg = proposal.ocg
    due = proposal.proposed_at.astimezone(clock.LONDON).date() + timedelta(days=DECIDE_WITHIN)
    href = record_address("archiving:approve_archive", ocg.ref)
    label = "Approve or decline archiving of"
    return Waiting(label, ocg.name, href, due, "register", ocg.ref, for_unit=True)


SOURCES = (
    TaskSource(MAY_NAME_AN_SIO, _sios),
    TaskSource(MAY_DECIDE, _archives),
    TaskSource(MAY_MODERATE, _assessments, lambda actor: [ask_to_moderate(actor)]),
    TaskSource(MAY_ASSESS, _reviews, lambda actor: [_to_assess(actor)]),
)
