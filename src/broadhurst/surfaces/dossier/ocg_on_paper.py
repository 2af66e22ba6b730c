"""An OCG as a document: overview, leads, people and plan, as far as its reader may see them."""

from collections.abc import Iterator

from django.db.models import QuerySet

from broadhurst.capabilities.plans.queries.plan_on_paper import summary_on_paper
from broadhurst.capabilities.plans.queries.versions import live_plan
from broadhurst.capabilities.register.models import Assessment, Membership, Ocg
from broadhurst.capabilities.register.queries.leadership import history
from broadhurst.capabilities.register.rules.kinds import PEOPLE
from broadhurst.capabilities.register.rules.registering import PARTNER_LRO
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.one_pass import one_pass
from broadhurst.foundation.doors.letters import Letter
from broadhurst.foundation.doors.paper import (
    copy_for,
    facts,
    heading,
    labelled,
    paragraphs,
    plain,
    section,
)
from broadhurst.foundation.govuk.words import day, first_capital
from broadhurst.foundation.record_copies.declared import RecordCopy
from broadhurst.surfaces.dossier.attention import Facts, facts_of


def on_paper(actor: Actor, ocg: Ocg) -> Letter:
    """Return an OCG. A reader who sees it in part gets no people, as on its page."""
    with one_pass():
        facts = facts_of(ocg)
        in_part = PARTNER_LRO in facts.leadership.parts_of(actor)
        parts = [*_overview(ocg, facts), *_leads(ocg), *([] if in_part else _people(ocg))]
        return copy_for(actor, ocg.caption, [*parts, *_plan(ocg)])


def _overview(ocg: Ocg, known: Facts) -> Iterator[str]:
    leads, areas = known.leadership, ocg.areas.select_related("district").order_by("pk")
    yield from facts(
        [
            ("Reference", ocg.ref),
            ("Kind", ocg.get_kind_display()),
            ("Status", first_capital(ocg.status_label)),
            ("Owner", f"{leads.owner.name}, {leads.owner.agency.name}"),
            ("SIO", leads.sio and leads.sio.officer.name),
            ("LRO", leads.lro and leads.lro.officer.name),
            ("Threat", ocg.threats),
            ("Address or extent", ocg.place),
            ("People at risk", ocg.group),
            ("Districts", ", ".join(area.district.name for area in areas)),
            ("National reference", ocg.national_ref),
            ("Registered", day(ocg.registered_at)),
        ]
    )
    yield from paragraphs(ocg.description)
    yield heading("Assessment")
    yield from _assessment(known.assessment)
    spans = [
        [span.unit.name, day(span.from_at), day(span.until_at) if span.until_at else "Now"]
        for span in history(ocg)
    ]
    yield from section("Ownership over time", ("Owner", "From", "Until"), spans, "No owner yet.")


def _assessment(assessment: Assessment | None) -> Iterator[str]:
    if assessment is None:
        yield plain("There is no current assessment.")
        return
    moderation = assessment.moderation
    yield plain(
        f"Band {moderation.band}, tier {moderation.tier}. Scored by {assessment.scored_by.name} on "
        f"{day(assessment.scored_at)}, moderated by {moderation.moderated_by.name} on "
        f"{day(moderation.moderated_at)}."
    )
    if moderation.review_due_on:
        yield labelled("Next review", day(moderation.review_due_on))
    yield from paragraphs(assessment.rationale)


def _leads(ocg: Ocg) -> Iterator[str]:
    rows = ocg.leads.select_related("officer", "unit").order_by("-from_at", "-pk")
    yield from section(
        "Leads",
        ("Officer", "Role", "Unit", "From", "Until"),
        [
            [lead.officer.name, lead.get_role_display(), lead.unit.name, day(lead.from_at),
             day(lead.until_at) if lead.until_at else "Now"]
            for lead in rows
        ],
        "No lead is named.",
    )  # fmt: skip


def _people(ocg: Ocg) -> Iterator[str]:
    yield from section(
        PEOPLE[ocg.kind],
        ("Name", "Category", "Part", "Date of birth", "Other names"),
        [
            [membership.person.name, _category(membership), membership.get_part_display(),
             day(membership.person.born_on) if membership.person.born_on else "Not known",
             ", ".join(membership.person.aliases)]
            for membership in ocg.memberships.select_related("person")
        ],
        "Nobody yet.",
    )  # fmt: skip
    yield from section(
        "Phone numbers, vehicles, addresses and accounts",
        ("Kind", "Number", "Used by"),
        [
            [
                identifier.get_kind_display(),
                identifier.value,
                identifier.person.name if identifier.person else "The group",
            ]
            for identifier in ocg.identifiers.select_related("person")
        ],
        "None yet.",
    )


def _category(member: Membership) -> str:
    notes = (("exploited", member.is_exploited), ("child", member.person.is_child))
    return ", ".join([member.get_category_display(), *(text for text, is_so in notes if is_so)])


def _plan(ocg: Ocg) -> Iterator[str]:
    plan = live_plan(ocg)
    yield heading("4P plan")
    if plan is None:
        yield plain("There is no 4P plan.")
    else:
        yield from summary_on_paper(plan)


def _rows() -> QuerySet[Ocg]:
    """Return OCGs without a join to their dossiers, which hides those seen in part."""
    return Ocg.objects.order_by()


OCG_COPY = RecordCopy("OCG", _rows, on_paper, page="dossier:ocg")
