"""Build the handover pack from the current records of every app.

Each section holds rows of plain text, so that a stored pack never changes.
"""

from django.db.models import Q

from broadhurst.capabilities.deconfliction.queries.checks import latest_check
from broadhurst.capabilities.deconfliction.queries.concerning import open_hits
from broadhurst.capabilities.register.models import Membership, Ocg
from broadhurst.capabilities.register.queries.assessing import current_assessment
from broadhurst.capabilities.register.queries.leadership import current_leadership
from broadhurst.capabilities.register.rules.correcting import is_under_18
from broadhurst.capabilities.transfers.queries.packed_work import Section, section, work_on
from broadhurst.foundation import clock
from broadhurst.foundation.access.models import Grant
from broadhurst.foundation.govuk import words

PARTNERS = (
    Grant.Why.PARTNER, Grant.Why.REFERRAL, Grant.Why.MONITOR, Grant.Why.AGREEMENT,
    Grant.Why.SUPPORT,
)  # fmt: skip


def sections_of(ocg: Ocg) -> list[Section]:
    """Return the sections of a pack, in reading order."""
    return [
        _leads(ocg),
        _assessment(ocg),
        _people(ocg),
        *work_on(ocg),
        _deconfliction(ocg),
        _partners(ocg),
    ]


def _leads(ocg: Ocg) -> Section:
    leadership = current_leadership(ocg)
    rows = [["Owner", leadership.owner.name, leadership.owner.duty_contact]]
    rows += [
        [lead.get_role_display(), lead.officer.name, lead.unit.name] for lead in leadership.leads
    ]
    return section("leads", "Owner and leads", ("Role", "Who", "Where"), rows, "")


def _assessment(ocg: Ocg) -> Section:
    assessment, rows = current_assessment(ocg), []
    if assessment is not None:
        moderation = assessment.moderation
        rows = [
            [
                "Reference",
                f"{assessment.ref}, {words.day(assessment.scored_at)}, {assessment.scheme.name}",
            ],
            ["Band and tier", f"Band {moderation.band}, tier {moderation.tier}"],
            ["Score", f"{assessment.score} of 100, {assessment.unknowns} not known"],
            *([label, scored] for label, scored in assessment.in_words()),
        ]
    none = "There is no moderated assessment."
    return section("assessment", "Current assessment", ("Criterion", "Score"), rows, none)


def _people(ocg: Ocg) -> Section:
    members = ocg.memberships.select_related("person")
    heads = ("Name", "Category", "Part", "Exploited", "Date of birth", "Reference")
    none = "No people are recorded."
    return section("people", "People", heads, map(_person, members), none)


def _person(member: Membership) -> list[str]:
    born_on = member.person.born_on
    child = ", a child" if born_on and is_under_18(born_on, clock.today()) else ""
    return [
        member.person.name,
        member.get_category_display(),
        member.get_part_display(),
        "Yes" if member.is_exploited else "No",
        f"{words.day(born_on)}{child}" if born_on else "Not known",
        member.person.ref,
    ]


def _deconfliction(ocg: Ocg) -> Section:
    check, rows = latest_check(ocg), []
    if check is not None:
        rows = [["Last check", check.ref, words.moment(check.made_at)]]
    rows += [["Open hit", hit.ref, f"Contact {hit.other_contact}"] for hit in open_hits(ocg)]
    heads = ("What", "Reference", "When, or who to contact")
    return section("deconfliction", "Deconfliction", heads, rows, "It was never checked.")


def _partners(ocg: Ocg) -> Section:
    grants = Grant.objects.filter(
        Q(dossier=ocg.dossier_id) | Q(dossier__parent=ocg.dossier_id),
        until_at=None,
        why__in=PARTNERS,
        unit__isnull=False,
    ).select_related("unit__agency", "dossier")
    rows = [
        [grant.unit.name, grant.unit.agency.name, grant.unit.duty_contact, grant.dossier.about]
        for grant in grants.order_by("unit__name", "pk")
        if grant.unit is not None
    ]
    heads = ("Unit", "Organisation", "Contact", "What it sees")
    return section("partners", "Partners and what is shared", heads, rows, "Nothing is shared.")
