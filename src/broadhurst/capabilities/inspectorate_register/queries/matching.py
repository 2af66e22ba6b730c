"""Match entries of the register to what is recorded: organisation, finding and updates."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q

from broadhurst.capabilities.inspections.models import Addressee, Finding, InspectorateAct, Report
from broadhurst.capabilities.inspections.queries.addressing import addressable
from broadhurst.capabilities.inspections.queries.resting import is_concerned
from broadhurst.capabilities.inspections.rules.corrections import objections_to_correct
from broadhurst.capabilities.inspections.rules.findings import objections_to_act
from broadhurst.capabilities.inspectorate_register.queries.organisations import by_address
from broadhurst.capabilities.inspectorate_register.rules import saving as rules
from broadhurst.capabilities.inspectorate_register.rules.parts import CAUSES, Entry, Section, Update
from broadhurst.capabilities.inspectorate_register.rules.reading import Understood
from broadhurst.capabilities.inspectorate_register.rules.wording import same
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.agencies.models import Agency
from broadhurst.foundation.govuk.words import day

NEW, KNOWN, SET_ASIDE, REPEATED = "new", "known", "set aside", "repeated"
Said = tuple[date, str, str]  # what makes two updates the same


@dataclass
class Matched:
    """An entry with what it is about. `states` has NEW for each update that saving adds.

    `finding` is None if saving adds it to `report`. `adds_addressee` says that saving addresses a
    recorded finding to the organisation too.
    """

    entry: Entry
    agency: Agency | None
    source: str
    report: Report | None = None
    finding: Finding | None = None
    concern: Finding | None = None
    adds_addressee: bool = False
    states: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    @property
    def section(self) -> Section:
        """The finding in the words of the entry."""
        section = self.entry.finding
        if section is None:
            raise ValueError("An entry that was understood has a finding.")
        return section

    @property
    def new_updates(self) -> list[Update]:
        return [u for u, state in zip(self.entry.updates, self.states, strict=True) if state == NEW]


@dataclass(frozen=True)
class Otherwise:
    """The report, organisation and source of entries that do not say these themselves."""

    report: Report | None = None
    agency: Agency | None = None
    source: str = ""


def match(actor: Actor, understood: Understood, otherwise: Otherwise) -> list[Matched]:
    """Return the entries with what each is about, and the problems of each."""
    agencies = by_address()
    matched = [_whose(entry, agencies, otherwise) for entry in understood.entries]
    recorded = _recorded(matched, otherwise.report)
    for matched_entry in matched:
        _find(matched_entry, recorded, otherwise.report)
    _compare_updates(matched)
    checks = _Checks(actor, _addressed(matched))
    for matched_entry in matched:
        if matched_entry.report and matched_entry.agency:
            checks.add_problems(matched_entry, matched_entry.report, matched_entry.agency)
    return matched


def _whose(entry: Entry, agencies: dict[str, Agency], otherwise: Otherwise) -> Matched:
    agency = agencies.get(entry.force) if entry.force else otherwise.agency
    result = Matched(entry, agency, entry.address or otherwise.source)
    if agency is None:
        unknown = rules.no_such_organisation(entry.force) if entry.force else rules.NO_ORGANISATION
        result.problems.append(unknown)
    if not result.source:
        result.problems.append(rules.NO_SOURCE)
    return result


def _recorded(matched: Iterable[Matched], report: Report | None) -> list[Finding]:
    """Return the findings that an entry could be about, and the causes of concern."""
    numbers = {match.section.number for match in matched} | {""}
    rows = Finding.objects.select_related("report__publisher", "parent").filter(
        Q(number__in=numbers) | Q(kind__in=CAUSES)
    )
    return list(rows.filter(report=report) if report else rows)


def _find(matched: Matched, recorded: list[Finding], report: Report | None) -> None:
    """Find the finding of an entry, or the report to add it to."""
    section, concern = matched.section, matched.entry.concern
    words = same(section.text)
    fitting = [row for row in recorded if _fits(row, section) and same(row.text) == words]
    standing = [row for row in fitting if not row.withdrawn_at and not row.report.withdrawn_at]
    numbered = [row for row in recorded if section.number and _fits(row, section)]
    if len(standing) > 1:
        matched.problems.append(rules.SEVERAL)
    elif standing:
        matched.finding, matched.report = standing[0], standing[0].report
    elif fitting:
        matched.problems.append(rules.WITHDRAWN)
    elif report and numbered and not numbered[0].is_verbatim:
        matched.finding, matched.report = numbered[0], report
    elif report and numbered:
        matched.problems.append(rules.other_words(str(numbered[0])))
    else:
        matched.report = report
        matched.problems += [] if report else [rules.NO_REPORT]
        matched.problems += [] if section.kind else [rules.NO_KIND]
    if concern and matched.report:
        concern_text = same(concern.text)
        of_report = [r for r in recorded if r.report_id == matched.report.pk and r.kind in CAUSES]
        matched.concern = next((row for row in of_report if same(row.text) == concern_text), None)


def _fits(row: Finding, section: Section) -> bool:
    """Return whether kind and number of a recorded finding are those of an entry."""
    is_kind = section.kind in ("", row.kind)
    return is_kind and (row.number == section.number or not (row.number and section.number))


def _compare_updates(matched: list[Matched]) -> None:
    """Say of each update if it is recorded, was set aside here, or is repeated in the text."""
    findings = {match.finding.pk for match in matched if match.finding}
    acts: dict[tuple[int, int], dict[Said, bool]] = defaultdict(dict)
    rows = InspectorateAct.objects.filter(finding__in=findings, is_withdrawal=False)
    for act in rows.select_related("corrected_by"):
        act_words = (act.acted_on, act.status, same(act.text))
        counts = not hasattr(act, "corrected_by")
        by_said = acts[act.finding_id, act.agency_id]
        by_said[act_words] = counts or by_said.get(act_words, False)
    seen: set[tuple[object, ...]] = set()
    for match in matched:
        of_finding = (
            acts[match.finding.pk, match.agency.pk] if match.finding and match.agency else {}
        )
        about = (
            match.finding.pk if match.finding else (match.section.kind, same(match.section.text))
        )
        for update in match.entry.updates:
            act_words = (update.acted_on, update.status, same(update.text))
            key = (about, match.agency and match.agency.pk, act_words)
            match.states.append(REPEATED if key in seen else _state(of_finding, act_words))
            seen.add(key)


def _state(recorded: dict[Said, bool], update: Said) -> str:
    if update not in recorded:
        return NEW
    return KNOWN if recorded[update] else SET_ASIDE


def _addressed(matched: Iterable[Matched]) -> set[tuple[int, int]]:
    findings = {match.finding.pk for match in matched if match.finding}
    rows = Addressee.objects.filter(finding__in=findings)
    return set(rows.values_list("finding", "agency"))


class _Checks:
    """Find what the commands that save an entry would refuse. Look each report up once."""

    def __init__(self, actor: Actor, addressed: set[tuple[int, int]]) -> None:
        self.actor, self.addressed, self.today = actor, addressed, clock.today()
        self.reports: dict[int, tuple[set[int], bool]] = {}

    def add_problems(self, matched: Matched, report: Report, agency: Agency) -> None:
        """Add the problems of an entry about a report and an organisation."""
        finding = matched.finding
        matched.adds_addressee = (
            finding is not None and (finding.pk, agency.pk) not in self.addressed
        )
        if finding is None or matched.adds_addressee:
            open_then, is_known = self._report(report)
            if agency.pk not in open_then:
                matched.problems.append(rules.not_open_then(agency.name))
            if finding:
                matched.problems += objections_to_correct(self.actor.roles, is_concerned=is_known)
        for update in matched.new_updates:
            objections = objections_to_act(
                status=update.status, text=update.text, acted_on=update.acted_on, report=report,
                today=self.today, is_known=False,
            )  # fmt: skip
            matched.problems += [f"{day(update.acted_on)}: {objection}" for objection in objections]

    def _report(self, report: Report) -> tuple[set[int], bool]:
        """Return the organisations that were open then, and if the report concerns the actor."""
        if report.pk not in self.reports:
            open_then = set(addressable(report).values_list("pk", flat=True))
            self.reports[report.pk] = open_then, is_concerned(self.actor, report)
        return self.reports[report.pk]
