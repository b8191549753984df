"""The VinBigData recipe's images in Python: decoding by OpenCV, three augmentations as albumentations 1.3 defines them."""

import csv
import random
from pathlib import Path

import cv2
import numpy as np
import torch
from torch.utils.data import DataLoader, Dataset

MEAN = np.array((0.485, 0.456, 0.406), np.float32) * 255
SCALE = 1 / (np.array((0.229, 0.224, 0.225), np.float32) * 255)


def decode(path: str, size: int) -> np.ndarray:
    """An image as uint8 [size, size, 3]; grey images repeat their channel."""
    image = cv2.imread(path)
    if image is None:
        raise SystemExit(f"error: '{path}' cannot be decoded")
    if image.shape[:2] != (size, size):
        image = cv2.resize(image, (size, size), interpolation=cv2.INTER_LINEAR)
    return image


def augment(image: np.ndarray, draw: random.Random) -> np.ndarray:
    """Horizontal flip, shift-scale-rotate and brightness-contrast, each with probability 0.5."""
    if draw.random() < 0.5:
        image = cv2.flip(image, 1)
    if draw.random() < 0.5:
        image = shift_scale_rotate(image, draw)
    if draw.random() < 0.5:
        alpha = 1 + draw.uniform(-0.2, 0.2)
        beta = draw.uniform(-0.2, 0.2)
        table = np.arange(256, dtype=np.float32) * alpha + beta * 255
        image = cv2.LUT(image, np.clip(table, 0, 255).astype(np.uint8))
    return image


def shift_scale_rotate(image: np.ndarray, draw: random.Random) -> np.ndarray:
    """Shift of at most 6.25 %, scale 0.9 to 1.1 and rotation of at most 10 degrees in one warp; mirrored at the border."""
    height, width = image.shape[:2]
    angle = draw.uniform(-10, 10)
    scale = 1 + draw.uniform(-0.1, 0.1)
    matrix = cv2.getRotationMatrix2D((width / 2 - 0.5, height / 2 - 0.5), angle, scale)
    matrix[0, 2] += draw.uniform(-0.0625, 0.0625) * width
    matrix[1, 2] += draw.uniform(-0.0625, 0.0625) * height
    return cv2.warpAffine(image, matrix, (width, height), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT_101)


def normalise(image: np.ndarray) -> np.ndarray:
    """ImageNet normalisation as albumentations computes it: float32, subtract, multiply."""
    image = image.astype(np.float32)
    image -= MEAN
    image *= SCALE
    return image


def to_channels_first(image: np.ndarray) -> np.ndarray:
    """float32 [3, height, width], contiguous."""
    return np.ascontiguousarray(image.transpose(2, 0, 1), np.float32)


def read_labels(data: Path) -> dict[str, int]:
    """1 for each image of train.csv with a finding (a class other than 14), else 0."""
    table = data / "train.csv"
    if not table.is_file():
        raise SystemExit(f"error: '{table}' is missing; --data names a folder in the VinBigData layout")
    labels: dict[str, int] = {}
    with open(table, newline="") as file:
        for row in csv.DictReader(file):
            labels[row["image_id"]] = max(labels.get(row["image_id"], 0), int(row["class_id"] != "14"))
    return labels


class ChestImages(Dataset):
    """The training images of a folder in the VinBigData layout."""

    def __init__(self, data: Path, size: int, *, augmented: bool, normalised: bool, seed: int) -> None:
        labels = read_labels(data)
        self.samples = [(str(data / "train" / f"{name}.png"), label) for name, label in sorted(labels.items())]
        self.size = size
        self.augmented = augmented
        self.normalised = normalised
        self.draw = random.Random(seed)

    def __len__(self) -> int:
        return len(self.samples)

    def __getitem__(self, index: int) -> tuple[np.ndarray, int]:
        path, label = self.samples[index]
        image = decode(path, self.size)
        if self.augmented:
            image = augment(image, self.draw)
        if self.normalised:
            image = normalise(image)
        return to_channels_first(image), label


def start_worker(number: int) -> None:
    """OpenCV's own threads would compete with the other workers; each worker draws its own random numbers."""
    cv2.setNumThreads(0)
    info = torch.utils.data.get_worker_info()
    info.dataset.draw = random.Random(info.seed)


def batches(images: ChestImages, batch: int, workers: int, shuffle: bool, seed: int):
    """Batches without end, epoch after epoch."""
    loader = DataLoader(
        images,
        batch,
        shuffle=shuffle,
        num_workers=workers,
        drop_last=True,
        worker_init_fn=start_worker,
        persistent_workers=workers > 0,
        generator=torch.Generator().manual_seed(seed),
    )
    if len(loader) == 0:
        raise SystemExit(f"error: {len(images)} images do not fill one batch of {batch}")
    while True:
        yield from loader
