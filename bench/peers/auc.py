"""Seconds of processor time for the ROC area of ten million scores, by sorting with NumPy."""

import argparse
import json
import time

import numpy as np


def area(scores: np.ndarray, targets: np.ndarray) -> float:
    """The share of pairs in order, from the ranks of the positives; there are no ties among random numbers."""
    ranks = np.empty(len(scores), np.int64)
    ranks[np.argsort(scores)] = np.arange(1, len(scores) + 1)
    positives = int(targets.sum())
    return float((ranks[targets == 1].sum() - positives * (positives + 1) / 2) / (positives * (len(scores) - positives)))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=10_000_000)
    options = parser.parse_args()
    random = np.random.default_rng(0)
    targets = (random.random(options.count) < 0.3).astype(np.int32)
    scores = random.random(options.count) + 0.2 * targets
    best = float("inf")
    for _ in range(3):
        used = time.process_time()
        value = area(scores, targets)
        best = min(best, time.process_time() - used)
    print(json.dumps({"peer": "auc", "auc_s": best, "auc": value, "numpy": np.__version__}))


if __name__ == "__main__":
    main()
