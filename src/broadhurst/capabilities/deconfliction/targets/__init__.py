"""Targets: read them from an OCG or from a form, and give them rows and keys.

A target's `content` is the submitted text: lists of texts by kind ("person" holds the names). The
content of a person also has `born` (ISO text, may be partial), `sex`, `street`, `town` and
`postcode`.
"""

from broadhurst.capabilities.deconfliction.targets.keying import (
    NEARLY,
    names_of,
)
from broadhurst.capabilities.deconfliction.targets.match_keys import (
    MatchKey,
    match_keys,
    newest,
)
from broadhurst.capabilities.deconfliction.targets.naming import (
    Named,
    entered,
    in_words,
    keys_of,
    named,
    people_of,
    successors_of,
)
from broadhurst.capabilities.deconfliction.targets.of_ocg import (
    contents_about,
    contents_of,
    targets_added,
    targets_of,
)
from broadhurst.capabilities.deconfliction.targets.reading import (
    Reading,
    Stops,
    Wrong,
    among,
    born_words,
    stop_list,
    stopped_of,
    targets_each,
    targets_from,
    wrong_with,
)
from broadhurst.capabilities.deconfliction.targets.target import (
    EXACT,
    NEAR,
    OWN,
    WEAK,
    Content,
    Keys,
    Target,
    as_text,
)

__all__ = [
    "EXACT",
    "NEAR",
    "NEARLY",
    "OWN",
    "WEAK",
    "Content",
    "Keys",
    "MatchKey",
    "Named",
    "Reading",
    "Stops",
    "Target",
    "Wrong",
    "among",
    "as_text",
    "born_words",
    "contents_about",
    "contents_of",
    "entered",
    "in_words",
    "keys_of",
    "match_keys",
    "named",
    "names_of",
    "newest",
    "people_of",
    "stop_list",
    "stopped_of",
    "successors_of",
    "targets_added",
    "targets_each",
    "targets_from",
    "targets_of",
    "wrong_with",
]
