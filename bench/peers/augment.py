"""Single transforms as albumentations 1.3 defines them, by OpenCV and NumPy on one thread: microseconds of processor time an image."""

import argparse
import json
import random
import time
from collections.abc import Callable

import cv2
import numpy as np

REFLECT = cv2.BORDER_REFLECT_101
Image = np.ndarray


def lookup(image: Image, table: Image) -> Image:
    """Every value through a table, cut off to 8 bits."""
    return cv2.LUT(image, np.clip(table, 0, 255).astype(np.uint8))


def warp(image: Image, matrix: Image, border: int = REFLECT) -> Image:
    height, width = image.shape[:2]
    return cv2.warpAffine(image, matrix, (width, height), flags=cv2.INTER_LINEAR, borderMode=border)


def rotate(image: Image, draw: random.Random) -> Image:
    height, width = image.shape[:2]
    return warp(image, cv2.getRotationMatrix2D((width / 2 - 0.5, height / 2 - 0.5), draw.uniform(-90, 90), 1))


def shift_scale_rotate(image: Image, draw: random.Random) -> Image:
    height, width = image.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2 - 0.5, height / 2 - 0.5), draw.uniform(-45, 45), 1 + draw.uniform(-0.1, 0.1))
    matrix[0, 2] += draw.uniform(-0.0625, 0.0625) * width
    matrix[1, 2] += draw.uniform(-0.0625, 0.0625) * height
    return warp(image, matrix)


def affine(image: Image, draw: random.Random) -> Image:
    height, width = image.shape[:2]
    angle, shear = np.deg2rad(draw.uniform(-15, 15)), np.deg2rad(draw.uniform(-10, 10))
    scale = draw.uniform(0.9, 1.1)
    centre = np.array([[1, 0, (width - 1) / 2], [0, 1, (height - 1) / 2], [0, 0, 1]])
    back = np.array([[1, 0, -(width - 1) / 2], [0, 1, -(height - 1) / 2], [0, 0, 1]])
    inner = np.array([
        [scale * np.cos(angle), -scale * np.sin(angle + shear), draw.uniform(-0.1, 0.1) * width],
        [scale * np.sin(angle), scale * np.cos(angle + shear), draw.uniform(-0.1, 0.1) * height],
        [0, 0, 1],
    ])
    return warp(image, (centre @ inner @ back)[:2], cv2.BORDER_CONSTANT)


def perspective(image: Image, draw: random.Random) -> Image:
    height, width = image.shape[:2]
    scale = draw.uniform(0.05, 0.1)
    offsets = np.array([[abs(draw.gauss(0, scale)) * width, abs(draw.gauss(0, scale)) * height] for _ in range(4)], np.float32)
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    signs = np.array([[1, 1], [-1, 1], [-1, -1], [1, -1]], np.float32)
    points = corners + signs * offsets
    wide = int(max(np.linalg.norm(points[1] - points[0]), np.linalg.norm(points[2] - points[3])))
    high = int(max(np.linalg.norm(points[3] - points[0]), np.linalg.norm(points[2] - points[1])))
    target = np.array([[0, 0], [wide, 0], [wide, high], [0, high]], np.float32)
    warped = cv2.warpPerspective(image, cv2.getPerspectiveTransform(points, target), (wide, high), flags=cv2.INTER_LINEAR)
    return cv2.resize(warped, (width, height), interpolation=cv2.INTER_LINEAR)


def elastic_transform(image: Image, draw: random.Random) -> Image:
    height, width = image.shape[:2]
    numbers = np.random.RandomState(draw.randrange(1 << 31))
    square = np.float32([[width, height], [width, 0], [0, height]]) / 2
    moved = square + numbers.uniform(-50, 50, size=square.shape).astype(np.float32) / 10
    image = warp(image, cv2.getAffineTransform(square, moved))
    fields = [cv2.GaussianBlur(numbers.rand(height, width).astype(np.float32) * 2 - 1, (0, 0), 50) for _ in range(2)]
    columns, rows = np.meshgrid(np.arange(width), np.arange(height))
    return cv2.remap(image, np.float32(columns + fields[0]), np.float32(rows + fields[1]), cv2.INTER_LINEAR, borderMode=REFLECT)


def grid_axis(length: int, steps: int, draw: random.Random) -> Image:
    """Places along one side: steps of a grid, each stretched by up to 30 %."""
    size = length // steps
    places = np.zeros(length, np.float32)
    before = 0.0
    for start in range(0, length, size):
        end = min(start + size, length)
        after = float(length) if start + size > length else before + size * (1 + draw.uniform(-0.3, 0.3))
        places[start:end] = np.linspace(before, after, end - start)
        before = after
    return places


