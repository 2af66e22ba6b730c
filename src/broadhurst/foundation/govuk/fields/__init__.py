"""Form fields with GOV.UK markup, and error messages that use their label."""

from broadhurst.foundation.govuk.fields.choices import (
    BooleanField,
    ChoiceField,
    InOrderField,
    ModelCheckboxesField,
    ModelRadioField,
    ModelSelectField,
    MultiChoiceField,
    SelectField,
)
from broadhurst.foundation.govuk.fields.dates import DateBoundField, DateField, DateTimeField
from broadhurst.foundation.govuk.fields.labelled import LabelledField
from broadhurst.foundation.govuk.fields.lines import LinesField
from broadhurst.foundation.govuk.fields.text import (
    EmailField,
    FileField,
    FilesField,
    NumberField,
    PasswordField,
    PoundsField,
    ShortNameField,
    TextAreaField,
    TextField,
)

__all__ = [
    "BooleanField",
    "ChoiceField",
    "DateBoundField",
    "DateField",
    "DateTimeField",
    "EmailField",
    "FileField",
    "FilesField",
    "InOrderField",
    "LabelledField",
    "LinesField",
    "ModelCheckboxesField",
    "ModelRadioField",
    "ModelSelectField",
    "MultiChoiceField",
    "NumberField",
    "PasswordField",
    "PoundsField",
    "SelectField",
    "ShortNameField",
    "TextAreaField",
    "TextField",
]
