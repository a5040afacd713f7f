"""Attacks, each with what it must not do; README.md lists them."""
