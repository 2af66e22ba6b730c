"""The forms of a lead for several OCGs. Each OCG then has the form of `name_lead`."""

from broadhurst.capabilities.establishment.forms.fields import OfficerField
from broadhurst.capabilities.register.forms.leads import offer_leads, officers_who_lead
from broadhurst.capabilities.register.models import Lead, Ownership
from broadhurst.foundation.agencies.models import Agency
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.govuk.fields import ChoiceField, TextField


class NameLeadsForm(CommandForm):
    """The answers for all the chosen OCGs."""

    role = ChoiceField(label="Role", choices=Lead.Role.choices, inline=True)
    officer = OfficerField(label="Officer", narrowed_by="role")
    because = TextField(label="Reason", max_length=120)

    def narrow_choices(self) -> None:
        """Offer the officers of the owners' and the LROs' organisations who can have the role.

        The form of each OCG then says whether the officer can lead on that OCG.
        """
        chosen = self.subject["chosen"]
        owners = Ownership.objects.filter(until_at=None, ocg__in=chosen).values("agency")
        lros = Lead.objects.filter(until_at=None, role=Lead.Role.LRO, ocg__in=chosen)
        agencies = Agency.objects.filter(pk__in=owners) | Agency.objects.filter(
            pk__in=lros.values("unit__agency")
        )
        role = self.data.get("role", "")
        offer_leads(self, "officer", role, officers_who_lead(role, agencies))
