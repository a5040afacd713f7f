"""Measures: a team's own tables read with care, and honest statistics on them."""
