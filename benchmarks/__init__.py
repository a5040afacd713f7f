"""Each headline figure, measured beside its peer in one run."""
