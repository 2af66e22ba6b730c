"""A form that asks only for a reason."""

from broadhurst.foundation.doors.asking import Ask
from broadhurst.foundation.govuk.fields import TextField


class ReasonForm(Ask):
    because = TextField(label="Reason", max_length=200)
