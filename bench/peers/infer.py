#!/usr/bin/python3
"""Predicts chest X-rays with a ResNet (evaluation mode, softmax, no augmentation) and prints how fast."""

import json
import time

import torch

import measure
import session


def main() -> None:
    options = session.parse(__doc__, iterations=60)
    model = session.build_model(options).eval()
    data = session.source(options, augmented=False)

    def predict(pixels: torch.Tensor) -> torch.Tensor:
        with session.autocast(options):
            return model(session.to_device(pixels, options)).softmax(1).float().cpu()

    with torch.inference_mode(), measure.MemoryWatch() as memory:
        batch = next(data)
        first_batch = measure.seconds_since_start()
        for _ in range(options.warmup):
            predict(next(data)[0])
        predict(batch[0])

        start = time.perf_counter()
        probabilities = [predict(next(data)[0]) for _ in range(options.iterations)]
        seconds = time.perf_counter() - start
        figures = memory.fields()

    print(json.dumps({
        "peer": "infer",
        **session.settings(options),
        "seconds": round(seconds, 4),
        "images_per_s": round(options.iterations * options.batch / seconds, 3),
        "start_to_first_batch_s": round(first_batch, 3),
        "mean_probability": round(torch.cat(probabilities)[:, 0].mean().item(), 5),
        **figures,
    }))


if __name__ == "__main__":
    main()
