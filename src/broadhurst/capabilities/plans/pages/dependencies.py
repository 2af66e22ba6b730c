"""Pages of the dependencies of an action."""

from broadhurst.capabilities.plans.commands import add_dependency, remove_dependency
from broadhurst.capabilities.plans.pages.actions import about_planned
from broadhurst.foundation.doors import web

add_dependency_page = web.verb(
    add_dependency.AddDependencyForm, add_dependency.add_dependency, about_planned,
    "Add a dependency", "Add dependency", "The dependency is added.",
)  # fmt: skip
remove_dependency_page = web.verb(
    remove_dependency.RemoveDependencyForm, remove_dependency.remove_dependency, about_planned,
    "Remove a dependency", "Remove dependency", "The dependency is removed.",
)  # fmt: skip
