"""The error that every normaliser raises for a text that is not of its kind."""


class Invalid(ValueError):
    """The text is not an identifier of this kind. The message says why."""