def grid_distortion(image: Image, draw: random.Random) -> Image:
    height, width = image.shape[:2]
    columns, rows = np.meshgrid(grid_axis(width, 5, draw), grid_axis(height, 5, draw))
    return cv2.remap(image, columns, rows, cv2.INTER_LINEAR, borderMode=REFLECT)


def optical_distortion(image: Image, draw: random.Random) -> Image:
    height, width = image.shape[:2]
    strength, dx, dy = (draw.uniform(-0.05, 0.05) for _ in range(3))
    camera = np.array([[width, 0, width * 0.5 + dx], [0, width, height * 0.5 + dy], [0, 0, 1]], np.float32)
    columns, rows = cv2.initUndistortRectifyMap(camera, np.array([strength, strength, 0, 0, 0], np.float32), None, None, (width, height), cv2.CV_32FC1)
    return cv2.remap(image, columns, rows, cv2.INTER_LINEAR, borderMode=REFLECT)


def random_crop(image: Image, draw: random.Random) -> Image:
    top, left = (int((side - 200 + 1) * draw.random()) for side in image.shape[:2])
    return np.ascontiguousarray(image[top:top + 200, left:left + 200])


def random_resized_crop(image: Image, draw: random.Random) -> Image:
    area = image.shape[0] * image.shape[1] * draw.uniform(0.08, 1)
    ratio = np.exp(draw.uniform(np.log(3 / 4), np.log(4 / 3)))
    height, width = (min(int(round(side)), limit) for side, limit in zip((np.sqrt(area / ratio), np.sqrt(area * ratio)), image.shape[:2]))
    top, left = draw.randint(0, image.shape[0] - height), draw.randint(0, image.shape[1] - width)
    return cv2.resize(image[top:top + height, left:left + width], (224, 224), interpolation=cv2.INTER_LINEAR)


def random_brightness_contrast(image: Image, draw: random.Random) -> Image:
    return lookup(image, np.arange(256, dtype=np.float32) * (1 + draw.uniform(-0.2, 0.2)) + draw.uniform(-0.2, 0.2) * 255)


def hue_saturation_value(image: Image, draw: random.Random) -> Image:
    hue, saturation, value = cv2.split(cv2.cvtColor(image, cv2.COLOR_RGB2HSV))
    levels = np.arange(256, dtype=np.int16)
    hue = cv2.LUT(hue, np.mod(levels + draw.uniform(-20, 20), 180).astype(np.uint8))
    saturation = lookup(saturation, levels + draw.uniform(-30, 30))
    value = lookup(value, levels + draw.uniform(-20, 20))
    return cv2.cvtColor(cv2.merge((hue, saturation, value)), cv2.COLOR_HSV2RGB)


def rgb_shift(image: Image, draw: random.Random) -> Image:
    levels = np.arange(256, dtype=np.float32)
    return cv2.merge([lookup(np.ascontiguousarray(image[..., channel]), levels + draw.uniform(-20, 20)) for channel in range(3)])


def color_jitter(image: Image, draw: random.Random) -> Image:
    levels = np.arange(256, dtype=np.float32)
    image = lookup(image, levels * draw.uniform(0.8, 1.2))
    factor = draw.uniform(0.8, 1.2)
    mean = cv2.cvtColor(image, cv2.COLOR_RGB2GRAY).mean()
    image = lookup(image, levels * factor + int(mean + 0.5) * (1 - factor))
    factor = draw.uniform(0.8, 1.2)
    grey = cv2.cvtColor(cv2.cvtColor(image, cv2.COLOR_RGB2GRAY), cv2.COLOR_GRAY2RGB)
    image = cv2.addWeighted(image, factor, grey, 1 - factor, gamma=0)
    hsv = cv2.cvtColor(image, cv2.COLOR_RGB2HSV)
    hsv[..., 0] = cv2.LUT(hsv[..., 0], np.mod(np.arange(256, dtype=np.int16) + 180 * draw.uniform(-0.2, 0.2), 180).astype(np.uint8))
    return cv2.cvtColor(hsv, cv2.COLOR_HSV2RGB)


def clahe(image: Image, draw: random.Random) -> Image:
    lab = cv2.cvtColor(image, cv2.COLOR_RGB2LAB)
    lab[:, :, 0] = cv2.createCLAHE(clipLimit=draw.uniform(1, 4), tileGridSize=(8, 8)).apply(lab[:, :, 0])
    return cv2.cvtColor(lab, cv2.COLOR_LAB2RGB)


