"""Whole archives: split into parts, each part read by one process into Parquet, on one machine or a Ray cluster."""
