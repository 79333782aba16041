"""What the record of a crisis must hold, line by line: the checks of `benchmarks/checklist.py`."""
