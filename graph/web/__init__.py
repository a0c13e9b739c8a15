"""Browsing the graph and reading the evidence, in a local web page."""
