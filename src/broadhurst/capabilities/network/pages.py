"""Pages of networks: the chart with its tables, its data for the script, and its files."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django import forms
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import mark_safe

from broadhurst.capabilities.network.commands.export_network import FORMATS, export_network
from broadhurst.capabilities.network.commands.keep_layout import KeepLayoutForm, keep_layout
from broadhurst.capabilities.network.commands.reset_layout import ResetLayoutForm, reset_layout
from broadhurst.capabilities.network.queries.layouts import kept_layout
from broadhurst.capabilities.network.queries.network import network_of, network_of_unit
from broadhurst.capabilities.network.rules.drawing import COLOURS, drawn, shape
from broadhurst.capabilities.network.rules.graph import (
    KINDS,
    MOST_NODES,
    MOST_STEPS,
    Network,
    objections_to_path,
)
from broadhurst.capabilities.network.rules.kept import moved
from broadhurst.capabilities.network.rules.layout import Spots, places
from broadhurst.capabilities.register.models import Ocg
from broadhurst.foundation.doors import downloads, web
from broadhurst.foundation.doors.suggestions import asks_for_suggestions, suggestions
from broadhurst.foundation.doors.wall import ActingRequest
from broadhurst.foundation.govuk.fields import SelectField
from broadhurst.foundation.workflow import field_of

About = Callable[[ActingRequest, str], dict[str, Any]]
STEPS = [
    ("0", "None"),
    ("1", "1 step"),
    *((str(n), f"{n} steps") for n in range(2, MOST_STEPS + 1)),
]
FILES = {
    "csv": "CSV (for i2)",
    "graphml": "GraphML",
    "svg": "Picture (SVG)",
    "png": "Picture (PNG)",
}


class PathForm(forms.Form):
    start = SelectField(label="From", required=False)
    end = SelectField(label="To", required=False)

    def __init__(self, *args: Any, network: Network, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.network = network
        choices = [(ref, node.full) for ref, node in network.nodes.items()]
        for field in self.fields.values():
            field.choices = [("", "Choose"), *choices]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Refuse one end without the other, and the same end twice."""
        answers = {name: self.cleaned_data.get(name) or "" for name in self.fields}
        if not self.errors and any(answers.values()):
            ends = [self.network.find(answers[name]) for name in ("start", "end")]
            for objection in objections_to_path(*ends):
                name = field_of(objection)
                self.add_error(name, objection if answers[name] else "Choose where the path goes.")
        return answers


def unit_page(request: ActingRequest) -> HttpResponse:
    """Show the network of the OCGs that the reader's unit owns."""
    return _page(request, None)


def ocg_page(request: ActingRequest, ref: str) -> HttpResponse:
    """Show the network around an OCG."""
    return _page(request, _find(request, ref))


def unit_data(request: ActingRequest) -> HttpResponse:
    """Answer the network of the reader's unit, for the chart in the page."""
    network = _network(request, None)
    kept = kept_layout(request.actor, request.actor.unit)
    return JsonResponse(_data(network, moved(places(network), kept)))


def ocg_data(request: ActingRequest, ref: str) -> HttpResponse:
    """Answer the network around an OCG, for the chart in the page."""
    ocg = _find(request, ref)
    network = _network(request, ocg)
    return JsonResponse(_data(network, moved(places(network), kept_layout(request.actor, ocg))))


def unit_file(request: ActingRequest) -> HttpResponse:
    """Download the network of the reader's unit."""
    return _file(request, None)


def ocg_file(request: ActingRequest, ref: str) -> HttpResponse:
    """Download the network around an OCG."""
    return _file(request, _find(request, ref))


def _about(request: ActingRequest, ref: str) -> dict[str, Any]:
    ocg = _find(request, ref)
    back = reverse("network:of_ocg", args=[ref])
    return {"about": ocg, "go_to": back, "context": {"caption": ocg.caption, "back": back}}


def _about_unit(request: ActingRequest, _ref: str) -> dict[str, Any]:
    unit, back = request.actor.unit, reverse("network:of_unit")
    return {"about": unit, "go_to": back, "context": {"caption": unit.name, "back": back}}


def _keep(about: About) -> Callable[..., HttpResponse]:
    return web.verb(
        KeepLayoutForm, keep_layout, about, "Keep this layout", "Keep layout",
        "Your layout is kept. Nobody else sees it.",
        intro="Move people, OCGs and items in the chart, and use “Keep layout” there. Or enter the "
        "places here.",
    )  # fmt: skip


def _reset(about: About) -> Callable[..., HttpResponse]:
    return web.verb(
        ResetLayoutForm, reset_layout, about, "Reset the layout", "Reset layout",
        "The network has the usual layout again.",
    )  # fmt: skip


