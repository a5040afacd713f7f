"""Where the chair's room stands, and what its kernel is told of the day."""

from __future__ import annotations

CHAIR_ADDRESS = "/chair/"

FOLDER_VARIABLE = "MP_PANEL_FOLDER"
ADDRESS_VARIABLE = "MP_PANEL_ADDRESS"
"""By which address tablets reach the members' pages, with no slash at its end."""
