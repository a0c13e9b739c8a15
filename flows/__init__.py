"""Scheduled ingestion with Prefect, thin around what runs without it.

The core (folders, inbox, put_away, results, extraction, writing, batch, report) knows no Prefect; tasks and flows wrap
it. Importing the package makes Prefect quiet and small before anything imports it.
"""

from flows.environment import set_defaults

set_defaults()
