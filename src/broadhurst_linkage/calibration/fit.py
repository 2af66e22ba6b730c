"""Train the second stage from labelled pairs: a ridge logistic regression over the first's weight.

The first stage's weight is taken as it is; only what two known things tell together is learnt,
and is held to zero the more the fewer labels show it. How much it is held, and what the sums are
read as, comes of pairs that the fit did not see.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_array
from sklearn.isotonic import IsotonicRegression
from sklearn.model_selection import StratifiedKFold

from broadhurst_linkage.calibration.labels import Labels, WrongLabelsError
from broadhurst_linkage.scoring.comparisons import COMPARISONS
from broadhurst_linkage.scoring.model import Model
from broadhurst_linkage.scoring.second_stage import PAIRS, SHAPE, Stage

LEAST = 50  # answers of each kind, below which chance would be learnt
FOLDS = 5
RIDGES = (1.0, 3.0, 10.0, 30.0)
# No name is had by more than one person in sixteen: what "the same name" weighs at the least.
COMMONEST = 4.0
STEPS = 150  # of the fit: more of them change nothing that pairs kept from it would show
SHORT = 100.0  # what it costs, squared, to fall short of "the same" above "different"
LN2 = float(np.log(2.0))
Numbers = NDArray[np.float64]
Cell = tuple[int, int, int]  # table, and a level of each of its two comparisons


class Trained(NamedTuple):
    """The second stage, and how well each stage foretold labels that were kept from it.

    Losses are in bits a label: the mean of -log2 of the probability that the truth was given.
    """

    stage: Stage
    loss_first: float
    loss_second: float


def train(labels: Labels, model: Model, seed: int = 1) -> Trained:
    """The second stage of labels. Raises WrongLabelsError if there are too few of a kind."""
    same = int(labels.same.sum())
    if min(same, len(labels.same) - same) < LEAST:
        raise WrongLabelsError(
            f"{same} of the labels are of one person and {len(labels.same) - same} are not:"
            f" it takes {LEAST} of each."
        )
    margins = margins_of(model)
    held_out = {ridge: _held_out(labels, ridge, margins, seed) for ridge in RIDGES}
    ridge = min(RIDGES, key=lambda one: _loss(held_out[one], labels.same))
    tables = _fit(labels, ridge, margins)
    knots = _knots(held_out[ridge], labels.same)
    stage = Stage(model.version, len(labels.same), same, ridge, tables, knots)
    losses = _loss(labels.weights, labels.same), _loss(held_out[ridge], labels.same)
    return Trained(stage, *losses)


def _held_out(labels: Labels, ridge: float, margins: Numbers, seed: int) -> Numbers:
    """The weight of each pair by a fit that did not see it."""
    found = np.empty(len(labels.same))
    folds = StratifiedKFold(FOLDS, shuffle=True, random_state=seed)
    for seen, kept in folds.split(labels.levels, labels.same):
        tables = _fit(labels.some(seen), ridge, margins)
        found[kept] = labels.weights[kept] + _columns(labels.levels[kept]) @ tables.ravel()
    return found


def _loss(weights: Numbers, same: NDArray[np.bool_]) -> float:
    return float(np.logaddexp2(0, np.where(same, -weights, weights)).mean())


def _fit(labels: Labels, ridge: float, margins: Numbers) -> Numbers:
    """The tables that make the labels likeliest, less `ridge` times half their squares.

    "The same" stays above "different" beside anything else: what falls short of it costs, and
    what then is short by a hair is made smaller.
    """
    columns, truth = _columns(labels.levels), labels.same.astype(np.float64)
    begins = LN2 * labels.weights

    def loss(tables: Numbers) -> tuple[float, Numbers]:
        odds = begins + columns @ tables
        off = 1 / (1 + np.exp(-np.clip(odds, -60, 60))) - truth
        value = (np.logaddexp(0, odds) - truth * odds).sum() + 0.5 * ridge * tables @ tables
        short, slope = _shortfall(tables.reshape(SHAPE), LN2 * margins)
        gradient = columns.T @ off + ridge * tables + slope.ravel()
        return float(value + short), gradient

    start = np.zeros(columns.shape[1])
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": STEPS})
    return _monotone(found.x.reshape(SHAPE) / LN2, margins)


def margins_of(model: Model) -> Numbers:
    """How much more "the same" weighs than "different", by comparison, of the commonest name."""
    each = []
    for i, comparison in enumerate(COMPARISONS):
        margin = float(model.weights[i, 1] - model.weights[i, len(comparison.levels)])
        if i < len(model.usual):
            margin += float(model.usual[i, 1, 1] + COMMONEST * model.usual[i, 1, 0])
        each.append(max(0.0, margin))
    return np.array(each)


def _worst(tables: Numbers, i: int) -> list[tuple[float, Cell, Cell]]:
    """By table the most that "the same" of a comparison loses to "different", and the two cells.

    It loses nothing beside what is not known, whose cells stay zero.
    """
    last, found = len(COMPARISONS[i].levels), []
    for place, (a, b) in enumerate(PAIRS):
        if i not in (a, b):
            continue
        lines = tables[place] if i == a else tables[place].T
        at = int(np.argmin(lines[1] - lines[last]))
        if at:
            same, other = ((place, 1, at), (place, last, at))
            if i == b:
                same, other = ((place, at, 1), (place, at, last))
            found.append((float(lines[1, at] - lines[last, at]), same, other))
    return found


def _shortfall(tables: Numbers, margins: Numbers) -> tuple[float, Numbers]:
    """What it costs that "different" could outweigh "the same", and the slope of it."""
    cost, slope = 0.0, np.zeros(SHAPE)
    for i, margin in enumerate(margins):
        worst = _worst(tables, i)
        short = margin + sum(least for least, _, _ in worst)
        if short < 0:
            cost += SHORT * short**2
            for _, same, other in worst:
                slope[same] += 2 * SHORT * short
                slope[other] -= 2 * SHORT * short
    return cost, slope


def _monotone(tables: Numbers, margins: Numbers) -> Numbers:
    """The tables, made smaller where "different" could outweigh "the same" beside anything else."""
    tables = tables.copy()
    for i, margin in enumerate(margins):
        worst = sum(least for least, _, _ in _worst(tables, i))
        if margin + worst < 0:
            for place, pair in enumerate(PAIRS):
                tables[place] *= margin / -worst if i in pair else 1.0
    return tables


def _columns(levels: NDArray[np.int8]) -> csr_array:
    """Which cells of the tables each pair adds up: those of two levels that are both known."""
    each, of = [], []
    for place, (a, b) in enumerate(PAIRS):
        one, other = levels[:, a].astype(np.int64), levels[:, b].astype(np.int64)
        both = np.flatnonzero((one > 0) & (other > 0))
        each.append(both)
        of.append(np.ravel_multi_index((np.full(len(both), place), one[both], other[both]), SHAPE))
    at = np.concatenate(each), np.concatenate(of)
    return csr_array((np.ones(len(at[0])), at), shape=(len(levels), int(np.prod(SHAPE))))


def _knots(weights: Numbers, same: NDArray[np.bool_]) -> Numbers:
    """Weights, and the log2 odds that labels of such weights have; both rise."""
    fitted = IsotonicRegression().fit_transform(weights, same)
    at, reads = [], []
    for level in np.unique(fitted):
        block = fitted == level
        right, of = int(same[block].sum()), int(block.sum())
        at.append(float(weights[block].mean()))
        reads.append(float(np.log2((right + 1) / (of - right + 1))))  # Laplace: never certain
    return _rising(np.array([at, reads]))


def _rising(knots: Numbers) -> Numbers:
    """The knots that are above all before them: a small block's odds may be out of order."""
    highest = np.maximum.accumulate(np.concatenate(([-np.inf], knots[1][:-1])))
    return knots[:, knots[1] > highest]
