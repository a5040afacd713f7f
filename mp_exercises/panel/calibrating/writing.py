"""The certificate as a page."""

from __future__ import annotations

from pathlib import Path

from ...marking.bands import number
from ..folder import Folder
from ..rendering import page
from ..wording import joined
from .certificate import Certificate


def certificate_html(folder: Folder, made: Certificate) -> str:
    """Return the certificate as HTML."""
    campaign = folder.campaign
    rows = [
        (campaign.criterion[name].name, number(one.value), number(one.low), number(one.high))
        for name, one in made.agreements.items()
    ]
    return page(
        "certificate.html.jinja",
        "base.css",
        campaign=campaign,
        made=made,
        rows=rows,
        members=joined(made.members),
        day=f"{campaign.day.day} {campaign.day:%B %Y}",
    )


def write_certificate(folder: Folder, made: Certificate) -> Path:
    """Write the certificate into the campaign's folder, over an earlier one."""
    file = folder.path / "calibration" / "certificate.html"
    file.parent.mkdir(exist_ok=True)
    file.write_text(certificate_html(folder, made), encoding="utf-8")
    return file
