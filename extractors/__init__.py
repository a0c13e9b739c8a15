"""Text in, mentions and relations out: named spaCy components over a char-level Chinese pipeline.

``load()`` assembles the pipeline of ``config.cfg``. Components write span groups on the Doc (see
``extractors.spans``) and hang frozen records on the spans (see ``extractors.attributes``).
"""

from extractors.language import load

__all__ = ["load"]
