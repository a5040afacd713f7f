"""Receipts for what trainees hand in: a keyed digest that the assessor's side can check for ever."""
