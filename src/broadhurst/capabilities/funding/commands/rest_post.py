"""Say which share of a post a funding line pays."""

from broadhurst.capabilities.funding.models import Line, Post, Rest
from broadhurst.capabilities.funding.queries.forms import to_change_post, to_write
from broadhurst.capabilities.funding.queries.posts import locked_post, spans_of
from broadhurst.capabilities.funding.rules import lines as line_rules
from broadhurst.capabilities.funding.rules import posts as rules
from broadhurst.capabilities.funding.writes.changes import note
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.fields import ModelSelectField, NumberField
from broadhurst.foundation.workflow import refuse_if


class LineField(ModelSelectField):
    """One funding line: its name and period. The value is the reference."""

    searched = ("name", "ref")

    def label_from_instance(self, obj: Line) -> str:
        return f"{obj.name}, to {obj.ends_on:%-d %B %Y}"


class RestPostForm(CommandForm):
    line = LineField(
        Line.objects.none(), label="Funding line", to_field_name="ref",
        help_text="A line of the same organisation.",
    )  # fmt: skip
    share = NumberField(
        label="Share of the post, in per cent",
        help_text="From 1 to 100. Enter 0 if the line no longer pays for the post.",
        min_value=0,
        max_value=100,
        width=3,
    )

    def narrow_choices(self) -> None:
        """Offer the organisation's lines."""
        rows = Line.objects.filter(recipient=self.subject["post"].recipient_id)
        self.fields["line"].queryset = rows  # type: ignore[attr-defined]


@for_record(to_change_post)
@command
def rest_post(*, actor: Actor, post: Post, line: Line, share: int) -> Post:
    """Say which share of a post a funding line pays, in per cent. 0 takes the post off the line."""
    refuse_if(to_write(actor, post))
    post = locked_post(post)
    line = Line.objects.get(pk=line.pk)
    refuse_if(
        rules.objections_to_open(post.is_open)
        + rules.objections_to_line(line.recipient_id, post.recipient_id)
        + line_rules.objections_to_shares([(post.role, spans_of(post, line, share))])
    )

    Rest.objects.update_or_create(
        post=post, line=line, defaults={"share": share, "recipient_id": post.recipient_id}
    )
    note(actor, post, f"{line.name} pays {share} per cent")

    record(
        actor, "funded_post.rested", post.ref, dossier=None, role=post.role, line=line.name,
        share=share,
    )  # fmt: skip
    return post
