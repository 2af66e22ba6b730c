"""The course and its day, as the forms that record and correct training ask for them."""

from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.govuk.fields import DateField, TextField


class TrainingForm(CommandForm):
    course = TextField(
        label="Course", help_text="For example, LRO foundation course", max_length=120
    )
    on = DateField(label="Date completed", help_text="For example, 27 3 2026")
