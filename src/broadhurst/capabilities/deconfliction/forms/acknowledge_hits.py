"""The form of several hits to acknowledge."""

from broadhurst.foundation.doors.command_form import CommandForm


class AcknowledgeHitsForm(CommandForm):
    """A form without fields. Each hit is chosen, so no hit names others to answer."""
