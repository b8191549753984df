#!/usr/bin/python3
"""Trains a ResNet on chest X-rays as the VinBigData notebook does (Adam, cross-entropy, three augmentations) and prints how fast."""

import argparse
import json
import time

import torch

import measure
import session


class Step:
    """Forward, backward and Adam; scales the gradient in fp16."""

    def __init__(self, options: argparse.Namespace) -> None:
        self.options = options
        self.model = session.build_model(options).train()
        self.optimizer = torch.optim.Adam(self.model.parameters(), lr=1e-3)
        self.loss = torch.nn.CrossEntropyLoss()
        self.scaler = torch.cuda.amp.GradScaler(enabled=options.precision == "fp16")

    def __call__(self, pixels: torch.Tensor, labels: torch.Tensor) -> torch.Tensor:
        self.optimizer.zero_grad(set_to_none=True)
        with session.autocast(self.options):
            loss = self.loss(self.model(session.to_device(pixels, self.options)), labels.to(self.options.device))
        self.scaler.scale(loss).backward()
        self.scaler.step(self.optimizer)
        self.scaler.update()
        return loss.detach()


def main() -> None:
    options = session.parse(__doc__, iterations=40)
    step = Step(options)
    data = session.source(options, augmented=True)
    with measure.MemoryWatch() as memory:
        batch = next(data)
        first_batch = measure.seconds_since_start()
        first_loss = step(*batch).item()
        first_step = measure.seconds_since_start()
        for _ in range(options.warmup):
            step(*next(data))
        session.finish(options)

        start = time.perf_counter()
        losses = [step(*next(data)) for _ in range(options.iterations)]
        session.finish(options)
        seconds = time.perf_counter() - start
        figures = memory.fields()

    print(json.dumps({
        "peer": "train",
        **session.settings(options),
        "seconds": round(seconds, 4),
        "images_per_s": round(options.iterations * options.batch / seconds, 3),
        "start_to_first_batch_s": round(first_batch, 3),
        "start_to_first_step_s": round(first_step, 3),
        "first_loss": round(first_loss, 5),
        "mean_loss": round(torch.stack(losses).mean().item(), 5),
        **figures,
    }))


if __name__ == "__main__":
    main()
