"""The handbook: its Sphinx extension, its facts as data, its checks and its build.

Importing this package loads no Sphinx.
"""
