"""The checks of pages, one module for each thing that can go wrong."""
