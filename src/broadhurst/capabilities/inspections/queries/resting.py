"""Dependents of a report or a finding, which prevent its removal.

Another organisation's response can depend on it too, and row-level security hides that response.
So a database function says whether there is one, and nothing else about it.
"""

from collections.abc import Collection
from typing import Any

from django.db import connection
from django.db.models import ForeignObjectRel

from broadhurst.capabilities.establishment.queries.organisations import forces_of
from broadhurst.capabilities.inspections.models import Addressee, Finding, Publication, Report
from broadhurst.capabilities.inspections.rules.corrections import objections_to_correct
from broadhurst.capabilities.inspections.rules.findings import objections_to_record
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.models import Event


def resting_on_finding(finding: Finding) -> list[str]:
    """List what depends on a finding and prevents its removal."""
    exists: dict[str, bool] = {
        "an answer in a response": _call("inspections_is_answered", finding.pk),
        "a status": finding.our_statuses.exists(),
        "an inspectorate update": finding.acts.exists(),
        "recommendations under it": finding.children.exists(),
        "a later finding that repeats it": finding.recurrences.exists(),
        "corrections": finding.history.exists(),
        "an earlier finding that it supersedes": finding.supersedes.exists(),
    }
    nouns = [noun for noun, is_present in exists.items() if is_present]
    is_referred_to = not nouns and finding.pk in referred_to([finding.pk])
    return ["a record that refers to it"] if is_referred_to else nouns


def referred_to(keys: Collection[int]) -> set[int]:
    """Return those of these findings that a record refers to, other than what belongs to them.

    Recommendations under a cause of concern are left out: they may be removed with it.
    """
    referred: set[int] = set()
    for model, field in _references():
        rows = model._base_manager.filter(**{f"{field}__in": keys})
        referred |= set(rows.values_list(field, flat=True))
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT f FROM unnest(%s::bigint[]) f WHERE inspections_is_answered(f)", [list(keys)]
        )
        return referred | {row[0] for row in cursor.fetchall()}


def _references() -> list[tuple[Any, str]]:
    """Return each table and column, of any room, that refers to a finding."""
    own_fields = {(Addressee, "finding"), (Finding, "parent")}
    relations = Finding._meta.get_fields(include_hidden=True)
    nouns = [
        (relation.related_model, relation.field.name)
        for relation in relations
        if isinstance(relation, ForeignObjectRel) and relation.auto_created
    ]
    return [pair for pair in nouns if pair not in own_fields]


def resting_on_report(report: Report) -> list[str]:
    """List what depends on a report and prevents its removal."""
    exists = {
        "a response": _call("inspections_has_response", report.pk)
        or Publication.objects.filter(report=report).exists(),
        "findings": report.findings.exists(),
        "corrections": report.history.exists(),
    }
    return [noun for noun, is_present in exists.items() if is_present]


def is_concerned(actor: Actor, report: Report) -> bool:
    """Return whether a report addresses the actor's organisation or its forces.

    A report without any addressee concerns everyone who records reports.
    """
    asked_pks = set(
        Addressee.objects.filter(finding__report=report).values_list("agency", flat=True)
    )
    overseen = forces_of(actor.agency, clock.today()).values_list("pk", flat=True)
    return not asked_pks or bool(asked_pks & {actor.agency.pk, *overseen})


def is_recorder(actor: Actor, report: Report) -> bool:
    """Return whether the actor recorded a report, for the organisation that they act for."""
    recorded = Event.objects.filter(verb="report.recorded", subject=report.ref)
    return recorded.filter(officer=actor.officer, posting__unit__agency=actor.agency).exists()


def objections_to_stranger(actor: Actor, report: Report) -> list[str]:
    """Say why an actor cannot correct a report: it does not concern their organisation."""
    return objections_to_correct(actor.roles, is_concerned=is_concerned(actor, report))


def may_correct_report(actor: Actor, report: Report) -> bool:
    """Return whether an actor is offered to correct the details of a report."""
    if may_correct(actor, report, report):
        return True
    may_record = not objections_to_record(actor.roles) and not report.withdrawn_at
    return may_record and is_recorder(actor, report)


def may_correct(actor: Actor, report: Report, row: Report | Finding) -> bool:
    """Return whether an actor is offered to correct a report, or a finding of it."""
    objections = objections_to_record(actor.roles) + objections_to_stranger(actor, report)
    return not objections and not row.withdrawn_at


def _call(function: str, key: int) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}(%s)", [key])
        return bool(cursor.fetchone()[0])
