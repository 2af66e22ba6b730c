"""How a figure changed between two days, in words."""

from broadhurst.foundation.figure.figure import Figure, amount


def change(before: Figure, after: Figure) -> str:
    """Return the change from one value to another: 3 more, 12 days less, no change.

    A change of a percentage is in percentage points. A suppressed or unknown value has no change,
    because the change would give it away.
    """
    if before.hidden or after.hidden or not (before.has_value and after.has_value):
        return "not known"
    if before.value is None or after.value is None:
        return "not known"
    difference = round(after.value - before.value, 2)
    if not difference:
        return "no change"
    plural, singular = (after.unit, after.one)
    if plural == "per cent":
        plural, singular = "percentage points", "percentage point"
    return f"{amount(abs(difference), plural, singular)} {'more' if difference > 0 else 'less'}"
