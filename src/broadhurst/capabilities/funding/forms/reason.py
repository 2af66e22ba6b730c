"""The reason for a change, which the record keeps."""

from broadhurst.foundation.govuk.fields import TextField


def reason_field() -> TextField:
    """Return the question for a reason."""
    return TextField(
        label="Reason", help_text="We keep the reason with the record.", max_length=400
    )
