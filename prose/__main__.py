"""`python -m prose`: find words that Broadhurst does not use, and measure sentences.

A word on a page, in a label, hint, message, event or docs page fails at once. Docstrings and
comments were written before this check: each area may hold so many as `allowed.toml` says, and
the number only goes down.
"""

import re
import sys
import tomllib
from collections import Counter, defaultdict
from pathlib import Path

from prose.texts import Text, every_text, sentences

HERE = Path(__file__).parent
LONG = 25  # words a sentence
# A sentence that leans on a relative word without a noun. A question may begin so.
HEADLESS = re.compile(
    r"^(What|Who|Whom|Whose|Whoever|Whatever|Those|That|Which|None that|"
    r"(By|Of|To|For|From) (what|which|whom|whose)|Of (one|some|two|a|an|each|those))\b[^?]*$"
)
IN_CODE = ("docstring", "comment")


def main() -> None:
    """Print what is wrong and the measures of each area; exit with 1 if something is wrong."""
    texts = list(every_text())
    wrong, in_code = findings(texts)
    allowed = tomllib.loads((HERE / "allowed.toml").read_text())
    for text, word, instead in wrong:
        print(f"{text.path}:{text.line}: {text.kind}: “{word}”. Write: {instead}")
    over = {area: many for area, many in in_code.items() if many > allowed.get(area, 0)}
    for area, many in sorted(over.items()):
        most = allowed.get(area, 0)
        print(f"{area}: {many} words and sentences to replace in code, {most} allowed")
    under = {area: in_code[area] for area, many in allowed.items() if in_code[area] < many}
    for area, many in sorted(under.items()):
        print(f"{area}: only {many} left. Lower its number in prose/allowed.toml.")
    table(texts, in_code)
    sys.exit(bool(wrong or over or under))


def findings(texts: list[Text]) -> tuple[list[tuple[Text, str, str]], Counter[str]]:
    """Return each word found where a user reads it, and how many each area has in its code."""
    rules = [
        (re.compile(rf"\b({pattern})\b", re.IGNORECASE), instead)
        for group in tomllib.loads((HERE / "words.toml").read_text()).values()
        for pattern, instead in group.items()
    ]
    wrong, in_code = [], Counter[str]()
    for text in texts:
        for pattern, instead in rules:
            for found in pattern.finditer(text.words):
                if text.kind in IN_CODE:
                    in_code[text.area] += 1
                elif text.path.parts[0] != "prose":
                    wrong.append((text, found[0], instead))
        if text.kind in IN_CODE:
            in_code[text.area] += sum(bool(HEADLESS.match(one)) for one in sentences(text))
    return wrong, in_code


def table(texts: list[Text], in_code: Counter[str]) -> None:
    """Print words a sentence and the share of long sentences, by area."""
    lengths: dict[str, list[int]] = defaultdict(list)
    for text in texts:
        lengths[text.area] += [len(one.split()) for one in sentences(text)]
    print(f"{'area':44} {'sentences':>9} {'words each':>10} {'over 25':>8} {'to replace':>10}")
    for area, counts in sorted(lengths.items()):
        mean, long = sum(counts) / len(counts), sum(count > LONG for count in counts) / len(counts)
        print(f"{area:44} {len(counts):9} {mean:10.1f} {long:8.0%} {in_code[area]:10}")


if __name__ == "__main__":
    main()
