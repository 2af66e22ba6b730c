"""Register entries about the report of the tests of inspections."""

from typing import Any

from broadhurst.capabilities.inspectorate_register.commands.send import send_entries
from broadhurst.capabilities.inspectorate_register.models import Reading
from tests.inspections.making import TEXT_1, Room

ADDRESS = "https://inspectors.example/hmicfrs/recommendation/northshire/11/"
BRACKETS = f"""{ADDRESS}
Recommendations

Recommendation 1

• {TEXT_1}

[on]20th February 2021 [status]awaiting-review[/status][/on][on]24 Feb 2021 [comment]

The force’s systems were seen.

[/comment][/on][on]26/02/2021 [status]complete[/status][/on]
"""
PLAIN = f"""{ADDRESS}\r
Recommendation 1\r
{TEXT_1}\r
\r
20th February 2021 awaiting-review\r
24th February 2021\r
\r
The force's systems were  seen.\r
\r
26th February 2021 complete\r
"""
NEW = """Areas for improvement

• The force should keep its plans up to date.

22nd February 2021 awaiting-review
"""


def sent(room: Room, text: str = BRACKETS, **changes: Any) -> Reading:
    """Send a text as Chas of Northshire."""
    return send_entries(actor=room.chas, text=text, **changes)
