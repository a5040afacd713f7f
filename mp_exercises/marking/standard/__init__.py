"""Standard setting: a cut score from judges or from examiners, and the file that keeps it.

``Standard`` and its loader need nothing but the model; the rest loads numpy and is imported where it is used.
"""

from .model import Agreement, Standard, load_standard, standard_file, write_standard

__all__ = ["Agreement", "Standard", "load_standard", "standard_file", "write_standard"]
