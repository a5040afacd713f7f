"""Tests that drive real Chromium against the built book, JupyterLab and Voila."""
