"""``python -m pipeline`` is ``shutu``."""

from pipeline.cli import main

main()
