#!/usr/bin/python3
"""Runs one network with given weights in evaluation mode on a batch in memory and prints how fast, with how much memory and what came out."""

import argparse
import json
import time
from collections.abc import Callable
from pathlib import Path

import numpy
import torch

import convnext
import efficientnet
import measure
import networks
import unet
import vit

MODELS: dict[str, Callable[[int], torch.nn.Module]] = {
    **networks.MODELS,
    "efficientnet_b0": efficientnet.EfficientNet,
    "convnext_tiny": convnext.ConvNext,
    "vit_small_patch16_224": vit.VisionTransformer,
    "unet-resnet18": unet.Unet,
}
TYPES = {"F32": numpy.float32, "I64": numpy.int64}


def read_safetensors(path: Path) -> dict[str, torch.Tensor]:
    """A .safetensors file: the header's length, a JSON header, then the bytes of the tensors."""
    with path.open("rb") as file:
        length = int.from_bytes(file.read(8), "little")
        header = json.loads(file.read(length))
        header.pop("__metadata__", None)
        state = {}
        for name, entry in header.items():
            start, end = entry["data_offsets"]
            file.seek(8 + length + start)
            values = numpy.frombuffer(bytearray(file.read(end - start)), TYPES[entry["dtype"]])
            state[name] = torch.from_numpy(values).reshape(entry["shape"])
    return state


def pattern(shape: tuple[int, ...]) -> torch.Tensor:
    """Numbers in -1 ... 1 that any program can make again exactly."""
    count = torch.Size(shape).numel()
    return (torch.arange(count) * 7919 % 251).float().div(125).sub(1).reshape(shape)


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.ArgumentDefaultsHelpFormatter)
    parser.add_argument("--model", choices=sorted(MODELS), default="resnet50")
    parser.add_argument("--weights", type=Path, required=True, help=".safetensors file with timm's names")
    parser.add_argument("--classes", type=int, default=1000)
    parser.add_argument("--image-size", type=int, default=224)
    parser.add_argument("--batch", type=int, default=8)
    parser.add_argument("--iterations", type=int, default=40, help="measured iterations")
    parser.add_argument("--warmup", type=int, default=8, help="iterations before the measured ones")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--channels-last", action="store_true")
    options = parser.parse_args()
    if min(options.batch, options.iterations, options.threads, options.classes) < 1 or options.warmup < 0:
        parser.error("--batch, --iterations, --threads and --classes must be at least 1, --warmup at least 0")
    return options


def main() -> None:
    options = parse()
    torch.set_num_threads(options.threads)
    model = MODELS[options.model](options.classes).eval()
    model.load_state_dict(read_safetensors(options.weights))
    layout = torch.channels_last if options.channels_last else torch.contiguous_format
    model = model.to(memory_format=layout)
    batch = pattern((options.batch, 3, options.image_size, options.image_size)).contiguous(memory_format=layout)
    loaded = measure.restart_peak_mib()
    with torch.inference_mode():
        for _ in range(options.warmup):
            model(batch)
        start = time.perf_counter()
        for _ in range(options.iterations):
            output = model(batch)
        seconds = time.perf_counter() - start
        peak = measure.own_peak_mib()
        output = output.double()
        mean, std = output.mean().item(), output.std(unbiased=False).item()
    print(json.dumps({
        "peer": "network",
        "model": options.model,
        "image_size": options.image_size,
        "batch": options.batch,
        "iterations": options.iterations,
        "threads": options.threads,
        "channels_last": options.channels_last,
        "torch": torch.__version__,
        "seconds": round(seconds, 4),
        "images_per_s": round(options.iterations * options.batch / seconds, 3),
        "peak_rss_mb": round(peak, 1),
        "forward_mb": round(peak - loaded, 1),
        "output_mean": mean,
        "output_std": std,
    }))


if __name__ == "__main__":
    main()
