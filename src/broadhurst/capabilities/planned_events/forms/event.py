"""Form for a planned event, used both to plan and to change it."""

from datetime import timedelta
from typing import Any

from django.core.exceptions import ValidationError

from broadhurst.capabilities.deconfliction.models import Event
from broadhurst.capabilities.deconfliction.rules.planning import (
    LONGEST_WIDE,
    WIDE_M,
    WIDEST_RADIUS_M,
)
from broadhurst.capabilities.planned_events.queries.places import HOW, place_written
from broadhurst.capabilities.planned_events.rules import events as rules
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.geography.grid import corners
from broadhurst.foundation.geography.sphere import InvalidPlace, Place, area, disc, in_order
from broadhurst.foundation.govuk.fields import (
    BooleanField,
    ChoiceField,
    DateTimeField,
    NumberField,
    TextAreaField,
    TextField,
)

EITHER = "Enter where it is: a point, or the corners of an area"
NOT_BOTH = "Enter a point or the corners of an area, not both"
FAR = (
    f"Events wider than {WIDE_M // 1000} km can last up to {LONGEST_WIDE.days} days, including "
    "buffers."
)


class EventForm(CommandForm):
    kind = ChoiceField(label="Kind of event", choices=Event.Kind.choices)
    cover_name = TextField(
        label="Cover name",
        help_text="Only your unit sees it. Do not use a person’s name.",
        max_length=80,
        width=20,
    )
    place = TextField(
        label="Place", help_text="Only your unit sees it. For example, car park behind the market "
        "hall", max_length=160,
    )  # fmt: skip
    point = TextField(
        label="Point",
        help_text=HOW,
        required=False, width=20, max_length=60,
    )  # fmt: skip
    radius_m = NumberField(
        label="Radius in metres", help_text=f"Around the point. {FAR}", required=False, min_value=0,
        max_value=WIDEST_RADIUS_M, initial=rules.USUAL_RADIUS_M, noun="radius",
    )  # fmt: skip
    corners = TextAreaField(
        label="Corners of an area",
        help_text="Instead of a point. Enter each corner on a new line, in order, or paste a "
        f"GeoJSON polygon. {FAR}",
        required=False, rows=4, max_length=20_000,
    )  # fmt: skip
    starts_at = DateTimeField(label="Start")
    ends_at = DateTimeField(label="End")
    buffer_minutes = NumberField(
        label="Buffer in minutes", help_text="Time before and after, for arriving and leaving.",
        min_value=0, max_value=rules.LONGEST_BUFFER_MINUTES, initial=rules.USUAL_BUFFER_MINUTES,
        required=False, noun="buffer",
    )  # fmt: skip
    is_armed = BooleanField(label="Armed officers", required=False)
    is_undercover = BooleanField(label="Undercover officers present", required=False)
    contact = TextField(
        label="On-scene contact",
        help_text="Role and number, never a person’s own. Only your unit sees it.",
        max_length=120,
    )
    late_reason = TextAreaField(
        label="Reason for the late check",
        help_text=f"Needed if it starts in less than {rules.LEAD_TIME // timedelta(hours=1)} "
        "hours or has started.",
        required=False, rows=2, max_length=500, noun="the reason for the late check",
    )  # fmt: skip

    def clean_point(self) -> Any:
        """Return the point, in degrees."""
        return self._read(place_written, self.cleaned_data["point"])

    def clean_corners(self) -> Any:
        """Return the area, with the first corner once."""
        return self._read(lambda text: in_order(area(corners(text))), self.cleaned_data["corners"])

    def clean(self) -> dict[str, Any]:
        """Combine point, radius and corners into one answer, `ground`."""
        answers = dict(self.cleaned_data)
        point, radius, ground = (
            answers.pop(name, None) for name in ("point", "radius_m", "corners")
        )
        if not (self.errors.keys() & {"point", "corners", "radius_m"}):
            if bool(point) == bool(ground):
                self.add_error("point", NOT_BOTH if point else EITHER)
            elif point:
                radius = rules.USUAL_RADIUS_M if radius is None else radius
                ground = disc(point.latitude, point.longitude, radius)
        if answers.get("buffer_minutes") is None:
            answers["buffer_minutes"] = rules.USUAL_BUFFER_MINUTES
        return {**answers, "ground": ground}

    @staticmethod
    def _read(reader: Any, text: str) -> Any:
        try:
            return reader(text) if text.strip() else None
        except InvalidPlace as invalid:
            raise ValidationError(str(invalid)) from invalid


def placed(ground: Place) -> dict[str, Any]:
    """Return an event's columns for a place on the ground."""
    ring = [[corner.longitude, corner.latitude] for corner in ground.corners]
    return {
        "latitude": ground.centre.latitude,
        "longitude": ground.centre.longitude,
        "radius_m": round(ground.reach_m),
        "polygon": ring or None,
    }
