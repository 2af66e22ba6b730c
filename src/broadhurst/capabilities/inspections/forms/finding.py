"""Fields that the finding forms share: the deadline and groups of organisations."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.text import Truncator

from broadhurst.capabilities.inspections.models import Report
from broadhurst.capabilities.inspections.queries.addressing import groups_on, members_of
from broadhurst.capabilities.inspections.rules.deadlines import last_day
from broadhurst.foundation.agencies.models import Agency
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.govuk.fields import ModelSelectField, MultiChoiceField, TextField

FIRST_WORDS = 60  # characters of a finding in a list to choose from


class FindingField(ModelSelectField):
    """A finding, told from others by its report and its first words."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj}, {obj.report.title}: {Truncator(obj.text).chars(FIRST_WORDS)}"

    def with_labels(self, rows: Any) -> Any:
        return rows.select_related("report")


def deadline_field() -> TextField:
    return TextField(
        label="Deadline",
        help_text="In the words of the report, like “by February 2022”, “immediately” or “within "
        "six months”. We work out the last day.",
        required=False,
        max_length=80,
    )


def groups_field() -> MultiChoiceField:
    return MultiChoiceField(
        label="Groups of organisations",
        help_text="Each group has the members that it had on the day of the report.",
        choices=(),
        required=False,
    )


def offer_groups(form: CommandForm, report: Report) -> None:
    """Offer the groups of the day of a report, if the form asks for groups."""
    if (field := form.fields.get("groups")) is not None:
        field.choices = groups_on(report.published_on)  # type: ignore[attr-defined]


def with_group_members(cleaned: dict[str, Any], report: Report) -> dict[str, Any]:
    """Replace the groups of valid answers by their members, beside the organisations chosen."""
    groups = cleaned.pop("groups", [])
    if "addressed_to" in cleaned and groups:
        chosen: set[Agency] = {*cleaned["addressed_to"], *members_of(groups, report.published_on)}
        cleaned["addressed_to"] = sorted(chosen, key=lambda agency: agency.name)
    return cleaned


def with_last_day(cleaned: dict[str, Any], report: Report) -> dict[str, Any]:
    """Replace the deadline of valid answers by its words and the last day that they allow.

    Raises ValidationError for a date that does not exist.
    """
    words = cleaned.pop("deadline", "").strip()
    try:
        due_on = last_day(words, report.published_on, day_known=report.published_day_known)
    except ValueError as wrong:
        raise ValidationError({"deadline": str(wrong)}) from wrong
    return cleaned | {"due_text": words, "due_on": due_on}
