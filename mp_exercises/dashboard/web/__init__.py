"""The dashboard's page on this machine, behind a token."""