keep_page, reset_page = _keep(_about), _reset(_about)
# The network of a unit has no reference in its address: it is that of the reader's unit.
keep_unit_page, reset_unit_page = (partial(page(_about_unit), ref="") for page in (_keep, _reset))


def _find(request: ActingRequest, ref: str) -> Ocg:
    return web.find(request, Ocg.objects.select_related("dossier"), ref=ref)


def _steps(request: ActingRequest, ocg: Ocg | None) -> int:
    """Return the steps in the address. Any that do not fit are the usual ones."""
    steps = request.GET.get("steps", "")
    return int(steps) if steps in dict(STEPS) else int(ocg is not None)


def _network(request: ActingRequest, ocg: Ocg | None) -> Network:
    steps = _steps(request, ocg)
    return network_of(ocg, steps) if ocg else network_of_unit(request.actor, steps)


def _page(request: ActingRequest, ocg: Ocg | None) -> HttpResponse:
    network = _network(request, ocg)
    asked = any(request.GET.get(name) for name in ("start", "end", "start_choice", "end_choice"))
    form = PathForm(request.GET if asked else None, network=network)
    if asks_for_suggestions(request):
        return suggestions(request, form)
    kept = kept_layout(request.actor, ocg or request.actor.unit)
    spots = moved(places(network), kept)
    steps, args = _steps(request, ocg), [ocg.ref] if ocg else []
    of, suffix = ("of_ocg", "") if ocg else ("of_unit", "_of_unit")
    context = {
        "ocg": ocg,
        "is_kept": bool(kept),
        "may_keep": not request.actor.reads_only,
        "keep_href": reverse(f"network:keep_layout{suffix}", args=args),
        "reset_href": reverse(f"network:reset_layout{suffix}", args=args),
        "network": network,
        "form": form,
        "steps": str(steps),
        "steps_choices": STEPS,
        "most": MOST_NODES,
        "shared": [network.shared_in_words(node) for node in network.shared],
        # Safe, because the drawing escapes all text.
        "picture": mark_safe(drawn(network, spots)),  # noqa: S308
        "legend": [(mark_safe(shape(kind)), words[1]) for kind, words in KINDS.items()],  # noqa: S308
        "edges": [_row(network, edge) for edge in network.edges],
        "measures": network.measures,
        "data": _data(network, spots),
        "files": [
            (f"{reverse(f'network:file_{of}', args=args)}?steps={steps}&format={form_}", words)
            for form_, words in FILES.items()
        ],
        "expand": reverse("network:data_of_ocg", args=["a-reference"]),
        **_path(network, form),
    }
    return render(request, "network/network.html", context, status=422 if form.errors else 200)


def _path(network: Network, form: PathForm) -> dict[str, Any]:
    """Return the path between the two that were chosen, if two were."""
    if not form.is_bound or not form.is_valid():
        return {}
    start, end = (network.find(form.cleaned_data[name]) for name in ("start", "end"))
    if start is None or end is None:
        return {}
    path = network.path(start.ref, end.ref)
    rows = [_row(network, edge) for edge in path or ()]
    return {"start": start, "end": end, "has_path": path is not None, "path": rows}


def _row(network: Network, edge: Any) -> dict[str, Any]:
    return {
        "link": edge,
        "source": network.nodes[edge.source],
        "target": network.nodes[edge.target],
    }


def _data(network: Network, spots: Spots) -> dict[str, Any]:
    """Return what the script of the chart reads."""
    return {
        "is_cut": network.is_cut,
        "nodes": [
            {
                "id": row.node.ref, "kind": row.node.kind, "label": row.node.label,
                "type": row.node.type_words, "detail": row.node.detail, "href": row.node.href,
                "ocgs": row.node.ocgs, "also": row.node.also, "shared": row.node.is_shared,
                "links": row.links, "percent": row.percent, "colour": COLOURS[row.node.kind],
                "x": spots[row.node.ref][0], "y": spots[row.node.ref][1],
            }
            for row in network.measures
        ],
        "edges": [
            {
                "source": edge.source, "target": edge.target, "kind": edge.kind,
                "words": edge.words, "in_words": network.in_words(edge), "grade": edge.grade,
                "since": edge.from_on or edge.recorded_on, "until": edge.until_on,
            }
            for edge in network.edges
        ],
    }  # fmt: skip


def _file(request: ActingRequest, ocg: Ocg | None) -> HttpResponse:
    form = request.GET.get("format", "csv")
    if form not in FORMATS:
        raise Http404
    args = [ocg.ref] if ocg else []
    return downloads.page(
        request,
        export_network,
        {"ocg": ocg},
        title="You cannot export this network",
        back=(reverse(f"network:{'of_ocg' if ocg else 'of_unit'}", args=args), "Network"),
        filename=f"network-{ocg.ref if ocg else request.actor.unit.key}.{form}",
        content_type=FORMATS[form],
        steps=_steps(request, ocg),
        form=form,
    )
