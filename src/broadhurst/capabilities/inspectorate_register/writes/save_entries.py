"""Record what entries of the register say, through the commands of inspections.

Not a command. The commands that save entries call it.
"""

from collections import defaultdict
from collections.abc import Iterable

from broadhurst.capabilities.inspections.commands.readdress_finding import readdress_finding
from broadhurst.capabilities.inspections.commands.record_act import record_act
from broadhurst.capabilities.inspections.commands.record_finding import record_finding
from broadhurst.capabilities.inspections.models import Finding, Report
from broadhurst.capabilities.inspections.queries.reports import addressed
from broadhurst.capabilities.inspections.rules.short_names import short_name_of
from broadhurst.capabilities.inspectorate_register.queries.matching import (
    Matched,
    Otherwise,
    match,
)
from broadhurst.capabilities.inspectorate_register.rules.parts import Section
from broadhurst.capabilities.inspectorate_register.rules.reading import Understood
from broadhurst.capabilities.inspectorate_register.rules.wording import same
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.locks import take
from broadhurst.foundation.agencies.models import Agency

HAS_AN_ENTRY = "The inspectorate's register has an entry for it."
New = tuple[int, str, str, str]  # what makes two findings that are to be added the same


def matched_and_locked(
    actor: Actor, understood: Understood, otherwise: Otherwise
) -> list[Matched]:  # fmt: skip
    """Lock the reports and findings of entries in id order, then match the entries again.

    Two officers who save the same entries wait for each other, and the second adds nothing.
    """
    before = match(actor, understood, otherwise)
    for report in sorted({one.report.pk for one in before if one.report}):
        take(Report, report)
    for finding in sorted({one.finding.pk for one in before if one.finding}):
        take(Finding, finding)
    return match(actor, understood, otherwise)


def save_entries(actor: Actor, matched: list[Matched]) -> dict[str, int]:
    """Record new findings, who findings are addressed to, and new updates, in their order.

    Return how many findings and updates were added.
    """
    added = _add_findings(actor, [one for one in matched if not one.finding])
    _address(actor, [one for one in matched if one.finding and one.adds_addressee])
    count = 0
    for one in matched:
        finding = one.finding or added[_new(one)]
        for update in one.new_updates:
            record_act(
                actor=actor, finding=finding, agency=one.agency, acted_on=update.acted_on,
                status=update.status, text=update.text, source=one.source,
            )  # fmt: skip
            count += 1
    return {"findings": len(added), "updates": count}


def _add_findings(actor: Actor, matched: Iterable[Matched]) -> dict[New, Finding]:
    """Record each new finding once, for all the organisations that have an entry of it."""
    together: dict[New, list[Matched]] = defaultdict(list)
    for one in matched:
        together[_new(one)].append(one)
    added = {}
    for new, several in together.items():
        first = several[0]
        agencies = list(dict.fromkeys(one.agency for one in several if one.agency))
        concern, parent = first.entry.concern, first.concern
        if concern and parent is None:
            parent = _record(actor, first, concern, agencies, None)
            _share(parent, concern, [one for one in matched if one.report == first.report])
        added[new] = _record(actor, first, first.section, agencies, parent)
    return added


def _share(parent: Finding, concern: Section, matched: Iterable[Matched]) -> None:
    """Let other recommendations of the report use a cause of concern that was just recorded."""
    for one in matched:
        if one.entry.concern and same(one.entry.concern.text) == same(concern.text):
            one.concern = parent


def _record(
    actor: Actor, one: Matched, section: Section, agencies: list[Agency], parent: Finding | None
) -> Finding:
    report = one.report
    return record_finding(
        actor=actor, report=report, kind=section.kind, number=section.number, text=section.text,
        is_verbatim=True, key=_key(report, section), addressed_to=agencies, source=one.source,
        parent=parent if section.kind == Finding.Kind.RECOMMENDATION else None,
    )  # fmt: skip


def _key(report: Report | None, section: Section) -> str:
    """Return a short name for a finding that no other has."""
    base = report.key if report else ""
    taken = Finding.objects.filter(key__startswith=base[:20]).values_list("key", flat=True)
    return short_name_of(base, section.kind, section.number, set(taken))


def _address(actor: Actor, matched: Iterable[Matched]) -> None:
    """Address recorded findings to the organisations that have an entry of them."""
    together: dict[Finding, list[Agency]] = defaultdict(list)
    for one in matched:
        if one.finding and one.agency:
            together[one.finding].append(one.agency)
    for finding, agencies in together.items():
        everyone = [*addressed(finding), *agencies]
        readdress_finding(actor=actor, finding=finding, addressed_to=everyone, because=HAS_AN_ENTRY)


def _new(one: Matched) -> New:
    report = one.report.pk if one.report else 0
    return report, one.section.kind, one.section.number, same(one.section.text)
