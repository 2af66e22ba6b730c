"""Accept the rows of a bulk check as JSON instead of a file."""

import csv
import json
from io import StringIO
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpRequest, QueryDict
from django.utils.datastructures import MultiValueDict

from broadhurst.foundation.doors import api
from broadhurst.foundation.doors.problems import Problem

ROWS = "rows"
AS_A_FILE = "Send more than 1 MB as a file: multipart/form-data, with the table as `file`."
NOT_ROWS = "Send a list with one object for each row, with cells by heading."
# Schema of the rows in the OpenAPI description.
IN_JSON = {
    ROWS: {
        "type": "array",
        "title": "Rows",
        "description": "The table instead of a file: one object for each row, with cells by column "
        "heading. A heading left out is an empty cell. Fill at least one cell. " + AS_A_FILE,
        "minItems": 1,
        "items": {
            "type": "object",
            "minProperties": 1,
            "additionalProperties": {"type": ["string", "number", "null"]},
            "examples": [{"Name": "Dora Hale", "DOB": "27/03/1988", "Phone": "07700 900999"}],
        },
    }
}


def rows_as_file(request: HttpRequest) -> tuple[QueryDict, api.Files] | None:
    """Turn JSON rows into the CSV file that a page would receive; None without rows.

    Faults in the rest of the body are reported where all bodies are read.
    """
    try:
        body = json.loads(request.body)
    except RequestDataTooBig as big:
        raise Problem(413, "Too large", AS_A_FILE) from big
    except (ValueError, RecursionError):
        return None
    if not isinstance(body, dict) or ROWS not in body:
        return None
    file = SimpleUploadedFile("rows.csv", _as_csv(body.pop(ROWS)), "text/csv")
    return api.query_of(body), MultiValueDict({"file": [file]})


def _as_csv(rows: Any) -> bytes:
    if not isinstance(rows, list) or not all(_is_row(row) for row in rows):
        raise Problem(
            422, "Some answers are not valid", NOT_ROWS, [{"field": ROWS, "message": NOT_ROWS}]
        )
    headings = list(dict.fromkeys(heading for row in rows for heading in row))
    text = StringIO()
    out = csv.DictWriter(text, headings)
    out.writeheader()
    out.writerows(rows)
    return text.getvalue().encode()


def _is_row(row: Any) -> bool:
    return (
        isinstance(row, dict)
        and all(
            cell is None or (isinstance(cell, str | int | float) and cell == cell)  # no NaN
            for cell in row.values()
        )
        and not any(isinstance(cell, bool) for cell in row.values())
    )
