"""`python -m bench.answering`: answer inspections beside a made-up decade of them."""

import time
import warnings
from itertools import pairwise
from pathlib import Path

import click
import psycopg
from django.conf import settings
from django.core.management import call_command
from rich.console import Console
from rich.table import Table

from bench import beside, database, readers, report
from bench.measure import Scenario
from broadhurst.capabilities.bulk_checks.sheets.read import read
from broadhurst.capabilities.finding_imports.commands.map_columns import map_findings
from broadhurst.capabilities.finding_imports.commands.run import run_findings
from broadhurst.capabilities.finding_imports.commands.send import send_findings
from broadhurst.capabilities.inspections.commands.address import address
from broadhurst.capabilities.inspections.commands.answer import answer
from broadhurst.capabilities.inspections.commands.draft import draft
from broadhurst.capabilities.inspections.commands.open_response import open_response
from broadhurst.capabilities.inspections.commands.record_report import record_report
from broadhurst.capabilities.inspections.models import Report, Response
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.agencies.models import Agency, Role
from broadhurst.foundation.gc_tuning import freeze_heap

DECADE = Path(__file__).parent / "answering.sql"
COUNTED = ("inspections_report", "inspections_finding", "inspections_addressee",
           "inspections_ourstatus", "tracking_milestone", "inspections_response",
           "inspections_answer")  # fmt: skip
ROWS, MOST = 500, 20  # findings of one spreadsheet, and seconds that they may take
LETTER = {
    "sender": "Policing Body 1\n1 Long Street",
    "recipient": "The Home Secretary\n2 Marsham Street",
    "greeting": "Dear Home Secretary",
    "subject": "Serious and organised crime",
    "signed_by": "Dora Millbrook",
    "office": "Commissioner",
}
console = Console(width=max(Console().width, 100))


@click.command()
@click.option("--scale", default=1.0, show_default=True, help="Of 55,000 OCGs, 20,000 officers.")
@click.option("--decade", default=1.0, show_default=True, help="Of 265 reports, 3,625 findings.")
@click.option("--runs", default=40, show_default=True, help="Readings of each page.")
def bench(scale: float, decade: float, runs: int) -> None:
    """Measure the pages of answering, an import of findings, and a letter in three forms."""
    warnings.simplefilter("ignore")
    call_command("collectstatic", interactive=False, verbosity=0)
    started = time.perf_counter()
    with database.of_its_own(keep=False):
        with console.status("Filling the register"):
            took = database.fill(scale, DECADE, decade=decade)
        report.filled(console, took, database.prove())
        show_counts()
        body = first(Role.POLICING_BODY)
        response = drafted(body)
        freeze_heap()  # as a worker of the site does
        scenarios = pages(body, response)
        with console.status("Reading pages by turns"):
            beside.read_by_turns(scenarios, runs)
        report.beside_empty(console, scenarios)
        import_findings(body)
        report.machine(console, time.perf_counter() - started)


def show_counts() -> None:
    """Print how many rows the decade of inspections has."""
    with psycopg.connect(settings.STORE.owner_url) as owner:
        rows = [
            (name, owner.execute(f"SELECT count(*) FROM {name}").fetchone())  # noqa: S608
            for name in COUNTED
        ]
    table = Table(title="A decade of inspections")
    table.add_column("Rows in")
    table.add_column("Number", justify="right")
    for name, row in rows:
        table.add_row(name, f"{row[0] if row else 0:,}")
    console.print(table)


def drafted(body: Actor) -> Response:
    """Open the response to the last national report, answer its findings, and write its letter."""
    [force] = Agency.objects.filter(overseen_by__body=body.agency)
    asked = Report.objects.filter(scope=Report.Scope.NATIONAL).latest("published_on")
    response = open_response(actor=body, report=asked, force=force)
    for finding in asked.findings.all():
        answer(
            actor=body, response=response, finding=finding, answer="action_taken",
            explanation="Both leads act on one plan.\n\nThey meet each month.",
        )  # fmt: skip
    address(actor=body, response=response, **LETTER)
    return draft(actor=body, response=response, body_comments="We commend the staff.")


def pages(body: Actor, response: Response) -> list[Scenario]:
    """Return the anonymous page, the empty page, and what those who answer inspections open."""
    letter = f"/responses/{response.ref}/letter"
    finding = response.report.findings.earliest("pk")
    readings = {
        Role.POLICING_BODY: (
            ("Reports", "/reports/"),
            ("Report", f"/reports/{response.report.ref}/"),
            ("Finding for 43 forces", f"/findings/{finding.key}/"),
            ("Tracker", "/tracker/"),
            ("Findings", "/findings/"),
            ("Response", f"/responses/{response.ref}/"),
            ("Questions, policing body", "/insight/"),
            ("Catalogue of figures, policing body", "/insight/catalogue/"),
            ("Figures, policing body", "/insight/all/"),
            ("Oversight, one force", "/oversight/"),
            ("Letter, page", f"{letter}/"),
            ("Letter, DOCX", f"{letter}.docx"),
            ("Letter, PDF", f"{letter}.pdf"),
        ),
        Role.CHIEF_OFFICER: (
            ("Questions, chief officer", "/insight/"),
            ("Figures, chief officer", "/insight/all/"),
        ),
        Role.INSPECTOR: (
            ("Oversight, the country", "/oversight/"),
            ("Recommendation 1, the country", "/oversight/recommendation-1/"),
            ("Questions, the country", "/insight/?scope=national"),
        ),
    }
    browsers = {role: readers.browser(first(role)) for role in readings}
    return [
        *beside.empty_pages(readers.browser(body)),
        *(
            Scenario(name, beside.page(browsers[role], path))
            for role, read in readings.items()
            for name, path in read
        ),
    ]


def first(role: Role) -> Actor:
    """Return the first officer with a role. Raises LookupError if there is none."""
    actor = readers.with_role(role)
    if actor is None:
        raise LookupError(f"The register has no {role.label}.")
    return actor


def import_findings(body: Actor) -> None:
    """Add a spreadsheet of 500 findings to a new report, and print how long each step took."""
    inspectorate = Agency.objects.get(kind=Agency.Kind.INSPECTORATE)
    new = record_report(
        actor=body, title="A report with many findings", publisher=inspectorate, key="many",
        scope="national", published_on=clock.today(), url="https://inspectorate.example/many",
    )  # fmt: skip
    rows = (f"{n},Recommendation,Change part {n}.,,Force 1 Police" for n in range(1, ROWS + 1))
    text = "\n".join(("Number,Type,Text,Due by,Addressed to", *rows))
    times = [time.perf_counter()]
    sent = send_findings(actor=body, report=new, file=read(text.encode()), file_name="many.csv")
    times.append(time.perf_counter())
    sent = map_findings(actor=body, upload=sent, columns=sent.columns)
    times.append(time.perf_counter())
    run_findings(actor=body, upload=sent)
    times.append(time.perf_counter())
    steps = [after - before for before, after in pairwise(times)]
    total, added = sum(steps), new.findings.count()
    parts = ", ".join(
        f"{name} {took:.2f}" for name, took in zip(("read", "check", "add"), steps, strict=True)
    )
    aim = "reached" if total <= MOST else "missed"
    console.print(f"Import of {added} findings: {total:.1f} s ({parts}), aim {MOST} s: {aim}")


if __name__ == "__main__":
    bench()
