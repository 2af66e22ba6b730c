"""The questions about a post, the same for opening and editing."""

from broadhurst.capabilities.funding.queries.posts import capabilities_of
from broadhurst.capabilities.tasking.models import Capability
from broadhurst.foundation.agencies.models import Agency
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.govuk.fields import DateField, ModelSelectField, TextField


class PostForm(CommandForm):
    role = TextField(
        label="Role", help_text="The job, never a person’s name. For example, Financial "
        "investigator.", max_length=120,
    )  # fmt: skip
    capability = ModelSelectField(
        Capability.objects.none(),
        label="Capability",
        help_text="The capability of your organisation that the post is part of.",
        required=False,
        to_field_name="code",
    )
    opened_on = DateField(
        label="Post exists since", noun="the date the post began", help_text="For example, 1 4 2025"
    )
    tenure_ends = DateField(
        label="Last day of the fixed term",
        help_text="Leave it empty if the post is permanent.",
        required=False,
    )

    @property
    def recipient(self) -> Agency:
        """The organisation that has the post."""
        post = self.subject.get("post")
        return post.recipient if post else self.actor.agency

    def narrow_choices(self) -> None:
        """Offer the capabilities of the organisation."""
        capabilities = capabilities_of(self.recipient)
        self.fields["capability"].queryset = capabilities  # type: ignore[attr-defined]
