"""Parquet files as pandas tables, decoded by DuckDB's library: Debian has neither pyarrow nor fastparquet for pandas.read_parquet."""

import ctypes
from pathlib import Path

import numpy as np
import pandas as pd

NUMPY_TYPES = {5: np.int64, 10: np.float32, 11: np.float64}  # DuckDB's BIGINT, FLOAT, DOUBLE


class Result(ctypes.Structure):
    _fields_ = [("counts", ctypes.c_uint64 * 3), ("columns", ctypes.c_void_p), ("error", ctypes.c_void_p), ("internal", ctypes.c_void_p)]


def library() -> Path:
    return Path(__file__).resolve().parents[2] / "artifacts" / "native" / "duckdb" / "libduckdb.so"


class Reader:
    """One connection for all files, on one thread."""

    def __init__(self) -> None:
        self.duck = ctypes.CDLL(str(library()))
        for name, kind in [("duckdb_fetch_chunk", ctypes.c_void_p), ("duckdb_column_name", ctypes.c_char_p), ("duckdb_data_chunk_get_vector", ctypes.c_void_p),
                           ("duckdb_vector_get_data", ctypes.c_void_p), ("duckdb_vector_get_validity", ctypes.c_void_p),
                           ("duckdb_column_count", ctypes.c_uint64), ("duckdb_data_chunk_get_size", ctypes.c_uint64)]:
            getattr(self.duck, name).restype = kind
        self.duck.duckdb_fetch_chunk.argtypes = [Result]
        database, self.connection = ctypes.c_void_p(), ctypes.c_void_p()
        self.check(self.duck.duckdb_open(None, ctypes.byref(database)))
        self.check(self.duck.duckdb_connect(database, ctypes.byref(self.connection)))
        self.check(self.duck.duckdb_query(self.connection, b"SET threads = 1", None))

    def check(self, state: int) -> None:
        if state != 0:
            raise RuntimeError("DuckDB refused.")

    def read(self, path: Path) -> pd.DataFrame:
        """Like pandas.read_parquet: columns of one type lie together in memory."""
        result = Result()
        self.check(self.duck.duckdb_query(self.connection, f"SELECT * FROM read_parquet('{path}')".encode(), ctypes.byref(result)))
        count = self.duck.duckdb_column_count(ctypes.byref(result))
        names = [self.duck.duckdb_column_name(ctypes.byref(result), ctypes.c_uint64(i)).decode() for i in range(count)]
        kinds = [NUMPY_TYPES[self.duck.duckdb_column_type(ctypes.byref(result), ctypes.c_uint64(i))] for i in range(count)]
        chunks = []
        while chunk := self.duck.duckdb_fetch_chunk(result):
            chunks.append(self.columns(ctypes.c_void_p(chunk), kinds))
            self.duck.duckdb_destroy_data_chunk(ctypes.byref(ctypes.c_void_p(chunk)))
        self.duck.duckdb_destroy_result(ctypes.byref(result))
        tables = []
        for kind in dict.fromkeys(kinds):
            members = [i for i in range(count) if kinds[i] == kind]
            block = np.stack([np.concatenate([chunk[i] for chunk in chunks]) if len(chunks) != 1 else chunks[0][i] for i in members])
            tables.append(pd.DataFrame(block.T, columns=[names[i] for i in members]))
        return pd.concat(tables, axis=1)[names] if len(tables) > 1 else tables[0]

    def columns(self, chunk: ctypes.c_void_p, kinds: list) -> list[np.ndarray]:
        rows = self.duck.duckdb_data_chunk_get_size(chunk)
        return [self.values(ctypes.c_void_p(self.duck.duckdb_data_chunk_get_vector(chunk, ctypes.c_uint64(i))), kind, rows) for i, kind in enumerate(kinds)]

    def values(self, vector: ctypes.c_void_p, kind: type, rows: int) -> np.ndarray:
        size = rows * np.dtype(kind).itemsize
        data = np.frombuffer(ctypes.string_at(self.duck.duckdb_vector_get_data(vector), size), kind)
        validity = self.duck.duckdb_vector_get_validity(vector)
        if not validity:
            return data
        words = ctypes.string_at(validity, (rows + 63) // 64 * 8)
        valid = np.unpackbits(np.frombuffer(words, np.uint8), bitorder="little")[:rows].astype(bool)
        return np.where(valid, data, np.array(np.nan, kind)) if kind is not np.int64 else data
