"""What marking again keeps while it is under way, in the gradebook's database."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Float, MetaData, String, Table

UNDER_WAY = MetaData()
"""Apart from our other tables: a look at who would change leaves the gradebook as it is, to the byte."""

BEGUN = Table(
    "mp_regrade",
    UNDER_WAY,
    Column("assessment", String(128), primary_key=True),
    Column("marking", String(64), nullable=False),
    Column("error", Float, nullable=False),
    Column("assumed", Boolean, nullable=False),
)
"""One row for each assessment whose marking again has begun and not ended. ``marking`` is the digest of the
new keys; ``error`` and ``assumed`` are how the cohort was judged before the first mark was changed, which
nobody could work out any more from a cohort that is half changed."""
