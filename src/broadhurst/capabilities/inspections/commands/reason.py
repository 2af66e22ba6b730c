"""The form of a verb that asks for a reason and nothing else."""

from broadhurst.foundation.doors.asking import Ask
from broadhurst.foundation.govuk.fields import TextField


class ReasonForm(Ask):
    because = TextField(label="Reason", max_length=200)
