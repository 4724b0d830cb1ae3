"""bytes -> Page -> Articles: decode, formats, blocks, roles, splitting, metadata.

`pages.open_page` makes a page of bytes, `articles.articles` its articles, `segment.segment` both from an object.
"""
