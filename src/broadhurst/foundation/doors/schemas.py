"""The schemas that the answers of all rooms share: lists, and texts with fixed values."""

from collections.abc import Callable
from functools import cache
from typing import Any, Generic, TypeVar, get_type_hints

from django.db.models import Choices
from pydantic import BaseModel, Field, create_model

Row = TypeVar("Row")


class Schema(BaseModel):
    """The content of an answer.

    It is not Ninja's own Schema, which reads rows of models and takes eight times as long to make.
    """


class Items(Schema, Generic[Row]):
    items: list[Row]


class Page(Items[Row], Generic[Row]):
    next: str | None = Field(description="The address of the next page, or null on the last page.")


@cache
def items_of(row: type[Schema]) -> type[Schema]:
    """Return the schema of a whole list of rows."""
    # The description would call Items[X] “Items_X_”.
    return create_model(f"{_noun(row)}List", __base__=Items[row])  # type: ignore[valid-type]


@cache
def page_of(row: type[Schema]) -> type[Schema]:
    """Return the schema of one page of a list of rows."""
    return create_model(f"{_noun(row)}Page", __base__=Page[row])  # type: ignore[valid-type]


def schema_of(as_json: Callable[..., Any]) -> Any:
    """Return the schema that a function returns, from its annotation."""
    return get_type_hints(as_json)["return"]


def one_of(choices: type[Choices], *others: str) -> Any:
    """Describe a text as one of a model's choices, or of `others`, each named once."""
    values = dict.fromkeys((*choices.values, *others))
    return Field(json_schema_extra={"enum": [*values]})


def _noun(row: type[Schema]) -> str:
    return row.__name__.removesuffix("Out")
