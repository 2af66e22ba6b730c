"""The form that the commands to ask and to edit share."""

from django.core.exceptions import ValidationError

from broadhurst.capabilities.planned_events.queries.places import HOW, place_written
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.geography.sphere import InvalidPlace, Point
from broadhurst.foundation.govuk.fields import (
    BooleanField,
    DateField,
    DateTimeField,
    TextAreaField,
    TextField,
)


class RequestForm(CommandForm):
    """The fields of a request, except its kind."""

    what = TextAreaField(
        label="What you ask for",
        help_text="Say what, where and by when. Do not mention sources or covert activity.",
        max_length=2000,
    )
    is_urgent = BooleanField(label="Urgent: an answer is needed within 4 hours", required=False)
    needed_on = DateField(
        label="Needed by", help_text="For example, 27 3 2026", required=False, noun="needed-by date"
    )
    point = TextField(
        label="Where a warrant will be executed",
        help_text="If you enter it, we plan the event for your unit and check it at once against "
        f"other units’ events. {HOW}",
        noun="where it will be executed",
        required=False,
        width=20,
        max_length=60,
    )
    starts_at = DateTimeField(label="Start of the warrant", required=False)
    ends_at = DateTimeField(label="End of the warrant", required=False)

    def clean_point(self) -> Point | None:
        """Return the point in degrees, or None if the field is blank."""
        try:
            typed = self.cleaned_data["point"]
            return place_written(typed) if typed else None
        except InvalidPlace as invalid:
            raise ValidationError(str(invalid)) from invalid
