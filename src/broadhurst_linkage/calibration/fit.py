"""Train the second stage from labelled pairs, by ridge logistic regression.

The weight of the first stage is a fixed offset. Only the effect of two known comparisons together
is learnt. The fewer labels show an effect, the closer it stays to zero. Cross-validation
chooses the ridge penalty and the calibration of the sums, so both come from held-out pairs.
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

LEAST = 50  # labels of each kind; fewer would teach chance
FOLDS = 5
RIDGES = (1.0, 3.0, 10.0, 30.0)
# The rarity in bits of the commonest name, as no name belongs to more than one person in sixteen.
COMMONEST = 4.0
STEPS = 150  # of the optimiser; more do not improve the loss on held-out pairs
SHORTFALL_COST = 100.0  # times the square of how far "the same" falls below "different"
LN2 = float(np.log(2.0))
Numbers = NDArray[np.float64]
Cell = tuple[int, int, int]  # table, and a level of each of its two comparisons


class Trained(NamedTuple):
    """The second stage, and the losses of each stage on held-out labels.

    A loss is in bits a label: the mean of -log2 of the probability given to the true answer.
    """

    stage: Stage
    loss_first: float
    loss_second: float


def train(labels: Labels, model: Model, seed: int = 1) -> Trained:
    """Train the second stage, which corrects the weights for pairs of comparisons.

    Raises WrongLabelsError if there are too few labels of either kind.
    """
    same = int(labels.same.sum())
    if min(same, len(labels.same) - same) < LEAST:
        raise WrongLabelsError(
            f"{same} of the labels are of one person and {len(labels.same) - same} are not."
            f" You need {LEAST} of each."
        )
    margins = margins_of(model)
    held_out = {ridge: _held_out(labels, ridge, margins, seed) for ridge in RIDGES}
    ridge = min(RIDGES, key=lambda ridge: _loss(held_out[ridge], labels.same))
    tables = _fit(labels, ridge, margins)
    knots = _knots(held_out[ridge], labels.same)
    stage = Stage(model.version, len(labels.same), same, ridge, tables, knots)
    losses = _loss(labels.weights, labels.same), _loss(held_out[ridge], labels.same)
    return Trained(stage, *losses)


def _held_out(labels: Labels, ridge: float, margins: Numbers, seed: int) -> Numbers:
    """Return the weight of each pair from a fit that did not see the pair."""
    weights = np.empty(len(labels.same))
    folds = StratifiedKFold(FOLDS, shuffle=True, random_state=seed)
    for training, held_out in folds.split(labels.levels, labels.same):
        tables = _fit(labels.at(training), ridge, margins)
        effects = _design_matrix(labels.levels[held_out]) @ tables.ravel()
        weights[held_out] = labels.weights[held_out] + effects
    return weights


def _loss(weights: Numbers, same: NDArray[np.bool_]) -> float:
    return float(np.logaddexp2(0, np.where(same, -weights, weights)).mean())


def _fit(labels: Labels, ridge: float, margins: Numbers) -> Numbers:
    """Fit the tables by maximum likelihood with a ridge penalty.

    The penalty is `ridge` times half the sum of their squares. "The same" must stay above
    "different" whatever the other comparisons say. A shortfall costs, and a table that still falls
    slightly short is then scaled down.
    """
    columns, truth = _design_matrix(labels.levels), labels.same.astype(np.float64)
    offset = LN2 * labels.weights

    def loss(tables: Numbers) -> tuple[float, Numbers]:
        odds = offset + columns @ tables
        error = 1 / (1 + np.exp(-np.clip(odds, -60, 60))) - truth
        value = (np.logaddexp(0, odds) - truth * odds).sum() + 0.5 * ridge * tables @ tables
        short, slope = _shortfall(tables.reshape(SHAPE), LN2 * margins)
        gradient = columns.T @ error + ridge * tables + slope.ravel()
        return float(value + short), gradient

    start = np.zeros(columns.shape[1])
    result = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": STEPS})
    return _scale_down(result.x.reshape(SHAPE) / LN2, margins)


def margins_of(model: Model) -> Numbers:
    """Return the margin of "the same" over "different" for each comparison.

    For a name, this is the margin of the commonest name.
    """
    margins = []
    for i, comparison in enumerate(COMPARISONS):
        margin = float(model.weights[i, 1] - model.weights[i, len(comparison.levels)])
        if i < len(model.usual):
            margin += float(model.usual[i, 1, 1] + COMMONEST * model.usual[i, 1, 0])
        margins.append(max(0.0, margin))
    return np.array(margins)


def _worst_losses(tables: Numbers, i: int) -> list[tuple[float, Cell, Cell]]:
    """Return for each table where "different" most outweighs "the same".

    Each item is the difference and the two cells. Nothing is lost where the other comparison is
    unknown, as those cells stay zero.
    """
    last, losses = len(COMPARISONS[i].levels), []
    for table, (a, b) in enumerate(PAIRS):
        if i not in (a, b):
            continue
        lines = tables[table] if i == a else tables[table].T
        at = int(np.argmin(lines[1] - lines[last]))
        if at:
            same, other = ((table, 1, at), (table, last, at))
            if i == b:
                same, other = ((table, at, 1), (table, at, last))
            losses.append((float(lines[1, at] - lines[last, at]), same, other))
    return losses


def _shortfall(tables: Numbers, margins: Numbers) -> tuple[float, Numbers]:
    """Return the cost of "different" outweighing "the same", and its gradient."""
    cost, slope = 0.0, np.zeros(SHAPE)
    for i, margin in enumerate(margins):
        worst = _worst_losses(tables, i)
        short = margin + sum(least for least, _, _ in worst)
        if short < 0:
            cost += SHORTFALL_COST * short**2
            for _, same, other in worst:
                slope[same] += 2 * SHORTFALL_COST * short
                slope[other] -= 2 * SHORTFALL_COST * short
    return cost, slope


def _scale_down(tables: Numbers, margins: Numbers) -> Numbers:
    """Scale down the tables in which "different" could still outweigh "the same"."""
    tables = tables.copy()
    for i, margin in enumerate(margins):
        worst = sum(least for least, _, _ in _worst_losses(tables, i))
        if margin + worst < 0:
            for table, pair in enumerate(PAIRS):
                tables[table] *= margin / -worst if i in pair else 1.0
    return tables


def _design_matrix(levels: NDArray[np.int8]) -> csr_array:
    """Return the table cells of two known levels that each pair adds up."""
    pair_indexes, cell_indexes = [], []
    for table, (a, b) in enumerate(PAIRS):
        first, second = levels[:, a].astype(np.int64), levels[:, b].astype(np.int64)
        known = np.flatnonzero((first > 0) & (second > 0))
        cells = np.full(len(known), table), first[known], second[known]
        pair_indexes.append(known)
        cell_indexes.append(np.ravel_multi_index(cells, SHAPE))
    at = np.concatenate(pair_indexes), np.concatenate(cell_indexes)
    return csr_array((np.ones(len(at[0])), at), shape=(len(levels), int(np.prod(SHAPE))))


def _knots(weights: Numbers, same: NDArray[np.bool_]) -> Numbers:
    """Return weights and the log2 odds of labels with such weights. Both increase."""
    fitted = IsotonicRegression().fit_transform(weights, same)
    at, calibrated = [], []
    for level in np.unique(fitted):
        block = fitted == level
        matches, total = int(same[block].sum()), int(block.sum())
        at.append(float(weights[block].mean()))
        # Laplace smoothing, so that no odds are certain.
        calibrated.append(float(np.log2((matches + 1) / (total - matches + 1))))
    return _increasing(np.array([at, calibrated]))


def _increasing(knots: Numbers) -> Numbers:
    """Keep the knots above all before them, as small blocks may be out of order."""
    highest = np.maximum.accumulate(np.concatenate(([-np.inf], knots[1][:-1])))
    return knots[:, knots[1] > highest]
