#!/usr/bin/python3
"""Adds two one-element tensors over and over and prints the microseconds a call takes, which is all overhead."""

import argparse
import json
import time

import torch


def best_microseconds(iterations: int, repeats: int) -> tuple[float, float]:
    """The fastest and the middle one of several runs."""
    a, b = torch.ones(1), torch.ones(1)
    figures = []
    for _ in range(repeats):
        start = time.perf_counter()
        for _ in range(iterations):
            torch.add(a, b)
        figures.append((time.perf_counter() - start) / iterations * 1e6)
    figures.sort()
    return figures[0], figures[len(figures) // 2]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.ArgumentDefaultsHelpFormatter)
    parser.add_argument("--iterations", type=int, default=200_000, help="calls in a run")
    parser.add_argument("--repeats", type=int, default=7, help="runs")
    parser.add_argument("--threads", type=int, default=1)
    options = parser.parse_args()
    if min(options.iterations, options.repeats, options.threads) < 1:
        parser.error("--iterations, --repeats and --threads must be at least 1")
    torch.set_num_threads(options.threads)
    with torch.no_grad():
        best_microseconds(options.iterations // 10 + 1, 1)
        best, middle = best_microseconds(options.iterations, options.repeats)
    print(json.dumps({
        "peer": "call",
        "iterations": options.iterations,
        "best_us": round(best, 4),
        "median_us": round(middle, 4),
        "torch": torch.__version__,
    }))


if __name__ == "__main__":
    main()
