"""Findings: figures that corroborate each other, contradict each other, or do not add up.

The rules are pure: `local.findings_of` looks at one report, `across` at reports that speak of one place. `rows` puts what
depends on one report alone among its rows, `refresh` keeps in a store what depends on several. See docs/findings.md.
"""
