"""Date and datetime fields."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from re import fullmatch
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField

from broadhurst.foundation import clock
from broadhurst.foundation.govuk import date_widgets, reading
from broadhurst.foundation.govuk.fields.labelled import LabelledField
from broadhurst.foundation.govuk.words import joined


class DateBoundField(BoundField):
    """Makes the error summary link to the input that is wrong."""

    @property
    def id_for_label(self) -> str:
        """The id of the first wrong input, or of the first input."""
        wrong: tuple[str, ...] = ()
        if self.errors and isinstance(self.data, Mapping):
            wrong = reading.wrong_parts(self.data)
        return f"{self.auto_id}_{wrong[0] if wrong else 'day'}"


class DateField(LabelledField, forms.DateField):
    """A date from 1900 to 2099, in three inputs or as an ISO text."""

    widget = date_widgets.DateBoxes
    bound_field_class = DateBoundField

    def to_python(self, value: Any) -> date | None:
        """Return the date; raises ValidationError that names the missing or wrong part."""
        if isinstance(value, datetime):
            return value.astimezone(clock.LONDON).date()
        if value is None or isinstance(value, date):
            return value
        if isinstance(value, Mapping):
            return self._day_of(value) if any(value.values()) else None
        text = str(value).strip()
        try:
            return self._of_our_time(date.fromisoformat(text)) if text else None
        except ValueError:
            raise self._wrong("be a real date, like 2026-03-27") from None

    def _day_of(self, typed: Mapping[str, str]) -> date:
        missing = [part for part, text in typed.items() if not text]
        if missing:
            raise self._wrong(f"include a {joined(missing)}")
        if typed["year"].isdecimal() and len(typed["year"]) != 4:
            raise self._wrong("have a year with 4 numbers")
        try:
            month = reading.month_number(typed["month"])
            return self._of_our_time(date(int(typed["year"]), month, int(typed["day"])))
        except (ValueError, OverflowError):
            raise self._wrong("be a real date") from None

    def _of_our_time(self, day: date) -> date:
        if not 1900 <= day.year <= 2099:
            raise self._wrong("have a year between 1900 and 2099")
        return day

    def _wrong(self, rule: str) -> ValidationError:
        return ValidationError(f"{self.subject} must {rule}", "invalid")


class DateTimeField(DateField):
    """A date and a time in London, returned as a datetime in UTC."""

    widget = date_widgets.DateTimeBoxes

    def to_python(self, value: Any) -> datetime | None:
        """Return the instant; raises ValidationError that names the missing or wrong part."""
        if value is None or isinstance(value, datetime):
            return value
        if isinstance(value, Mapping):
            return self._instant_of(value) if any(value.values()) else None
        text = str(value).strip()
        if not text:
            return None
        try:
            instant, typed = reading.as_instant(text), reading.as_time(text)
        except (ValueError, OverflowError):
            raise self._wrong("be a real date and time, like 2026-03-27T15:04") from None
        self._of_our_time(instant)
        if not fullmatch(r".*[0-9][T ][0-9].*", text):
            raise self._wrong("include a time, like 2026-03-27T15:04")
        if typed.tzinfo is None:
            self._is_there(instant, typed)
            self._is_one(typed)
        elif text[-1].isalpha() and text[-1] not in "Zz":  # GMT or BST: a program writes its offset
            self._is_of_london(instant, typed.replace(tzinfo=None))
        return instant

    def _instant_of(self, typed: Mapping[str, str]) -> datetime:
        day = self._day_of(typed)
        text, zone = reading.time_and_zone(typed["time"])
        at = reading.time_of_day(text)
        if at is None:
            raise self._wrong("have a time like 14:30 or 2:30pm")
        local = datetime.combine(day, at)
        instant = local.replace(tzinfo=zone or clock.LONDON).astimezone(UTC)
        if zone is None:
            self._is_there(instant, local)
            self._is_one(local)
        else:
            self._is_of_london(instant, local)
        return instant

    def _is_of_london(self, instant: datetime, typed: datetime) -> None:
        """Refuse an offset that London does not have then.

        Someone who writes GMT in July means local time, and would be an hour out.
        """
        if instant.astimezone(clock.LONDON).replace(tzinfo=None) != typed:
            raise self._wrong("be the time in London, which has another offset then: leave it out")

    def _is_there(self, instant: datetime, typed: datetime) -> None:
        """Refuse a time in the hour that is skipped when the clocks go forward."""
        if instant.astimezone(clock.LONDON).replace(tzinfo=None) != typed:
            raise self._wrong("be a time that there is: the clocks go forward that night")

    def _is_one(self, typed: datetime) -> None:
        """Refuse a time without an offset in the hour that happens twice in autumn."""
        if clock.comes_twice(typed):
            raise self._wrong(
                "say which of two times it is, since the clocks go back that night: write BST or "
                "+01:00 behind it for the first, GMT or +00:00 for the second"
            )
