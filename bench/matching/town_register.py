"""`python town_register.py SEED FILE`: a register of one town, from the sample of pseudopeople.

It stacks the census, the job records (W-2 and 1099), WIC and two surveys of one year. Job records
have no date of birth and no sex. It imports nothing of Broadhurst, and needs only pseudopeople.
"""

import sys

import pandas as pd
import pseudopeople as pp

CENSUS = (
    pp.generate_decennial_census, pp.generate_women_infants_and_children,
    pp.generate_american_community_survey, pp.generate_current_population_survey,
)  # fmt: skip
NAMES = {"simulant_id": "person", "first_name": "first_name", "middle_initial": "middle_name",
         "last_name": "surname", "sex": "sex", "date_of_birth": "dob"}  # fmt: skip
YEAR = 2020


def columns(found: pd.DataFrame, prefix: str = "") -> pd.DataFrame:
    """Return one data set with the columns of the bench."""
    number, street = (found[f"{prefix}street_{part}"].astype(object) for part in ("number", "name"))
    made = pd.DataFrame(
        {new: found[old] for old, new in NAMES.items() if old in found}, dtype=object
    )
    made["street"] = (number.fillna("") + " " + street.fillna("")).str.strip().replace("", None)
    made["town"] = found[f"{prefix}city"].astype(object)
    return made


def iso(text: object) -> object:
    """Return an American date as YYYY-MM-DD, and anything else as it is."""
    parts = str(text).split("/")
    if len(parts) == 3:
        return f"{parts[2]:0>4}-{parts[0]:0>2}-{parts[1]:0>2}"
    text = str(text)
    return f"{text[4:]}-{text[:2]}-{text[2:4]}" if len(text) == 8 and text.isdigit() else text


def main(seed: int, path: str) -> None:
    """Write the register."""
    parts = [columns(make(seed=seed, year=YEAR)) for make in CENSUS]
    parts.append(columns(pp.generate_taxes_w2_and_1099(seed=seed, year=YEAR), "mailing_address_"))
    made = pd.concat(parts).sample(frac=1, random_state=seed).reset_index(drop=True)
    made["dob"] = made["dob"].map(iso, na_action="ignore")
    made["sex"] = made["sex"].map(lambda sex: sex[0].lower(), na_action="ignore")
    entity = made.pop("person").astype("category").cat.codes.astype("int64")
    made = made.astype("string")
    made.insert(0, "entity", entity)
    made.insert(0, "unique_id", range(len(made)))
    made.to_parquet(path)


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2])
