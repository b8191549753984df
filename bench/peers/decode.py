"""Pictures a second of processor time that OpenCV decodes from memory on one thread, RGB, for each format."""

import argparse
import json
import time
from pathlib import Path

import cv2
import numpy as np

FORMATS = {"png8": 0, "png16": cv2.IMREAD_ANYDEPTH, "jpeg": 0, "tiff": 0, "bmp": 0, "webp": 0}


def decode(data: np.ndarray, flag: int) -> np.ndarray:
    return cv2.cvtColor(cv2.imdecode(data, cv2.IMREAD_COLOR | flag), cv2.COLOR_BGR2RGB)


def measure(data: np.ndarray, flag: int, seconds: float) -> float:
    """The best of five stretches."""
    decode(data, flag)
    best = 0.0
    for _ in range(5):
        count, start, used = 0, time.perf_counter(), time.process_time()
        while time.perf_counter() - start < seconds / 5:
            decode(data, flag)
            count += 1
        best = max(best, count / (time.process_time() - used))
    return best


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with FORMAT.bin files")
    parser.add_argument("--seconds", type=float, default=1, help="time for each format (%(default)s)")
    options = parser.parse_args()
    cv2.setNumThreads(0)
    files = {name: np.frombuffer((options.data / f"{name}.bin").read_bytes(), np.uint8) for name in FORMATS}
    print(json.dumps({
        "peer": "decode",
        "opencv": cv2.__version__,
        **{name: round(measure(files[name], flag, options.seconds), 2) for name, flag in FORMATS.items()},
    }))


if __name__ == "__main__":
    main()
