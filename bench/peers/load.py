#!/usr/bin/python3
"""Reads chest X-rays into normalised float batches, three augmentations included, and prints how fast: images per second
of CPU time in one process, and images per second of a DataLoader."""

import argparse
import json
import random
import time
from pathlib import Path

import cv2
import numpy as np
import torch

import images
import measure


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.ArgumentDefaultsHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder in the VinBigData layout (train.csv, train/*.png)")
    parser.add_argument("--image-size", type=int, default=256)
    parser.add_argument("--batch", type=int, default=8)
    parser.add_argument("--iterations", type=int, default=150, help="measured batches")
    parser.add_argument("--warmup", type=int, default=20, help="batches before the measured ones")
    parser.add_argument("--workers", type=int, default=2, help="loader processes; 0 leaves the DataLoader out")
    parser.add_argument("--seed", type=int, default=111)
    options = parser.parse_args()
    if min(options.batch, options.iterations) < 1 or min(options.warmup, options.workers) < 0:
        parser.error("--batch and --iterations must be at least 1, --warmup and --workers at least 0")
    return options


def one_process(options: argparse.Namespace, chest: images.ChestImages) -> dict[str, float]:
    """Fills one batch array again and again on one thread; also tells where the time goes."""
    cv2.setNumThreads(0)
    draw = random.Random(options.seed)
    batch = np.empty((options.batch, 3, options.image_size, options.image_size), np.float32)
    spent = {"decode": 0.0, "augment": 0.0, "normalise": 0.0}
    position = 0
    cpu = wall = 0.0
    for iteration in range(options.warmup + options.iterations):
        if iteration == options.warmup:
            spent = dict.fromkeys(spent, 0.0)
            cpu, wall = time.process_time(), time.perf_counter()
        for row in range(options.batch):
            path, _ = chest.samples[position % len(chest)]
            position += 1
            started = time.perf_counter()
            image = images.decode(path, options.image_size)
            decoded = time.perf_counter()
            image = images.augment(image, draw)
            augmented = time.perf_counter()
            batch[row] = images.normalise(image).transpose(2, 0, 1)
            spent["decode"] += decoded - started
            spent["augment"] += augmented - decoded
            spent["normalise"] += time.perf_counter() - augmented
    cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    count = options.iterations * options.batch
    return {
        "images_per_cpu_s": round(count / cpu, 2),
        "one_process_images_per_s": round(count / wall, 2),
        **{f"{name}_ms": round(1000 * seconds / count, 4) for name, seconds in spent.items()},
    }


def data_loader(options: argparse.Namespace, chest: images.ChestImages) -> dict[str, float]:
    """Takes batches from a DataLoader and does nothing with them."""
    data = images.batches(chest, options.batch, options.workers, shuffle=True, seed=options.seed)
    with measure.MemoryWatch() as memory:
        for _ in range(options.warmup + 1):
            next(data)
        start = time.perf_counter()
        for _ in range(options.iterations):
            next(data)
        seconds = time.perf_counter() - start
        figures = memory.fields()
    return {"loader_images_per_s": round(options.iterations * options.batch / seconds, 2), **figures}


def main() -> None:
    options = parse()
    torch.set_num_threads(1)
    torch.manual_seed(options.seed)
    chest = images.ChestImages(options.data, options.image_size, augmented=True, normalised=True, seed=options.seed)
    # The DataLoader goes first: its workers are forks and would inherit what the single process has grown to.
    loader = data_loader(options, chest) if options.workers > 0 else {}
    print(json.dumps({
        "peer": "load",
        "image_size": options.image_size,
        "batch": options.batch,
        "iterations": options.iterations,
        "workers": options.workers,
        **one_process(options, chest),
        **loader,
        "torch": torch.__version__,
        "opencv": cv2.__version__,
    }))


if __name__ == "__main__":
    main()