def equalize(image: Image, draw: random.Random) -> Image:
    result = np.empty_like(image)
    for channel in range(3):
        plane = np.ascontiguousarray(image[..., channel])
        counts = cv2.calcHist([plane], [0], None, [256], (0, 256)).ravel()
        first = int(np.nonzero(counts)[0][0])
        scale = 255.0 / (plane.size - counts[first])
        table = np.zeros(256, np.float64)
        table[first + 1:] = np.cumsum(counts[first + 1:]) * scale
        result[..., channel] = cv2.LUT(plane, np.clip(np.round(table), 0, 255).astype(np.uint8))
    return result


def motion_blur(image: Image, draw: random.Random) -> Image:
    size = draw.choice((3, 5, 7))
    kernel = np.zeros((size, size), np.uint8)
    cv2.line(kernel, (draw.randrange(size), 0), (draw.randrange(size), size - 1), 1, thickness=1)
    return cv2.filter2D(image, -1, kernel.astype(np.float32) / np.sum(kernel))


def sharpen(image: Image, draw: random.Random) -> Image:
    alpha, lightness = draw.uniform(0.2, 0.5), draw.uniform(0.5, 1)
    same = np.array([[0, 0, 0], [0, 1, 0], [0, 0, 0]], np.float32)
    effect = np.array([[-1, -1, -1], [-1, 8 + lightness, -1], [-1, -1, -1]], np.float32)
    return cv2.filter2D(image, -1, (1 - alpha) * same + alpha * effect)


def emboss(image: Image, draw: random.Random) -> Image:
    alpha, strength = draw.uniform(0.2, 0.5), draw.uniform(0.2, 0.7)
    same = np.array([[0, 0, 0], [0, 1, 0], [0, 0, 0]], np.float32)
    effect = np.array([[-1 - strength, -strength, 0], [-strength, 1, strength], [0, strength, 1 + strength]], np.float32)
    return cv2.filter2D(image, -1, (1 - alpha) * same + alpha * effect)


def unsharp_mask(image: Image, draw: random.Random) -> Image:
    size, alpha = draw.choice((3, 5, 7)), draw.uniform(0.2, 0.5)
    real = image.astype(np.float32) / 255
    blurred = cv2.GaussianBlur(real, (size, size), 0)
    residual = real - blurred
    mask = (np.abs(residual) * 255 > 10).astype(np.float32)
    sharp = np.clip(real + alpha * residual, 0, 1)
    soft = cv2.GaussianBlur(mask, (size, size), 0)
    return np.clip((soft * sharp + (1 - soft) * real) * 255, 0, 255).astype(np.uint8)


def gauss_noise(image: Image, draw: random.Random) -> Image:
    numbers = np.random.RandomState(draw.randrange(1 << 31))
    noise = numbers.normal(0, draw.uniform(10, 50) ** 0.5, image.shape)
    return np.clip(image.astype(np.float32) + noise, 0, 255).astype(np.uint8)


def multiplicative_noise(image: Image, draw: random.Random) -> Image:
    return lookup(image, np.arange(256, dtype=np.float32) * draw.uniform(0.9, 1.1))


def image_compression(image: Image, draw: random.Random) -> Image:
    _, data = cv2.imencode(".jpg", image, (cv2.IMWRITE_JPEG_QUALITY, draw.randint(99, 100)))
    return cv2.imdecode(data, cv2.IMREAD_UNCHANGED)


def downscale(image: Image, draw: random.Random) -> Image:
    height, width = image.shape[:2]
    small = cv2.resize(image, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_NEAREST)
    return cv2.resize(small, (width, height), interpolation=cv2.INTER_NEAREST)


def coarse_dropout(image: Image, draw: random.Random) -> Image:
    image = image.copy()
    for _ in range(8):
        top, left = draw.randint(0, image.shape[0] - 8), draw.randint(0, image.shape[1] - 8)
        image[top:top + 8, left:left + 8] = 0
    return image


MEAN = np.array((0.485, 0.456, 0.406), np.float32) * 255
SCALE = np.reciprocal(np.array((0.229, 0.224, 0.225), np.float32) * 255)


def normalize(image: Image, draw: random.Random) -> Image:
    image = image.astype(np.float32)
    image -= MEAN
    image *= SCALE
    return image


