"""The cohort's technical report: its numbers, its drawings and its tables."""
