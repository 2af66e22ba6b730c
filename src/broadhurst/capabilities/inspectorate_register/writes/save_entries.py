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
    for report in sorted({row.report.pk for row in before if row.report}):
        take(Report, report)
    for finding in sorted({row.finding.pk for row in before if row.finding}):
        take(Finding, finding)
    return match(actor, understood, otherwise)


def save_entries(actor: Actor, matched: list[Matched]) -> dict[str, int]:
    """Record new findings, who findings are addressed to, and new updates, in their order.

    Return how many findings and updates were added.
    """
    added = _add_findings(actor, [row for row in matched if not row.finding])
    _address(
        actor,
        [row for row in matched if row.finding and row.adds_addressee],
    )
    count = 0
    for row in matched:
        finding = row.finding or added[_new(row)]
        for update in row.new_updates:
            record_act(
                actor=actor,
                finding=finding,
                agency=row.agency,
                acted_on=update.acted_on,
                status=update.status,
                text=update.text,
                source=row.source,
            )
            count += 1
    return {"findings": len(added), "updates": count}


def _add_findings(actor: Actor, matched: Iterable[Matched]) -> dict[New, Finding]:
    """Record each new finding once, for all the organisations that have an entry of it."""
    together: dict[New, list[Matched]] = defaultdict(list)
    for row in matched:
        together[_new(row)].append(row)
    added = {}
    for new, several in together.items():
        first = several[0]
        agencies = list(dict.fromkeys(row.agency for row in several if row.agency))
        concern, parent = first.entry.concern, first.concern
        if concern and parent is None:
            parent = _record(actor, first, concern, agencies, None)
            _share(
                parent,
                concern,
                [row for row in matched if row.report == first.report],
            )
        added[new] = _record(actor, first, first.section, agencies, parent)
    return added


def _share(parent: Finding, concern: Section, matched: Iterable[Matched]) -> None:
    """Let other recommendations of the report use a cause of concern that was just recorded."""
    for row in matched:
        if row.entry.concern and same(row.entry.concern.text) == same(concern.text):
            row.concern = parent


def _record(
    actor: Actor,
    row: Matched,
    section: Section,
    agencies: list[Agency],
    parent: Finding | None,
) -> Finding:
    report = row.report
    return record_finding(
        actor=actor,
        report=report,
        kind=section.kind,
        number=section.number,
        text=section.text,
        is_verbatim=True,
        key=_key(report, section),
        addressed_to=agencies,
        source=row.source,
        parent=parent if section.kind == Finding.Kind.RECOMMENDATION else None,
    )


def _key(report: Report | None, section: Section) -> str:
    """Return a short name for a finding that no other has."""
    base = report.key if report else ""
    taken = Finding.objects.filter(key__startswith=base[:20]).values_list("key", flat=True)
    return short_name_of(base, section.kind, section.number, set(taken))


def _address(actor: Actor, matched: Iterable[Matched]) -> None:
    """Address recorded findings to the organisations that have an entry of them."""
    together: dict[Finding, list[Agency]] = defaultdict(list)
    for row in matched:
        if row.finding and row.agency:
            together[row.finding].append(row.agency)
    for finding, agencies in together.items():
        everyone = [*addressed(finding), *agencies]
        readdress_finding(actor=actor, finding=finding, addressed_to=everyone, because=HAS_AN_ENTRY)


def _new(row: Matched) -> New:
    report = row.report.pk if row.report else 0
    return (
        report,
        row.section.kind,
        row.section.number,
        same(row.section.text),
    )
