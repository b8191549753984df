"""What the training and the inference peer share: their options, the model on its device, the source of batches."""

import argparse
import contextlib
from collections.abc import Iterator
from pathlib import Path

import torch

import images
import networks

PRECISIONS = {"fp32": None, "bf16": torch.bfloat16, "fp16": torch.float16}


def parse(description: str, iterations: int) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.ArgumentDefaultsHelpFormatter)
    parser.add_argument("--data", type=Path, help="folder in the VinBigData layout (train.csv, train/*.png)")
    parser.add_argument("--synthetic", action="store_true", help="one random batch in memory instead of --data")
    parser.add_argument("--model", choices=sorted(networks.MODELS), default="resnet18")
    parser.add_argument("--image-size", type=int, default=256)
    parser.add_argument("--batch", type=int, default=8)
    parser.add_argument("--iterations", type=int, default=iterations, help="measured iterations")
    parser.add_argument("--warmup", type=int, default=5, help="iterations before the measured ones")
    parser.add_argument("--threads", type=int, default=2, help="threads of the tensor engine")
    parser.add_argument("--workers", type=int, default=2, help="loader processes; 0 loads in the main process")
    parser.add_argument("--precision", choices=sorted(PRECISIONS), default="fp32")
    parser.add_argument("--channels-last", action="store_true")
    parser.add_argument("--device", default="cpu", help="cpu, cuda or cuda:N")
    parser.add_argument("--seed", type=int, default=111)
    options = parser.parse_args()
    if options.data is None and not options.synthetic:
        parser.error("give --data DIR or --synthetic")
    if min(options.batch, options.iterations, options.threads) < 1 or min(options.warmup, options.workers) < 0:
        parser.error("--batch, --iterations and --threads must be at least 1, --warmup and --workers at least 0")
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    torch.backends.cudnn.benchmark = True
    return options


def build_model(options: argparse.Namespace) -> torch.nn.Module:
    model = networks.MODELS[options.model](2).to(options.device)
    return model.to(memory_format=torch.channels_last) if options.channels_last else model


def source(options: argparse.Namespace, augmented: bool) -> Iterator[tuple[torch.Tensor, torch.Tensor]]:
    """Batches of pixel values 0 to 255 as float32 [N, 3, H, W] and of labels, without end."""
    if options.synthetic:
        size = (options.batch, 3, options.image_size, options.image_size)
        generator = torch.Generator().manual_seed(options.seed)
        pixels = torch.rand(size, generator=generator) * 255
        labels = torch.randint(2, (options.batch,), generator=generator)
        while True:
            yield pixels, labels
    chest = images.ChestImages(
        options.data, options.image_size, augmented=augmented, normalised=False, seed=options.seed
    )
    yield from images.batches(chest, options.batch, options.workers, shuffle=augmented, seed=options.seed)


def to_device(pixels: torch.Tensor, options: argparse.Namespace) -> torch.Tensor:
    layout = torch.channels_last if options.channels_last else torch.contiguous_format
    return pixels.to(options.device, non_blocking=True).contiguous(memory_format=layout)


def autocast(options: argparse.Namespace) -> contextlib.AbstractContextManager:
    dtype = PRECISIONS[options.precision]
    if dtype is None:
        return contextlib.nullcontext()
    return torch.autocast(torch.device(options.device).type, dtype=dtype)


def finish(options: argparse.Namespace) -> None:
    """Waits until the device has done all that was asked of it."""
    if torch.device(options.device).type == "cuda":
        torch.cuda.synchronize()


def settings(options: argparse.Namespace) -> dict[str, object]:
    """The settings for the line of JSON."""
    return {
        "model": options.model,
        "image_size": options.image_size,
        "batch": options.batch,
        "iterations": options.iterations,
        "threads": options.threads,
        "workers": 0 if options.synthetic else options.workers,
        "precision": options.precision,
        "channels_last": options.channels_last,
        "device": options.device,
        "torch": torch.__version__,
    }
