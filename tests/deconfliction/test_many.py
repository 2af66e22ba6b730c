"""Keys and targets made for many rows at once equal those made one by one."""

import numpy as np

from bench.matching.register import register
from broadhurst.capabilities.deconfliction.targets.match_keys import newest
from broadhurst.capabilities.deconfliction.targets.reading import targets_each
from broadhurst_linkage.blocking.batch_keys import keys_of_each
from broadhurst_linkage.blocking.rules import BlockingRule
from broadhurst_linkage.encoding.registers import rows_of_table
from broadhurst_linkage.matcher import Matcher
from tests.people import Cast

NAMES = ["Perry Windle", "Михаил Горшков", "محمد القسماري", "Juniper Ashdown-Reedmace"]


def test_the_keys_of_many_rows_are_those_of_each() -> None:
    register_of_few, _ = register(300, 7, queries=1)
    rows = rows_of_table(register_of_few)
    matcher, secret = Matcher.default(), newest().row_secret
    for for_query in (False, True):
        ends, keys, numbers = keys_of_each(rows, secret, for_query=for_query)
        assert ends[0] == 0
        for place, row in enumerate(rows):
            part = slice(ends[place], ends[place + 1])
            one_by_one = matcher.keys(row, secret, for_query=for_query)
            assert list(zip(numbers[part], keys[part], strict=True)) == one_by_one
    assert keys_of_each(np.empty((0, 16), np.uint64), secret, for_query=True).ends == [0]


def test_many_contents_make_the_targets_of_each(cast: Cast) -> None:
    contents = [
        {"person": NAMES[: 1 + n % 4], "born": f"19{70 + n}-03-27", "phone": [f"07700 9001{n:02}"],
         "address": [f"{n + 1} High Street, Bolton, BL1 1AA"]}
        for n in range(12)
    ]  # fmt: skip
    contents += [{"phone": ["none"]}, {"company": ["Windle Haulage Ltd"]}, {"person": NAMES[:1]}]
    together = targets_each(contents)
    assert together == [targets_each([content])[0] for content in contents]
    assert [target is None for target, _ in together] == [*[False] * 12, True, False, False]
    for target, _ in together:
        if target:
            unasked = {
                number for key, number in target.stored_keys.items() if key not in target.query_keys
            }
            alone = {BlockingRule.SURNAME, BlockingRule.GIVEN}
            assert unasked <= alone, "by whole names nobody is asked for by one thing alone"