SEPIA = np.array([[0.393, 0.769, 0.189], [0.349, 0.686, 0.168], [0.272, 0.534, 0.131]], np.float32)
LEVELS = np.arange(256, dtype=np.float32)

TRANSFORMS: dict[str, Callable[[Image, random.Random], Image]] = {
    "horizontal_flip": lambda image, draw: cv2.flip(image, 1),
    "vertical_flip": lambda image, draw: np.ascontiguousarray(image[::-1]),
    "transpose": lambda image, draw: cv2.transpose(image),
    "random_rotate_90": lambda image, draw: np.ascontiguousarray(np.rot90(image, draw.randint(0, 3))),
    "rotate": rotate,
    "shift_scale_rotate": shift_scale_rotate,
    "affine": affine,
    "perspective": perspective,
    "elastic_transform": elastic_transform,
    "grid_distortion": grid_distortion,
    "optical_distortion": optical_distortion,
    "random_crop": random_crop,
    "random_resized_crop": random_resized_crop,
    "pad_if_needed": lambda image, draw: cv2.copyMakeBorder(image, 32, 32, 32, 32, REFLECT),
    "resize": lambda image, draw: cv2.resize(image, (128, 128), interpolation=cv2.INTER_LINEAR),
    "normalize": normalize,
    "to_float": lambda image, draw: image.astype(np.float32) / 255,
    "random_brightness_contrast": random_brightness_contrast,
    "random_gamma": lambda image, draw: cv2.LUT(image, (np.power(np.arange(256) / 255, draw.uniform(0.8, 1.2)) * 255).astype(np.uint8)),
    "hue_saturation_value": hue_saturation_value,
    "rgb_shift": rgb_shift,
    "color_jitter": color_jitter,
    "clahe": clahe,
    "equalize": equalize,
    "posterize": lambda image, draw: cv2.LUT(image, np.arange(256, dtype=np.uint8) & np.uint8(0xF0)),
    "solarize": lambda image, draw: cv2.LUT(image, np.where(np.arange(256) < 128, np.arange(256), 255 - np.arange(256)).astype(np.uint8)),
    "invert_img": lambda image, draw: 255 - image,
    "channel_shuffle": lambda image, draw: image[..., draw.sample((0, 1, 2), 3)],
    "to_gray": lambda image, draw: cv2.cvtColor(cv2.cvtColor(image, cv2.COLOR_RGB2GRAY), cv2.COLOR_GRAY2RGB),
    "to_sepia": lambda image, draw: cv2.transform(image, SEPIA),
    "blur": lambda image, draw: cv2.blur(image, (draw.choice((3, 5, 7)),) * 2),
    "median_blur": lambda image, draw: cv2.medianBlur(image, draw.choice((3, 5, 7))),
    "gaussian_blur": lambda image, draw: cv2.GaussianBlur(image, (draw.choice((3, 5, 7)),) * 2, 0),
    "motion_blur": motion_blur,
    "sharpen": sharpen,
    "emboss": emboss,
    "unsharp_mask": unsharp_mask,
    "gauss_noise": gauss_noise,
    "multiplicative_noise": multiplicative_noise,
    "image_compression": image_compression,
    "downscale": downscale,
    "coarse_dropout": coarse_dropout,
}


def measure(transform: Callable[[Image, random.Random], Image], image: Image, draw: random.Random, seconds: float) -> float:
    """Least mean of five stretches, in microseconds of processor time."""
    for _ in range(3):
        transform(image, draw)
    best = float("inf")
    for _ in range(5):
        count, start, used = 0, time.perf_counter(), time.process_time()
        while time.perf_counter() - start < seconds / 5:
            transform(image, draw)
            count += 1
        best = min(best, (time.process_time() - used) / count)
    return best * 1e6


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--image-size", type=int, default=256, help="height and width of the RGB picture (%(default)s)")
    parser.add_argument("--seconds", type=float, default=0.25, help="time for each transform (%(default)s)")
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    cv2.setNumThreads(0)
    draw = random.Random(options.seed)
    noise = np.random.RandomState(options.seed).randint(0, 256, (options.image_size // 8, options.image_size // 8, 3)).astype(np.uint8)
    image = cv2.resize(noise, (options.image_size, options.image_size), interpolation=cv2.INTER_CUBIC)
    print(json.dumps({
        "peer": "augment",
        "opencv": cv2.__version__,
        **{name: round(measure(transform, image, draw, options.seconds), 2) for name, transform in TRANSFORMS.items()},
    }))


if __name__ == "__main__":
    main()
