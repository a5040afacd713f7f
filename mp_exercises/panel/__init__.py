"""A panel that chooses people: calibration, the day, the decision, fairness, feedback and what came of it."""
