"""The words of a court order, as forms that record and correct it ask for them."""

from broadhurst.capabilities.orders.models import Order
from broadhurst.capabilities.orders.rules import LAW
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.govuk.fields import ChoiceField, DateField, TextAreaField, TextField


class OrderForm(CommandForm):
    """The order of a court, its dates and its conditions."""

    shows = {"kind": {"other": ("other_kind",)}}
    needs = ("other_kind",)

    kind = ChoiceField(label="Kind of order", choices=Order.Kind.choices, hints=LAW)
    other_kind = TextField(label="Name of the order", required=False, max_length=80)
    court = TextField(label="Court", help_text="Like Manchester Crown Court.", max_length=80)
    court_reference = TextField(label="Court reference", required=False, max_length=40, width=20)
    made_on = DateField(label="Made on", noun="the date it was made")
    from_on = DateField(
        label="In force from",
        noun="the first day in force",
        help_text="This may be later than the day it was made, like the day of release.",
    )
    until_on = DateField(
        label="In force until",
        help_text="The last day. Leave it empty if it lasts until further order.",
        required=False,
    )
    conditions = TextAreaField(
        label="Conditions in short",
        help_text="Like: one phone only, reports each Monday, no contact with co-defendants.",
        max_length=2000,
    )
