"""Figures, measured: `make bench` runs every bench_*.py here, `make score` the gold annotations.

A bench module has ``run() -> dict[str, float]``. Timings depend on the machine, so what counts are ratios
between two things timed in one run; the names of such figures end in ``_ratio``.
"""
