"""Text in, mentions and relations out: named spaCy components over a char-level Chinese pipeline.

``extractors.language.load()`` assembles the pipeline of ``config.cfg``. Components write span groups on the Doc
(see ``extractors.spans``) and hang frozen records on the spans (see ``extractors.attributes``). Importing this
package imports nothing heavy: the shapes of results are needed where spaCy is not.
"""
