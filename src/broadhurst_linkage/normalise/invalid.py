"""What every normaliser raises when a text cannot be what it is said to be."""


class Invalid(ValueError):
    """The text is not an identifier of this kind; the message says what is wrong with it."""
