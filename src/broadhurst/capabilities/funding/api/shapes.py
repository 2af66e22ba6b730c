"""Answers about funding, from rows."""

from dataclasses import asdict

from broadhurst.capabilities.funding.api.schemas import (
    CliffOut,
    FundedPostDetailOut,
    FundedPostOut,
    FundingChangeOut,
    FundingLineDetailOut,
    FundingLineOut,
    FundingYearOut,
    LineOfPostOut,
    OutlookOut,
    PostLostOut,
    PostOnLineOut,
    PublishedTotalOut,
    ScenarioOut,
)
from broadhurst.capabilities.funding.models import Change, Line, Post, PublishedTotal
from broadhurst.capabilities.funding.queries.lines import changes_of, rests_on
from broadhurst.capabilities.funding.queries.outlook import Outlook, Scenario, money_by_year
from broadhurst.capabilities.funding.rules.cover import Cliff


def as_line(line: Line) -> FundingLineOut:
    return FundingLineOut(
        ref=line.ref,
        name=line.name,
        recipient=line.recipient.key,
        funder=line.funder.key,
        instrument=line.instrument,
        amount=line.amount,
        first_day=line.first_day,
        last_day=line.last_day,
        ends_on=line.ends_on,
        ring_fence=line.ring_fence,
        status=line.status,
        confirmed_on=line.confirmed_on,
        because=line.because,
    )


def as_line_in_detail(line: Line) -> FundingLineDetailOut:
    resting = [
        PostOnLineOut(post=rest.post.ref, role=rest.post.role, share=rest.share)
        for rest in rests_on(line)
    ]
    return FundingLineDetailOut(
        **as_line(line).model_dump(), posts=resting, changes=list(map(as_change, changes_of(line)))
    )


def as_change(change: Change) -> FundingChangeOut:
    return FundingChangeOut(
        at=change.at, by=change.by.username, text=change.text, because=change.because
    )


def as_post(post: Post) -> FundedPostOut:
    return FundedPostOut(
        ref=post.ref,
        role=post.role,
        recipient=post.recipient.key,
        capability=post.capability.code if post.capability else None,
        opened_on=post.opened_on,
        tenure_ends=post.tenure_ends,
        filled_on=post.filled_on,
        closed_on=post.closed_on,
        closed_because=post.closed_because,
        lines=[
            LineOfPostOut(
                line=rest.line.ref, name=rest.line.name, ends_on=rest.line.ends_on, share=rest.share
            )
            for rest in post.rests.all()
            if rest.share
        ],
    )


def as_post_in_detail(post: Post) -> FundedPostDetailOut:
    changes = list(map(as_change, changes_of(post)))
    return FundedPostDetailOut(**as_post(post).model_dump(), changes=changes)


def as_cliff(cliff: Cliff) -> CliffOut:
    return CliffOut(**asdict(cliff), percent=cliff.percent)


def as_outlook(outlook: Outlook) -> OutlookOut:
    return OutlookOut(
        recipient=outlook.recipient.key,
        as_of=outlook.today,
        beyond=outlook.beyond,
        days_left=outlook.days_left,
        whole=as_cliff(outlook.whole),
        capabilities=list(map(as_cliff, outlook.capabilities)),
        ending=list(map(as_line, outlook.ending)),
        years=[
            FundingYearOut(year=year, confirmed=confirmed, not_confirmed=others)
            for year, confirmed, others in money_by_year(outlook.lines, outlook.today)
        ],
    )


def as_scenario(scenario: Scenario) -> ScenarioOut:
    return ScenarioOut(
        line=scenario.line.ref,
        last_day=scenario.last_day,
        felt=scenario.felt,
        money=scenario.money,
        posts=[
            PostLostOut(
                post=lost.post.ref,
                role=lost.post.role,
                capability=lost.loss.post.capability,
                before=lost.loss.before,
                after=lost.loss.after,
            )
            for lost in scenario.lost
        ],
    )


def as_total(total: PublishedTotal) -> PublishedTotalOut:
    return PublishedTotalOut(
        series=total.series,
        label=total.label,
        year=total.year,
        amount=total.amount,
        qualifier=total.qualifier,
        note=total.note,
        source=total.source,
    )
