"""Spectrograms in Parquet files to windows of ten minutes in .npy files, as notebooks do it, on one thread; files a second of processor time."""

import argparse
import json
import time
from pathlib import Path

import numpy as np
import pandas as pd

from parquet import Reader

ROWS = 300


def prepare(table: pd.DataFrame, data: Path, output: Path, reader: Reader) -> int:
    made = 0
    for recording, excerpts in table.groupby("spectrogram_id"):
        spectrogram = reader.read(data / "train_spectrograms" / f"{recording}.parquet")
        values = spectrogram.fillna(0).values[:, 1:].T.astype("float32")
        for offset, label in excerpts[["spectrogram_label_offset_seconds", "label_id"]].astype(int).values:
            start = offset // 2
            np.save(output / f"{label}.npy", values[:, start : start + ROWS])
            made += 1
    return made


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder in the HMS layout")
    parser.add_argument("--out", type=Path, required=True, help="folder for the windows")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    table = pd.read_csv(options.data / "train.csv")
    table = table.groupby("spectrogram_id").head(1).reset_index(drop=True)
    reader = Reader()
    prepare(table.head(5), options.data, options.out, reader)
    start, used = time.perf_counter(), time.process_time()
    made = prepare(table, options.data, options.out, reader)
    print(json.dumps({
        "peer": "prepare_windows",
        "pandas": pd.__version__,
        "numpy": np.__version__,
        "files": made,
        "windows_per_cpu_s": round(made / (time.process_time() - used), 2),
        "windows_per_s": round(made / (time.perf_counter() - start), 2),
    }))


if __name__ == "__main__":
    main()
